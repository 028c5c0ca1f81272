/**
 * What comes of something that a person did: each call waits for the next thing that they see.
 */
import type { Delivery } from '../delivery/delivery.ts';
import type { Twin } from '../twin.ts';
import type { Act, Choice, Outcome } from './acts.ts';
import { type SeenForm, seeForm } from './seen-form.ts';
import { type SeenMessage, seeMessage } from './seen-message.ts';

export interface Asked {
  readonly outcome: () => Promise<Outcome>;
  /** The next message that is shown or changed, after a form has closed; fails where something else comes. */
  readonly message: () => Promise<SeenMessage>;
  /** The next modal, or the same one changed. */
  readonly form: () => Promise<SeenForm>;
  readonly home: () => Promise<SeenForm>;
  readonly choices: () => Promise<readonly Choice[]>;
  /** What stands beside the fields of a form that was not taken, by block id. */
  readonly errors: () => Promise<Readonly<Record<string, string>>>;
  /** Resolves when the form is gone. */
  readonly closed: () => Promise<void>;
  /** Resolves when the client says that the app did not respond. */
  readonly failure: () => Promise<void>;
  /** Resolves with how it was received, once the app has acknowledged or failed to. */
  readonly received: () => Promise<Delivery>;
  readonly act: Act;
}

/** What the ledger says, as that is mostly why nothing came. */
function trouble({ ledger }: Twin): string {
  return ledger.all.map(({ rule, where, sentence }) => `\n  ${rule} at ${where}: ${sentence}`).join('');
}

type OutcomeOf<Kind extends Outcome['kind']> = Extract<Outcome, { readonly kind: Kind }>;

export function makeAsked(twin: Twin, act: Act): Asked {
  const outcome = async (): Promise<Outcome> => {
    const seen = await twin.changes.until(
      () => act.outcomes[act.taken],
      () => `${act.title} to bring something${trouble(twin)}`,
    );
    act.taken += 1;
    return seen;
  };
  const expected = async <Kind extends Outcome['kind']>(
    kind: Kind,
    passing: readonly Outcome['kind'][] = [],
  ): Promise<OutcomeOf<Kind>> => {
    for (;;) {
      const seen = await outcome();
      if (isOfKind(seen, kind)) return seen;
      if (!passing.includes(seen.kind))
        throw new Error(`${act.title} brought ${described(seen)}, where the story expects ${kind}.`);
    }
  };
  return {
    act,
    outcome,
    message: async () => seeMessage(twin, (await expected('message', ['closed', 'home'])).message, act.personId),
    form: async () => seeForm(twin, (await expected('form', ['home'])).view),
    home: async () => seeForm(twin, (await expected('home')).view),
    choices: async () => (await expected('choices')).choices,
    errors: async () => (await expected('errors')).errors,
    closed: async () => void (await expected('closed', ['home'])),
    failure: async () => void (await expected('failed')),
    received: () =>
      twin.changes.until(
        () => (act.delivery === undefined || act.delivery.state === 'waiting' ? undefined : act.delivery),
        () => `${act.title} to be received`,
      ),
  };
}

const isOfKind = <Kind extends Outcome['kind']>(outcome: Outcome, kind: Kind): outcome is OutcomeOf<Kind> =>
  outcome.kind === kind;

const described = (outcome: Outcome): string =>
  outcome.kind === 'errors' ? `errors ${JSON.stringify(outcome.errors)}` : outcome.kind;
