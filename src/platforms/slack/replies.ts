/**
 * What answers each thing that people do, once it is acknowledged: the bot's plan, shown where it was asked for.
 *
 * What was asked in App Home is answered over it or in it, and what came by a form without an address in the asker's direct messages.
 */
import type { Invocation } from '../../features/bot.ts';
import { renderSlackNotice, type SlackPayload } from '../../render/slack.ts';
import type { Asker } from './asking.ts';
import { byView, homePartOf } from './by-view.ts';
import type { Desk } from './desk.ts';
import { actionForm, commandForm, formOrigin, startForm } from './forms.ts';
import { type HomeParts, publishHome } from './home.ts';
import { messageText, pressInvocation, readCommand } from './invocation.ts';
import {
  type CommandBody,
  nameIn,
  organizationIn,
  originAsker,
  type PressBody,
  type ShortcutBody,
  type SlackView,
  type SubmitBody,
} from './payloads.ts';
import { byDirectMessage, eitherWay, type Reach } from './reach.ts';

const HELP: Invocation = { kind: 'command', name: 'help', options: new Map() };

export async function replyToCommand(body: CommandBody, desk: Desk): Promise<void> {
  const { team_id: team, user_id: user, channel_id: channel, response_url: url } = body;
  const asker = { team, user, channel, ...(body.user_name !== '' && { name: body.user_name }) };
  const enterprise = body.enterprise_id === undefined ? undefined : { id: body.enterprise_id };
  const reach = desk.reachOf(asker, { url });
  const intent = readCommand(body.text, desk.bot.commands);
  if (intent.kind === 'ask-by-form') {
    // before all else: what opens a form is good for three seconds
    await desk.open(asker, {
      how: 'open',
      trigger: body.trigger_id,
      view: startForm(desk.bot.commands, { url, channel }),
      instead: () => desk.run(HELP, { asker, reach }),
    });
  }
  await desk.noteOrganization(asker, organizationIn({ ...body, enterprise }));
  if (intent.kind === 'invoke') await desk.run(intent.invocation, { asker, reach });
  if (intent.kind === 'refuse') {
    await reach.say(renderSlackNotice({ level: 'error', text: intent.sentence }, desk.commandNames), 'private');
  }
}

export async function replyToPress(body: PressBody, desk: Desk): Promise<void> {
  const invocation = pressInvocation(body);
  if (invocation === undefined) return;
  const asker = originAsker(body);
  const { form } = desk.bot.plan(invocation);
  const { response_url: url, trigger_id: trigger } = body;
  if (form !== undefined) {
    const view = actionForm(form, { url, channel: asker.channel });
    const instead = () => desk.run(invocation, { asker, reach: reachOfPress(body, desk), presser: nameIn(body) });
    return desk.open(asker, { how: 'open', trigger, view, instead });
  }
  if (body.view != null) return replyInView(invocation, { ...body, view: body.view }, desk);
  await desk.noteOrganization(asker, organizationIn(body));
  await desk.run(invocation, { asker, reach: reachOfPress(body, desk), presser: nameIn(body) });
}

function reachOfPress({ container, response_url: url, ...body }: PressBody, desk: Desk): Reach {
  const { is_ephemeral: isOnly, thread_ts: thread } = container;
  const pressed = { seenBy: isOnly ? 'asker' : 'channel', thread } as const;
  return desk.reachOf(originAsker({ ...body }), { ...(url !== undefined && { url }), pressed });
}

/** App Home is shown anew after a press, unless the press turned a page of it. */
async function replyInView(invocation: Invocation, body: PressBody & { readonly view: SlackView }, desk: Desk): Promise<void> {
  const asker = originAsker(body);
  const client = await desk.clientOf(asker);
  if (client === undefined) return;
  let isShown = false;
  const putInHome = async ({ blocks }: SlackPayload): Promise<void> => {
    await showHome(asker, desk, { of: homePartOf(invocation), blocks });
    isShown = true;
  };
  const view = byView({ client, view: body.view, trigger: body.trigger_id, putInHome });
  const reach = eitherWay(view, async () => byDirectMessage(client, asker.user));
  await desk.run(invocation, { asker, reach, presser: nameIn(body) });
  if (!isShown) await showHome(asker, desk);
}

export async function replyToShortcut(body: ShortcutBody, desk: Desk): Promise<void> {
  const asker = originAsker(body);
  await desk.noteOrganization(asker, organizationIn(body));
  const { response_url: url } = body;
  const pressed = { seenBy: 'channel', thread: body.message.thread_ts } as const;
  const reach = desk.reachOf(asker, { ...(url !== undefined && { url }), pressed });
  await desk.run({ kind: 'find-papers', text: messageText(body) }, { asker, reach });
}

export async function replyToForm(body: SubmitBody, invocation: Invocation, desk: Desk): Promise<void> {
  const { url, channel } = formOrigin(body.view);
  const asker = { ...originAsker(body), channel };
  await desk.run(invocation, { asker, reach: desk.reachOf(asker, url === undefined ? {} : { url }) });
}

/** To a choice of the form that was opened first. */
export async function putFormOnForm(body: PressBody, desk: Desk): Promise<void> {
  const { view, trigger_id: trigger } = body;
  const chosen = body.actions[0]?.selected_option?.value;
  const command = desk.bot.commands.find(({ name }) => name === chosen);
  if (view == null || command === undefined) return;
  const origin = formOrigin(view);
  const asker = { ...originAsker(body), channel: origin.channel };
  await desk.open(asker, { how: 'push', trigger, view: commandForm(command, origin), instead: async () => undefined });
}

/** Of two at once the later one is made of what is stored then, and shown last. */
export async function showHome(asker: Asker, desk: Desk, instead?: HomeParts['instead']): Promise<void> {
  const { team, user } = asker;
  await desk.inTurn(`${team}/${user}`, async () => {
    const client = await desk.clientOf(asker);
    if (client === undefined) return;
    await publishHome({ bot: desk.bot, client, user, context: await desk.contextOf(asker), instead });
  });
}
