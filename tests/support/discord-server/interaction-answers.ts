/**
 * What each first answer (callback) may be, for each kind of interaction. Source: Discord docs, "Interaction responses".
 */
import {
  InteractionResponseType as Callback,
  InteractionType,
  ApplicationCommandOptionType as OptionType,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { ValueOptionDraft } from './command-rules.ts';
import type { Cause, Choice, Interaction } from './interaction-book.ts';
import { readBody } from './read-body.ts';
import { invalidForm } from './refusal.ts';

const Answer = z.strictObject({ type: z.int(), data: z.unknown().optional() });
export type Answer = z.infer<typeof Answer>;

const { ChannelMessageWithSource, DeferredChannelMessageWithSource, DeferredMessageUpdate, UpdateMessage } = Callback;
const NEW_MESSAGE = [ChannelMessageWithSource, DeferredChannelMessageWithSource];
const OF_SOURCE = [DeferredMessageUpdate, UpdateMessage];

/** A modal cannot follow a modal, and "its message" needs a message. */
export function callbacksFor(cause: Cause): readonly number[] {
  switch (cause.kind) {
    case 'command':
      return [...NEW_MESSAGE, Callback.Modal];
    case 'autocomplete':
      return [Callback.ApplicationCommandAutocompleteResult];
    case 'component':
      return [...NEW_MESSAGE, ...OF_SOURCE, Callback.Modal];
    case 'modal':
      return cause.message === undefined ? NEW_MESSAGE : [...NEW_MESSAGE, ...OF_SOURCE];
  }
}

export const TYPE_OF_CAUSE: Readonly<Record<Cause['kind'], InteractionType>> = {
  command: InteractionType.ApplicationCommand,
  component: InteractionType.MessageComponent,
  autocomplete: InteractionType.ApplicationCommandAutocomplete,
  modal: InteractionType.ModalSubmit,
};

export function readAnswer(raw: unknown, { cause }: Interaction): Answer {
  const answer = readBody(Answer, raw);
  if (!callbacksFor(cause).includes(answer.type)) {
    throw invalidForm([
      { path: ['type'], message: `An interaction of the kind ${cause.kind} cannot be answered with type ${answer.type}.` },
    ]);
  }
  return answer;
}

/** The only thing that "thinking" can say of what will come is who will see it. */
const Deferral = z.strictObject({
  flags: z.union([z.literal(0), z.literal(64)], 'Only EPHEMERAL (64) goes with a deferral.').optional(),
});

export const readDeferral = (raw: unknown): 'public' | 'private' =>
  readBody(Deferral, raw ?? {}).flags === 64 ? 'private' : 'public';

const Choices = z.strictObject({
  choices: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(100),
        name_localizations: z.record(z.string(), z.string().min(1).max(100)).nullish(),
        value: z.union([z.string().min(1).max(100), z.number()]),
      }),
    )
    .max(25),
});

/** The values must be of the option's own type. */
export function readChoices(raw: unknown, option: ValueOptionDraft): readonly Choice[] {
  const { choices } = readBody(Choices, raw);
  const wanted = option.type === OptionType.String ? 'string' : 'number';
  const wrong = choices.findIndex(
    ({ value }) => typeof value !== wanted || (option.type === OptionType.Integer && !Number.isInteger(value)),
  );
  if (wrong >= 0) throw invalidForm([{ path: ['data', 'choices', wrong, 'value'], message: `Must be a ${wanted}.` }]);
  return choices.map(({ name, value }) => ({ name, value }));
}
