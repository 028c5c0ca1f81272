/**
 * A plan's way to the person who waits for it: acknowledged before any work, run, and shown as its mode says.
 *
 * What goes to the asker alone never takes the place of what others see: a notice in a public plan takes the deferred answer away
 * and follows in private, and one in a plan that replaces leaves what stands.
 */
import {
  type InteractionEditReplyOptions,
  MessageFlags,
  type ModalSubmitInteraction,
  type RepliableInteraction,
} from 'discord.js';
import type { Form } from '../../core/form.ts';
import type { AnswerMode, Reply, ReplyFile } from '../../core/message.ts';
import type { AskContext, Plan } from '../../features/bot.ts';
import { type DiscordPayload, renderDiscord, renderDiscordNotice } from '../../render/discord.ts';
import { renderDiscordForm } from '../../render/discord-form.ts';
import { readFailure } from './failure.ts';
import { failureFacts, type Tell } from './news.ts';
import { CODES } from './outcome.ts';
import { markIn, withMark } from './post-bodies.ts';

export interface Answering {
  readonly context: AskContext;
  readonly commandNames: readonly string[];
  readonly tell: Tell;
}

/** Never rejects. */
export async function answer(interaction: RepliableInteraction, plan: Plan, answering: Answering): Promise<void> {
  const { context, tell } = answering;
  const mode = interaction.isMessageComponent() || plan.answer !== 'replace' ? plan.answer : 'private';
  try {
    await acknowledge(interaction, mode);
  } catch (error) {
    tell({ level: 'warn', what: 'an interaction could not be acknowledged', facts: factsOf(interaction, error) });
    return;
  }
  const reply = await plan.run(context);
  try {
    await show(interaction, reply, { ...answering, mode });
  } catch (error) {
    tell({ level: 'error', what: 'an answer could not be shown', facts: factsOf(interaction, error) });
    await apologize(interaction, mode, tell);
  }
}

/** A form is the acknowledgement. Never rejects. */
export async function showForm(
  interaction: Exclude<RepliableInteraction, ModalSubmitInteraction>,
  form: Form,
  tell: Tell,
): Promise<void> {
  try {
    await interaction.showModal(renderDiscordForm(form));
  } catch (error) {
    tell({ level: 'warn', what: 'a form could not be shown', facts: factsOf(interaction, error) });
  }
}

async function acknowledge(interaction: RepliableInteraction, mode: AnswerMode): Promise<void> {
  try {
    if (mode === 'replace' && interaction.isMessageComponent()) await interaction.deferUpdate();
    else await interaction.deferReply(mode === 'public' ? {} : { flags: MessageFlags.Ephemeral });
  } catch (error) {
    const failure = readFailure(error);
    if (failure.kind !== 'refused' || failure.code !== CODES.alreadyAcknowledged) throw error;
    interaction.deferred = true; // Discord took the first try, whose answer was lost, and the client tried again
  }
}

type Showing = Answering & { readonly mode: AnswerMode };

async function show(interaction: RepliableInteraction, reply: Reply, showing: Showing): Promise<void> {
  const { mode, commandNames } = showing;
  switch (reply.kind) {
    case 'nothing':
      if (mode !== 'replace') await interaction.deleteReply();
      return;
    case 'notice': {
      const body = bodyOf(renderDiscordNotice(reply, commandNames));
      if (mode === 'private') return void (await interaction.editReply(body));
      if (mode === 'public') await interaction.deleteReply();
      await interaction.followUp({ ...body, flags: MessageFlags.Ephemeral });
      return;
    }
    case 'message':
      return showMessage(interaction, renderDiscord(reply.message, commandNames), showing);
    case 'file':
      return showMessage(interaction, renderDiscord(reply.message, commandNames), { ...showing, file: reply.file });
  }
}

/** What one message does not hold follows, seen by whoever sees the first. */
async function showMessage(
  interaction: RepliableInteraction,
  [first, ...others]: readonly DiscordPayload[],
  { mode, file }: Showing & { readonly file?: ReplyFile },
): Promise<void> {
  if (first === undefined) return;
  const files = file === undefined ? {} : { files: [{ attachment: Buffer.from(file.content, 'utf8'), name: file.name }] };
  await interaction.editReply({ ...bodyOf(inItsPlace(first, interaction, mode)), ...files });
  for (const payload of others) {
    await interaction.followUp({ ...bodyOf(payload), ...(mode !== 'public' && { flags: MessageFlags.Ephemeral }) });
  }
}

/**
 * A post that is shown anew keeps its mark, by which its delivery is known; what a press puts before a channel names who pressed, as
 * Discord shows nobody.
 */
function inItsPlace(payload: DiscordPayload, interaction: RepliableInteraction, mode: AnswerMode): DiscordPayload {
  if (!interaction.isMessageComponent()) return payload;
  if (mode === 'public') return { ...payload, content: `Shared by <@${interaction.user.id}>` };
  const mark = mode === 'replace' ? markIn(interaction.message) : undefined;
  return mark === undefined ? payload : withMark(payload, mark);
}

type Body = Pick<InteractionEditReplyOptions, 'embeds' | 'components' | 'allowedMentions'> & { readonly content: string };

function bodyOf({ content, embeds, components }: DiscordPayload): Body {
  return { content, embeds, components, allowedMentions: { parse: [] } };
}

/** Nobody is left before an answer that never comes. */
async function apologize(interaction: RepliableInteraction, mode: AnswerMode, tell: Tell): Promise<void> {
  const text = `This answer could not be shown (ref ${interaction.id}). Try again; if it happens again, tell whoever runs this bot the reference.`;
  const body = bodyOf(renderDiscordNotice({ level: 'error', text }));
  try {
    if (mode === 'private') await interaction.editReply(body);
    else await interaction.followUp({ ...body, flags: MessageFlags.Ephemeral });
  } catch (error) {
    tell({ level: 'warn', what: 'an asker was left without an answer', facts: factsOf(interaction, error) });
  }
}

function factsOf({ id, guildId }: RepliableInteraction, error: unknown): Readonly<Record<string, unknown>> {
  return { interaction: id, guild: guildId, ...failureFacts(error) };
}
