/**
 * Names of subscriptions to choose from while a person types: from memory, at once.
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
  const remember = async (at: { readonly asker: UserRef; readonly place: Place }): Promise<void> => {
    const key = `${placeKey(at.place)} ${userKey(at.asker)}`;
    const visible = await visibleSubscriptions({ subscriptions, context: at });
    remembered.delete(key);
    remembered.set(key, visible.map(choiceOf));
    const [oldest] = remembered.keys();
    if (remembered.size > PLACES_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
  };
  return (typed, { limit, asker, place }) => {
    remember({ asker, place }).catch(onTrouble);
    const known = remembered.get(`${placeKey(place)} ${userKey(asker)}`) ?? [];
    const wanted = typed.trim().toLowerCase();
    return known.filter(({ label }) => label.toLowerCase().includes(wanted)).slice(0, limit);
  };
}

function choiceOf({ id, program }: Subscription): OptionChoice {
  const rules = program.kind === 'digest' ? ` ${program.rules.map(formatQuery).join(' | ')}` : '';
  return { label: `${id} ${programTitle(program)}${rules}`, value: id };
}
