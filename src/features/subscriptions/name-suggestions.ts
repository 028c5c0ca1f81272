/**
 * Names of subscriptions to choose from while a person types: from memory, and from the database for the first letter in a place.
 *
 * What is remembered of a place is read anew in the background each time that it is asked for, so that the next letter typed
 * finds what is there now. Only the places asked for most lately are remembered.
 */

import type { OptionChoice, Suggest } from '../../core/completion.ts';
import { type Place, placeKey, type UserRef, userKey } from '../../core/place.ts';
import { formatQuery } from '../../core/query-language.ts';
import type { Subscription } from '../../core/subscription.ts';
import type { SubscriptionStore } from '../../core/subscription-store.ts';
import { visibleSubscriptions } from './choose-subscription.ts';
import { programTitle } from './subscription-words.ts';

const PLACES_REMEMBERED = 1000;

export interface NameSuggestionDeps {
  readonly subscriptions: Pick<SubscriptionStore, 'subscriptionsIn' | 'subscriptionsOf'>;
  /** Told of what went wrong in the background; never throws. */
  readonly onTrouble: (error: unknown) => void;
}

export function subscriptionSuggestions({ subscriptions, onTrouble }: NameSuggestionDeps): Suggest {
  const remembered = new Map<string, readonly OptionChoice[]>();
  const remember = async (at: { readonly asker: UserRef; readonly place: Place }): Promise<readonly OptionChoice[]> => {
    const key = `${placeKey(at.place)} ${userKey(at.asker)}`;
    const choices = (await visibleSubscriptions({ subscriptions, context: at })).map(choiceOf);
    remembered.delete(key);
    remembered.set(key, choices);
    const [oldest] = remembered.keys();
    if (remembered.size > PLACES_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    return choices;
  };
  return (typed, { limit, asker, place }) => {
    const reading = remember({ asker, place });
    const known = remembered.get(`${placeKey(place)} ${userKey(asker)}`);
    if (known === undefined) return reading.then((choices) => fitting(choices, typed, limit));
    reading.catch(onTrouble);
    return fitting(known, typed, limit);
  };
}

function fitting(choices: readonly OptionChoice[], typed: string, limit: number): readonly OptionChoice[] {
  const wanted = typed.trim().toLowerCase();
  return choices.filter(({ label }) => label.toLowerCase().includes(wanted)).slice(0, limit);
}

function choiceOf({ id, program }: Subscription): OptionChoice {
  const rules = program.kind === 'digest' ? ` ${program.rules.map(formatQuery).join(' | ')}` : '';
  return { label: `${id} ${programTitle(program)}${rules}`, value: id };
}
