/**
 * All that people do on Slack, each acknowledged before anything else is done, and led to what answers it.
 *
 * Several are under way at once; all are awaited before the bot leaves. What Slack sends again is acknowledged again and done once.
 */
import type { App } from '@slack/bolt';
import type { z } from 'zod';
import { MAX_OPTIONS } from '../../render/slack-limits.ts';
import { askerOf, placeOf } from './asking.ts';
import { type Desk, type DeskParts, makeDesk } from './desk.ts';
import { CHOOSE_FORM, formOrigin, pickedOption, readForm, slackOptions } from './forms.ts';
import { failureFacts } from './news.ts';
import { makeOnce } from './once.ts';
import { CommandBody, originAsker, PressBody, ShortcutBody, SubmitBody, SuggestBody } from './payloads.ts';
import { putFormOnForm, replyToCommand, replyToForm, replyToPress, replyToShortcut } from './replies.ts';

export interface Interactions {
  /** Takes no more; resolves when what is under way is answered. */
  readonly finish: () => Promise<void>;
  readonly desk: Desk;
  /** Awaited before the bot leaves. Never rejects. */
  readonly follow: (work: Promise<void>) => Promise<void>;
}

const MOST_REMEMBERED = 20_000;
const ANY = /.*/s;

/** From the acknowledgement on under way, so that nothing is acknowledged and then left. */
type Take = <Shape extends { readonly trigger_id: string }>(
  { ack, body }: { readonly ack: () => Promise<void>; readonly body: unknown },
  schema: z.ZodType<Shape>,
  work: (read: Shape) => Promise<void>,
) => void;

export interface InteractionParts extends DeskParts {
  /** @returns false where a press or command of this id came before, to whichever process. */
  readonly isNew: (id: string) => Promise<boolean>;
}

export function listen(app: App, parts: InteractionParts): Interactions {
  const { tell } = parts;
  const running = new Set<Promise<void>>();
  const once = makeOnce(MOST_REMEMBERED);
  const desk = makeDesk(parts);
  let isOpen = true;

  const follow = async (work: Promise<void>): Promise<void> => {
    const guarded = work.catch((error: unknown) =>
      tell({ level: 'error', what: 'something on Slack could not be answered', facts: failureFacts(error) }),
    );
    running.add(guarded);
    await guarded.finally(() => running.delete(guarded));
  };
  const take: Take = ({ ack, body }, schema, work) => {
    const taken = async (): Promise<void> => {
      await ack();
      const read = schema.safeParse(body);
      if (!read.success) tell({ level: 'warn', what: 'something from Slack could not be read' });
      else if (once.isNew(read.data.trigger_id)) await doOnce(read.data.trigger_id, () => work(read.data), parts);
    };
    if (isOpen) void follow(taken());
  };
  listenTo(app, desk, take);
  return {
    desk,
    follow,
    finish: async () => {
      isOpen = false;
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** Where the database does not say, a person who waits is answered rather than not. */
async function doOnce(
  id: string,
  work: () => Promise<void>,
  { isNew, tell }: Pick<InteractionParts, 'isNew' | 'tell'>,
): Promise<void> {
  const seenFirst =
    id === '' ||
    (await isNew(id).catch((error: unknown) => {
      tell({ level: 'warn', what: 'a press or command could not be noted', facts: failureFacts(error) });
      return true;
    }));
  if (seenFirst) await work();
}

function listenTo(app: App, desk: Desk, take: Take): void {
  app.command(ANY, async ({ ack, body }) => take({ ack, body }, CommandBody, (command) => replyToCommand(command, desk)));
  app.action(ANY, async ({ ack, body }) =>
    take({ ack, body }, PressBody, (press) =>
      press.actions[0]?.action_id === CHOOSE_FORM ? putFormOnForm(press, desk) : replyToPress(press, desk),
    ),
  );
  app.shortcut(ANY, async ({ ack, body }) => take({ ack, body }, ShortcutBody, (shortcut) => replyToShortcut(shortcut, desk)));
  app.view(ANY, async ({ ack, body }) => {
    const read = SubmitBody.safeParse(body);
    const form = read.success ? readForm(read.data.view) : undefined;
    if (form?.kind === 'errors') return ack({ response_action: 'errors', errors: { ...form.errors } });
    const clear = async (): Promise<void> => ack({ response_action: 'clear' });
    if (form === undefined) return clear();
    take({ ack: clear, body }, SubmitBody, (submit) => replyToForm(submit, form.invocation, desk));
  });
  app.options(ANY, async ({ ack, body }) => ack({ options: await offered(body, desk) }));
}

/** Soon: there is no other answer to it than the acknowledgement. */
async function offered(body: unknown, { bot }: Desk): Promise<ReturnType<typeof slackOptions>> {
  const read = SuggestBody.safeParse(body);
  const picked = read.success ? pickedOption(read.data.action_id) : undefined;
  if (!read.success || picked === undefined) return [];
  const { view, value: typed } = read.data;
  const channel = view == null ? undefined : formOrigin(view).channel;
  const asker = { ...originAsker(read.data), ...(channel !== undefined && { channel }) };
  const at = { limit: MAX_OPTIONS - 1, asker: askerOf(asker), place: placeOf(asker) };
  return slackOptions(await bot.complete({ ...picked, typed }, at), typed);
}
