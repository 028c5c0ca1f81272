/**
 * What people do, and what each of them then sees of it, in order.
 *
 * A response URL, a trigger id or an acknowledgement shows what an answer belongs to. Anything else that appears before a person
 * (a post, an update, a Home tab) is taken to come of the last thing that they did.
 */
import type { Delivery } from '../delivery/delivery.ts';
import type { Happened, Message } from '../state/messages.ts';
import type { ResponseTarget } from '../state/response-urls.ts';
import type { View } from '../state/views.ts';

export type Outcome =
  | { readonly kind: 'message'; readonly message: Message; readonly how: Happened }
  | { readonly kind: 'form'; readonly view: View }
  | { readonly kind: 'home'; readonly view: View }
  /** The modal is gone. */
  | { readonly kind: 'closed' }
  /** Beside the fields of the modal, by block id. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  /** Choices that came after those for a later keystroke: nobody sees them. */
  | { readonly kind: 'outdated' }
  /** What a client says where nothing came in 3 s, or something that it cannot take. */
  | { readonly kind: 'failed' };

export interface Choice {
  readonly label: string;
  readonly value: string;
  /** The heading above it, in grouped menus. */
  readonly group: string | undefined;
}

/** What an acknowledgement may bring about. */
export type Subject =
  | { readonly kind: 'command'; readonly target: ResponseTarget }
  | { readonly kind: 'submission'; readonly view: View }
  | { readonly kind: 'suggestion'; readonly menu: string; readonly number: number }
  /** Nothing but that it was received; `silent` where no answer is owed, as for a menu within a form. */
  | { readonly kind: 'notice'; readonly owes: 'an-answer' | 'nothing' };

export interface Act {
  readonly id: string;
  /** In words for a report: `/papers search`, or `pressed Next`. */
  readonly title: string;
  readonly personId: string;
  readonly subject: Subject;
  readonly outcomes: Outcome[];
  taken: number;
  delivery: Delivery | undefined;
}

export interface Unanswered {
  readonly title: string;
  readonly reason: 'not acknowledged' | 'not acknowledged within 3 s' | 'acknowledged, and nothing came';
}

export interface ActBook {
  readonly open: (draft: Pick<Act, 'id' | 'title' | 'personId' | 'subject'>) => Act;
  readonly find: (id: string) => Act | undefined;
  readonly tell: (id: string, outcome: Outcome) => void;
  /** Lays it to the last thing that the person did, if they did anything. */
  readonly tellPerson: (personId: string, outcome: Outcome) => void;
  readonly all: () => readonly Act[];
  readonly unanswered: () => readonly Unanswered[];
}

export function makeActBook(changed: () => void): ActBook {
  const acts = new Map<string, Act>();
  const lastOf = new Map<string, Act>();
  const add = (act: Act | undefined, outcome: Outcome): void => {
    act?.outcomes.push(outcome);
    changed();
  };
  return {
    open: (draft) => {
      const act: Act = { ...draft, outcomes: [], taken: 0, delivery: undefined };
      acts.set(act.id, act);
      lastOf.set(act.personId, act);
      return act;
    },
    find: (id) => acts.get(id),
    tell: (id, outcome) => add(acts.get(id), outcome),
    tellPerson: (personId, outcome) => add(lastOf.get(personId), outcome),
    all: () => [...acts.values()],
    unanswered: () => [...acts.values()].flatMap(lackOf),
  };
}

function lackOf({ title, subject, delivery, outcomes }: Act): readonly Unanswered[] {
  if (delivery?.state !== 'acknowledged') {
    const late = delivery?.attempts.at(-1)?.outcome.endsWith('timeout') === true;
    return [{ title, reason: late ? 'not acknowledged within 3 s' : 'not acknowledged' }];
  }
  const owed = subject.kind === 'command' || (subject.kind === 'notice' && subject.owes === 'an-answer');
  return owed && outcomes.length === 0 ? [{ title, reason: 'acknowledged, and nothing came' }] : [];
}
