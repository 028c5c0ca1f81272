/**
 * A conversation on a terminal: each line gets its answer, and numbers refer to the last answer that had any.
 */
import { encodeAction } from '../../core/action.ts';
import { UserError } from '../../core/errors.ts';
import type { Message, Reply, ReplyFile } from '../../core/message.ts';
import type { AskContext, Bot, Invocation } from '../../features/bot.ts';
import {
  numberedActions,
  renderTerminal,
  renderTerminalChoices,
  renderTerminalNotice,
  type Screen,
} from '../../render/terminal.ts';
import { type Key, readLine } from './read-line.ts';
import type { StageAnswer } from './stage.ts';

export interface Setting {
  readonly bot: Bot;
  /** As it is at this moment: a window may be resized. */
  readonly screen: () => Screen;
  readonly context: () => AskContext;
  /** Lines that direct the play; where there is none they are lines like any other. */
  readonly direct?: (line: string) => Promise<StageAnswer | undefined>;
  /** @returns the path written to. */
  readonly writeFile: (file: ReplyFile) => Promise<string>;
}

/** What to print, without a line break at the end; nothing for an empty line. */
export type Answer =
  | { readonly kind: 'print'; readonly text: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'leave' };

interface Said {
  readonly text: string;
  /** Absent where the numbers of the answer before keep their meaning. */
  readonly keys?: readonly Key[];
}

export interface Conversation {
  readonly answer: (line: string) => Promise<Answer>;
  /** What is shown without having been asked for: from then on its numbers count. */
  readonly show: (news: StageAnswer) => string;
}

export function makeConversation(setting: Setting): Conversation {
  let keys: readonly Key[] = [];
  const take = (said: Said): string => {
    keys = said.keys ?? keys;
    return said.text;
  };
  return {
    answer: async (line) => {
      const directed = await setting.direct?.(line);
      const said = directed === undefined ? await respond(line, keys, setting) : sayStage(directed);
      return said === 'nothing' || said === 'leave' ? { kind: said } : { kind: 'print', text: take(said) };
    },
    show: (news) => take(sayStage(news)),
  };
}

function sayStage({ text, actions }: StageAnswer): Said {
  return actions === undefined ? { text } : { text, keys: actions.map((action): Key => ({ kind: 'action', action })) };
}

async function respond(line: string, keys: readonly Key[], setting: Setting): Promise<Said | 'nothing' | 'leave'> {
  const { bot, screen } = setting;
  const intent = readLine(line, bot, keys);
  switch (intent.kind) {
    case 'nothing':
    case 'leave':
      return intent.kind;
    case 'refuse':
      return { text: renderTerminalNotice({ level: 'error', text: intent.sentence }, screen()) };
    case 'offer': {
      const offered = intent.lines.map((offer): Key => ({ kind: 'line', line: offer }));
      return { text: renderTerminalChoices(intent.sentence, intent.lines, screen()), keys: offered };
    }
    case 'press':
      return intent.key.kind === 'line'
        ? respond(intent.key.line, [], setting)
        : run({ kind: 'action', encoded: encodeAction(intent.key.action) }, setting);
    case 'invoke':
      return run(intent.invocation, setting);
  }
}

async function run(invocation: Invocation, setting: Setting): Promise<Said | 'nothing'> {
  const reply = await setting.bot.plan(invocation).run(setting.context());
  return sayReply(reply, setting);
}

async function sayReply(reply: Reply, setting: Setting): Promise<Said | 'nothing'> {
  switch (reply.kind) {
    case 'message':
      return sayMessage(reply.message, setting);
    case 'file':
      return sayFile(reply, setting);
    case 'notice':
      return { text: renderTerminalNotice(reply, setting.screen()) };
    case 'nothing':
      return 'nothing';
  }
}

function sayMessage(message: Message, { screen }: Setting): Said {
  const keys = numberedActions(message).map((action): Key => ({ kind: 'action', action }));
  return { text: renderTerminal(message, screen()), keys };
}

async function sayFile({ file, message }: Extract<Reply, { readonly kind: 'file' }>, setting: Setting): Promise<Said> {
  try {
    const path = await setting.writeFile(file);
    const written = renderTerminalNotice({ level: 'info', text: `Written to ${path}` }, setting.screen());
    return { text: `${renderTerminal(message, setting.screen())}\n${written}` };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { text: renderTerminalNotice({ level: 'error', text: error.message }, setting.screen()) };
  }
}
