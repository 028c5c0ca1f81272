/**
 * What is sent for a choice in each kind of menu.
 */
import { CannotDo } from '../../discord-server/cannot-do.ts';
import type { JsonObject } from '../json.ts';
import type { Person as Account } from '../state/workspace.ts';
import type { Twin } from '../twin.ts';
import type { Choice } from './acts.ts';
import { choicesOf, type ElementPlace } from './seen-elements.ts';

export interface Choosing {
  readonly chosen: string | readonly string[];
  /** What the app gave for the latest keystroke. */
  readonly offered: readonly Choice[];
  readonly user: Account;
}

export function chosenValue(
  twin: Twin,
  { element }: Pick<ElementPlace, 'element'>,
  { chosen, offered, user }: Choosing,
): JsonObject {
  const type = String(element.type);
  const words = [chosen].flat();
  const several = type.startsWith('multi_') || type === 'checkboxes';
  const [only] = words;
  if (!several && (words.length !== 1 || only === undefined)) throw new CannotDo(`A ${type} takes one.`);
  const kind = type.replace('multi_', '').replace('_select', '');
  if (kind === 'users' || kind === 'channels' || kind === 'conversations') {
    const ids = words.map((word) => idNamed(twin, user, { word, kind }));
    const singular = kind.slice(0, -1);
    return several ? { [`selected_${kind}`]: ids } : { [`selected_${singular}`]: ids[0] };
  }
  const choices = kind === 'external' ? offered : choicesOf(element);
  const options = words.map((word) => optionNamed(choices, word));
  return several ? { selected_options: options } : { selected_option: options[0] };
}

function optionNamed(choices: readonly Choice[], word: string): JsonObject {
  const found = choices.find(({ label, value }) => label === word || value === word);
  if (found === undefined)
    throw new CannotDo(`There is no choice "${word}", only ${choices.map(({ label }) => `"${label}"`).join(', ') || 'none'}.`);
  return { text: { type: 'plain_text', text: found.label, emoji: true }, value: found.value };
}

/** A person sees the public channels and those that they are in. */
function idNamed(twin: Twin, user: Account, { word, kind }: { readonly word: string; readonly kind: string }): string {
  const name = word.replace(/^[#@]/, '');
  const people = [...twin.world.people.values()].filter(({ workspaceId }) => workspaceId === user.workspaceId);
  const channels = [...twin.world.channels.values()].filter(
    (channel) => channel.workspaceId === user.workspaceId && (channel.kind === 'public' || channel.members.has(user.id)),
  );
  const found = [...(kind === 'channels' ? [] : people), ...(kind === 'users' ? [] : channels)].find(
    (each) => each.name === name,
  );
  if (found === undefined) throw new CannotDo(`There is no "${word}" among the ${kind}.`);
  return found.id;
}
