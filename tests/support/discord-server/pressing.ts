/**
 * Pressing a button and choosing in a menu: only on a message that the person can see, only what is on it and enabled.
 */
import { ComponentType as Type } from 'discord-api-types/v10';
import { CannotDo } from './cannot-do.ts';
import type { Act } from './dispatch-interaction.ts';
import { channelPermissions, has } from './permission-bits.ts';
import { type SeenMessage, seeMessage } from './seen-message.ts';
import { isInGuild, type RecordedMessage, type User, visibleTo } from './world.ts';

/** A button by its label or its custom id. */
export function pressing(user: User, message: SeenMessage, button: string): Act {
  const recorded = visible(user, message);
  const { buttons } = seeMessage(recorded);
  const found = buttons.filter((one) => one.label === button || (one.kind === 'action' && one.customId === button));
  const [only] = found;
  if (only === undefined)
    throw new CannotDo(`There is no button "${button}" on the message, only ${listed(buttons.map(({ label }) => label))}.`);
  if (found.length > 1)
    throw new CannotDo(`There are ${found.length} buttons "${button}" on the message; name one by its custom id.`);
  if (only.kind === 'link') throw new CannotDo(`"${button}" is a link: it opens a page and tells the bot nothing.`);
  if (only.state === 'disabled') throw new CannotDo(`The button "${button}" is disabled.`);
  const content = { custom_id: only.customId, component_type: Type.Button };
  return {
    cause: { kind: 'component', message: recorded },
    user,
    channel: recorded.channel,
    content,
    title: `pressed "${only.label}"`,
  };
}

/** A menu by its placeholder or its custom id, and options by their labels or values. */
export function choosing(
  user: User,
  message: SeenMessage,
  { menu, chosen }: { readonly menu: string; readonly chosen: readonly string[] },
): Act {
  const recorded = visible(user, message);
  const { menus } = seeMessage(recorded);
  const found = menus.find(({ customId, placeholder }) => customId === menu || placeholder === menu);
  if (found === undefined)
    throw new CannotDo(`There is no menu "${menu}" on the message, only ${listed(menus.map(({ placeholder }) => placeholder))}.`);
  if (found.state === 'disabled') throw new CannotDo(`The menu "${menu}" is disabled.`);
  if (found.type !== Type.StringSelect) throw new CannotDo('The twin chooses in menus of texts only.');
  if (chosen.length < found.least || chosen.length > found.most)
    throw new CannotDo(`The menu "${menu}" takes ${found.least} to ${found.most}.`);
  const values = chosen.map((wanted) => {
    const option = found.options.find(({ label, value }) => label === wanted || value === wanted);
    if (option === undefined)
      throw new CannotDo(`The menu "${menu}" has no "${wanted}", only ${listed(found.options.map(({ label }) => label))}.`);
    return option.value;
  });
  const content = { custom_id: found.customId, component_type: found.type, values };
  return {
    cause: { kind: 'component', message: recorded },
    user,
    channel: recorded.channel,
    content,
    title: `chose ${chosen.join(', ')}`,
  };
}

/** The message as it is by now, for whoever can see it. */
export function visible(user: User, { recorded }: SeenMessage): RecordedMessage {
  if (recorded.deletedAt !== undefined) throw new CannotDo('The message is gone.');
  if (!visibleTo(recorded, user)) throw new CannotDo(`${user.username} does not see that message: it is another's.`);
  const { channel } = recorded;
  if (isInGuild(channel) && !has(channelPermissions(channel, user), 'ViewChannel'))
    throw new CannotDo(`${user.username} does not see that channel.`);
  return recorded;
}

const listed = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', '));
