/**
 * A plan's way to the person who waits for it: run once the asking is acknowledged, and shown as its mode says.
 *
 * What goes to the asker alone never takes the place of what others see: a notice always comes by itself. What one message does not
 * hold follows, seen by whoever sees the first; together that is four answers at most, and the fifth is for an apology.
 */
import type { AnswerMode, Reply } from '../../core/message.ts';
import type { AskContext, Plan } from '../../features/bot.ts';
import { renderSlack, renderSlackNotice, type SlackPayload } from '../../render/slack.ts';
import { clipEscaped } from '../../render/slack-escape.ts';
import { failureFacts, type Tell } from './news.ts';
import { type Reach, UnheardError } from './reach.ts';
import type { SendFile } from './send-file.ts';

export interface Answering {
  readonly reach: Reach;
  readonly context: AskContext;
  readonly commandNames: readonly string[];
  /** Who pressed what was pressed, for what is put before others; absent where words were typed. */
  readonly presser?: string | undefined;
  /** To the asker's direct messages. */
  readonly sendFile: SendFile;
  /** Where a person can find what went wrong again. */
  readonly reference: string;
  readonly tell: Tell;
}

/** Never rejects. */
export async function answer(plan: Plan, answering: Answering): Promise<void> {
  const { reach, context, tell, reference } = answering;
  const mode = plan.answer === 'replace' && answering.presser === undefined ? 'private' : plan.answer;
  const reply = await plan.run(context);
  try {
    await show(reply, mode, answering);
  } catch (error) {
    tell({ level: 'error', what: 'an answer could not be shown', facts: { reference, ...factsOf(error) } });
    await apologize(reach, reference, tell);
  }
}

async function show(reply: Reply, mode: AnswerMode, answering: Answering): Promise<void> {
  const { reach, commandNames, sendFile } = answering;
  switch (reply.kind) {
    case 'nothing':
      return;
    case 'notice':
      return reach.say(renderSlackNotice(reply, commandNames), 'private');
    case 'message':
      return showMessage(renderSlack(reply.message, commandNames), mode, answering);
    case 'file': {
      await showMessage(renderSlack(reply.message, commandNames), mode, answering);
      for (const payload of await sendFile(reply.file)) await reach.say(payload, 'private');
    }
  }
}

async function showMessage(payloads: readonly SlackPayload[], mode: AnswerMode, answering: Answering): Promise<void> {
  const { reach, presser } = answering;
  const [first, ...others] = payloads;
  if (first === undefined) return;
  await reach.say(mode === 'public' && presser !== undefined ? sharedBy(presser, first) : first, mode);
  for (const payload of others) await reach.say(payload, mode === 'public' ? 'public' : 'private');
}

const LONGEST_NAME = 80;

/** Slack shows nobody who pressed; the name is written and mentions nobody. */
function sharedBy(name: string, { text, blocks }: SlackPayload): SlackPayload {
  const said = `Shared by ${clipEscaped(name, LONGEST_NAME)}`;
  return { text, blocks: [...blocks, { type: 'context', elements: [{ type: 'mrkdwn', text: said, verbatim: true }] }] };
}

/** Nobody is left before an answer that never comes. */
async function apologize(reach: Reach, reference: string, tell: Tell): Promise<void> {
  const text = `This answer could not be shown (ref ${reference}). Try again; if it happens again, tell whoever runs this bot the reference.`;
  try {
    await reach.say(renderSlackNotice({ level: 'error', text }), 'private');
  } catch (error) {
    tell({ level: 'warn', what: 'an asker was left without an answer', facts: { reference, ...factsOf(error) } });
  }
}

function factsOf(error: unknown): Readonly<Record<string, unknown>> {
  return error instanceof UnheardError ? { said: error.message } : failureFacts(error);
}
