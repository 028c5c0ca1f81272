/**
 * Each interaction of Discord's to what answers it. Several are under way at once; all are awaited before the bot leaves.
 */
import type { AutocompleteInteraction, Interaction } from 'discord.js';
import type { Clock } from '../../core/time.ts';
import type { Bot, Invocation } from '../../features/bot.ts';
import { answer, showForm } from './answer.ts';
import { askContext, askerOf, placeOf } from './asking.ts';
import {
  commandInvocation,
  discordChoices,
  halfTyped,
  messageText,
  pressInvocation,
  submissionInvocation,
} from './invocation.ts';
import { failureFacts, type Tell } from './news.ts';
import { MAX_CHOICES } from './register.ts';

export interface InteractionParts {
  readonly bot: Bot;
  readonly clock: Clock;
  readonly tell: Tell;
}

export interface Interactions {
  readonly take: (interaction: Interaction) => void;
  /** Takes no more; resolves when what is under way is answered. */
  readonly finish: () => Promise<void>;
}

export function makeInteractions(parts: InteractionParts): Interactions {
  const running = new Set<Promise<void>>();
  let isOpen = true;
  const names = parts.bot.commands.map(({ name }) => name);
  return {
    take: (interaction) => {
      if (!isOpen) return;
      const work = answerInteraction(interaction, names, parts);
      running.add(work);
      void work.finally(() => running.delete(work));
    },
    finish: async () => {
      isOpen = false;
      await Promise.all(running);
    },
  };
}

/** Never rejects. */
async function answerInteraction(
  interaction: Interaction,
  names: readonly string[],
  { bot, clock, tell }: InteractionParts,
): Promise<void> {
  if (interaction.isAutocomplete()) return complete(interaction, names, { bot, tell });
  const invocation = invocationOf(interaction, names);
  if (invocation === undefined || !interaction.isRepliable()) return;
  const plan = bot.plan(invocation);
  if (plan.form !== undefined && !interaction.isModalSubmit()) return showForm(interaction, plan.form, tell);
  await answer(interaction, plan, { context: askContext(interaction, clock.now()), commandNames: names, tell });
}

function invocationOf(interaction: Interaction, names: readonly string[]): Invocation | undefined {
  if (interaction.isChatInputCommand()) return commandInvocation(interaction.options.data, names);
  if (interaction.isMessageContextMenuCommand()) return { kind: 'find-papers', text: messageText(interaction.targetMessage) };
  if (interaction.isButton()) return pressInvocation(interaction.customId);
  if (interaction.isModalSubmit()) return submissionInvocation(interaction.customId, interaction.fields.fields.values());
  return interaction.isStringSelectMenu() ? pressInvocation(interaction.customId, interaction.values) : undefined;
}

/** There is no deferring this one: what is offered is at hand, or soon. */
async function complete(
  interaction: AutocompleteInteraction,
  names: readonly string[],
  { bot, tell }: Pick<InteractionParts, 'bot' | 'tell'>,
): Promise<void> {
  try {
    const half = halfTyped(interaction.options.data, names);
    const at = { limit: MAX_CHOICES, asker: askerOf(interaction), place: placeOf(interaction) };
    await interaction.respond(half === undefined ? [] : discordChoices(await bot.complete(half, at)));
  } catch (error) {
    tell({ level: 'warn', what: 'nothing could be offered for an option', facts: failureFacts(error) });
  }
}
