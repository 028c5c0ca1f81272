/**
 * What comes of something that a person did: each call waits for the next thing that they see.
 */
import type { Choice, Interaction, Outcome } from './interaction-book.ts';
import { fieldOf, type ModalField, type ModalPart } from './modal-rules.ts';
import { type SeenMessage, seeMessage } from './seen-message.ts';
import type { Twin } from './twin.ts';

export interface Asked {
  readonly outcome: () => Promise<Outcome>;
  /** The next message that is shown or changed; fails where something else comes. */
  readonly message: () => Promise<SeenMessage>;
  readonly choices: () => Promise<readonly Choice[]>;
  readonly form: () => Promise<SeenForm>;
  /** Resolves when the client says that the application did not respond. */
  readonly failure: () => Promise<void>;
  readonly interaction: Interaction;
}

export interface SeenForm {
  readonly title: string;
  readonly fields: readonly SeenField[];
  /** Which interaction showed it, and so what it submits to. */
  readonly shownBy: Interaction;
}

export interface SeenField {
  readonly label: string;
  readonly field: ModalField;
}

export function makeAsked(twin: Twin, interaction: Interaction, patienceMs: number): Asked {
  const outcome = (): Promise<Outcome> => twin.interactions.next(interaction, patienceMs);
  const expected = async <Kind extends Outcome['kind']>(kind: Kind): Promise<Extract<Outcome, { readonly kind: Kind }>> => {
    const seen = await outcome();
    if (isOfKind(seen, kind)) return seen;
    throw new Error(`${interaction.title} brought ${seen.kind}, where the story expects ${kind}.`);
  };
  return {
    interaction,
    outcome,
    message: async () => seeMessage((await expected('message')).message),
    choices: async () => (await expected('choices')).choices,
    form: async () => {
      const { modal } = await expected('modal');
      return { title: modal.title, fields: modal.components.flatMap(fieldSeen), shownBy: interaction };
    },
    failure: async () => {
      await expected('failed');
    },
  };
}

const isOfKind = <Kind extends Outcome['kind']>(
  outcome: Outcome,
  kind: Kind,
): outcome is Extract<Outcome, { readonly kind: Kind }> => outcome.kind === kind;

function fieldSeen(part: ModalPart): readonly SeenField[] {
  const field = fieldOf(part);
  if (field === undefined) return [];
  const label = 'label' in part ? part.label : 'label' in field ? field.label : '';
  return [{ label, field }];
}
