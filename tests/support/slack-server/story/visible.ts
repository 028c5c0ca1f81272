/**
 * What a person has before them, as it is by now: a message that they can see, or their own modal on top, or their Home tab.
 */
import { CannotDo } from '../../discord-server/cannot-do.ts';
import type { Held } from '../interactions/payloads.ts';
import type { JsonObject } from '../json.ts';
import { objectsIn } from '../json.ts';
import type { Message } from '../state/messages.ts';
import type { View } from '../state/views.ts';
import { type Person as Account, known } from '../state/workspace.ts';
import type { Twin } from '../twin.ts';
import type { SeenForm } from './seen-form.ts';
import type { SeenMessage } from './seen-message.ts';

export type SeenThing = SeenMessage | SeenForm;

export function visible(twin: Twin, user: Account, { recorded }: SeenMessage): Message {
  const message = twin.messages.find(recorded.channelId, recorded.ts);
  if (message === undefined) throw new CannotDo('The message is gone.');
  if (message.audience.kind === 'only' && message.audience.personId !== user.id)
    throw new CannotDo(`${user.name} does not see that message: it is another's.`);
  if (!known(twin.world.channels, message.channelId).members.has(user.id))
    throw new CannotDo(`${user.name} does not see that channel.`);
  return message;
}

export function openView(twin: Twin, user: Account, { view }: SeenForm): View {
  const found = twin.views.byId(view.id);
  if (found === undefined) throw new CannotDo('The form is closed.');
  if (found.personId !== user.id) throw new CannotDo(`${user.name} has no such form before them.`);
  if (found.surface === 'modal' && twin.views.modalsOf(user.id).at(-1)?.id !== found.id)
    throw new CannotDo('Another form lies upon it.');
  return found;
}

export function heldBefore(twin: Twin, user: Account, seen: SeenThing): Held {
  if ('view' in seen) return { kind: 'view', view: openView(twin, user, seen) };
  const message = visible(twin, user, seen);
  return { kind: 'message', message, channel: known(twin.world.channels, message.channelId) };
}

export const blocksOf = (held: Held): readonly JsonObject[] =>
  held.kind === 'message' ? held.message.blocks : objectsIn(held.view.shape, 'blocks');
