/**
 * Shortcuts of the app, on a message or from anywhere, and its Home tab.
 */
import { CannotDo } from '../../discord-server/cannot-do.ts';
import type { Shortcut } from '../app-registration.ts';
import { eventCallback, globalShortcut, messageShortcut } from '../interactions/payloads.ts';
import { type Person as Account, type Channel, known } from '../state/workspace.ts';
import type { Twin } from '../twin.ts';
import { wireView } from '../wire-message.ts';
import { act, newActId, responseUrlFor, type Sending, triggerFor } from './act.ts';
import type { Asked } from './asked.ts';
import type { SeenMessage } from './seen-message.ts';
import { visible } from './visible.ts';

function named({ app }: Twin, entry: string, on: Shortcut['on']): Shortcut {
  const shortcut = app.shortcuts.find((each) => each.name === entry && each.on === on);
  if (shortcut === undefined) throw new CannotDo(`The app has no shortcut "${entry}" there.`);
  return shortcut;
}

export function usingGlobally(sending: Sending, user: Account, entry: string): Asked {
  const { twin } = sending;
  const { callbackId } = named(twin, entry, 'everywhere');
  const id = newActId(twin);
  const body = globalShortcut(twin, { person: user, callbackId, triggerId: triggerFor(twin, user, { cause: id }) });
  return act(sending, {
    id,
    title: `used "${entry}"`,
    user,
    subject: { kind: 'notice', owes: 'an-answer' },
    errand: { kind: 'interaction', body },
  });
}

export function usingOn(
  sending: Sending,
  user: Account,
  { entry, message: seen }: { readonly entry: string; readonly message: SeenMessage },
): Asked {
  const { twin } = sending;
  const { callbackId } = named(twin, entry, 'message');
  const message = visible(twin, user, seen);
  if (message.audience.kind === 'only') throw new CannotDo('A private message has no menu.');
  const channel = known(twin.world.channels, message.channelId);
  const id = newActId(twin);
  const responseUrl = responseUrlFor(twin, {
    ...{
      workspaceId: user.workspaceId,
      channelId: channel.id,
      personId: user.id,
      threadTs: message.threadTs,
      original: undefined,
    },
    from: 'shortcut',
    cause: id,
  });
  const used = { person: user, callbackId, triggerId: triggerFor(twin, user, { cause: id }) };
  const body = messageShortcut(twin, used, { message, channel, responseUrl });
  return act(sending, {
    id,
    title: `used "${entry}"`,
    user,
    subject: { kind: 'notice', owes: 'an-answer' },
    errand: { kind: 'interaction', body },
  });
}

export function openingHome(sending: Sending, user: Account, channel: Channel): Asked {
  const { twin } = sending;
  if (!twin.app.events.includes('app_home_opened')) throw new CannotDo('The app is not subscribed to app_home_opened.');
  const shown = twin.views.homeOf(user.id);
  const event = {
    ...{ type: 'app_home_opened', user: user.id, channel: channel.id, tab: 'home', event_ts: twin.ids.ts() },
    ...(shown === undefined ? {} : { view: wireView(twin, shown) }),
  };
  const body = eventCallback(twin, user.workspaceId, event);
  return act(sending, {
    id: newActId(twin),
    title: 'opened the Home tab',
    user,
    subject: { kind: 'notice', owes: 'an-answer' },
    errand: { kind: 'event', body },
  });
}
