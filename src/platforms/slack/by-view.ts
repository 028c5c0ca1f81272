/**
 * Answers to what is pressed in App Home, where nothing can be said: in a window over it, or in the place of the part of it that turned
 * a page; and within such a window in its place, or in another on it.
 */
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { decodeAction } from '../../core/action.ts';
import type { Invocation } from '../../features/bot.ts';
import type { SlackPayload } from '../../render/slack.ts';
import type { HomePart } from './home.ts';
import { failureWords } from './news.ts';
import type { SlackView } from './payloads.ts';
import { type Reach, UnheardError } from './reach.ts';

export interface ViewParts {
  readonly client: WebClient;
  /** In which something was pressed. */
  readonly view: SlackView;
  /** Opens one window, within three seconds. */
  readonly trigger: string;
  /** Shows App Home anew, with this in the place of one of its parts. */
  readonly putInHome: (payload: SlackPayload) => Promise<void>;
}

/** What it cannot show is `UnheardError`, and comes in another way. */
export function byView(parts: ViewParts): Reach {
  return {
    say: async (payload, how) => {
      if (how === 'public') throw new UnheardError('a view is for one person');
      try {
        await (how === 'replace' ? replaceIn(payload, parts) : showOver(payload, parts));
      } catch (cause) {
        throw new UnheardError(`a view could not be shown: ${failureWords(cause)}`, { cause });
      }
    },
  };
}

async function replaceIn(payload: SlackPayload, { client, view, putInHome }: ViewParts): Promise<void> {
  if (view.type === 'home') await putInHome(payload);
  else await client.views.update({ view_id: view.id, view: windowOf(payload) });
}

async function showOver(payload: SlackPayload, { client, view, trigger }: ViewParts): Promise<void> {
  if (view.type === 'home') await client.views.open({ trigger_id: trigger, view: windowOf(payload) });
  else await client.views.push({ trigger_id: trigger, view: windowOf(payload) });
}

function windowOf({ blocks }: SlackPayload): ModalView {
  return {
    type: 'modal',
    callback_id: 'shown',
    title: { type: 'plain_text', text: 'Papers', emoji: false },
    close: { type: 'plain_text', text: 'Close', emoji: false },
    blocks,
  };
}

/** Which part of App Home an action is of. */
export function homePartOf(invocation: Invocation): HomePart | undefined {
  if (invocation.kind !== 'action') return undefined;
  const kind = decodeAction(invocation.encoded)?.kind ?? '';
  if (kind.startsWith('list.')) return 'list';
  return kind.startsWith('subscription.') ? 'subscriptions' : undefined;
}
