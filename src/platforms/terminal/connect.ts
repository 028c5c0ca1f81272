/**
 * The bot on a terminal: a prompt for a person, or a plain line protocol where input is piped.
 *
 * Lines are answered one after another, in the order typed. Piped, there is nothing on the output but answers, parted by
 * one blank line, and the conversation ends with the input once all of them are printed. An output that goes away (`| head`)
 * ends it quietly.
 */
import { createInterface, type Interface } from 'node:readline';
import type { ReplyFile } from '../../core/message.ts';
import type { UserRef } from '../../core/place.ts';
import type { Clock } from '../../core/time.ts';
import type { Bot, Platform } from '../../features/bot.ts';
import { completeLine } from './complete-line.ts';
import { makeConversation } from './conversation.ts';
import type { Stage } from './stage.ts';

export interface TerminalOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream & { readonly columns?: number };
  /** A person at a prompt, with history and completion; else lines come in and answers go out. */
  readonly mode: 'prompt' | 'lines';
  readonly color: boolean;
  readonly asker: UserRef;
  readonly clock: Clock;
  readonly stage: Stage;
  /** @returns the path written to. @throws UserError where the file cannot be written. */
  readonly writeFile: (file: ReplyFile) => Promise<string>;
}

export interface TerminalPlatform extends Platform {
  /** Settles when the person has left or the input has ended, and every answer is printed. */
  readonly left: Promise<void>;
}

const PROMPT = '> ';
/** Where the output does not say how wide it is. */
export const DEFAULT_COLUMNS = 80;
/** Whoever sits at the terminal may do all that its channels allow. */
const STANDING = { managesChannel: true, isMember: true } as const;

/** The life of one conversation: `leaving` from the moment that no further line is to be answered. */
interface Session {
  readonly lines: Interface;
  leaving: boolean;
}

export function terminalPlatform(options: TerminalOptions): TerminalPlatform {
  let session: Session | undefined;
  let settle: { readonly resolve: () => void; readonly reject: (error: unknown) => void };
  const left = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return {
    name: 'terminal',
    messenger: options.stage.messenger,
    check: options.stage.check,
    linkTo: async () => undefined,
    left,
    start: async (bot) => {
      session = { lines: openLines(options, bot), leaving: false };
      converse(session, bot, options).then(settle.resolve, settle.reject);
    },
    stop: async () => {
      if (session === undefined) return;
      leave(session);
      await left;
    },
  };
}

function openLines({ input, output, mode, asker, stage }: TerminalOptions, bot: Bot): Interface {
  if (mode === 'lines') return createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY, terminal: false });
  return createInterface({
    input,
    output,
    terminal: true,
    prompt: PROMPT,
    removeHistoryDuplicates: true,
    completer: (typed: string, done: (error: null, completion: [string[], string]) => void) => {
      const completing = completeLine(typed, bot, { asker, place: stage.place() });
      void completing.then(([choices, replaced]) => done(null, [[...choices], replaced]));
    },
  });
}

function leave(session: Session): void {
  session.leaving = true;
  session.lines.close();
}

async function converse(session: Session, bot: Bot, options: TerminalOptions): Promise<void> {
  const { lines } = session;
  const { output, mode, color, asker, clock, stage, writeFile } = options;
  const { answer, show } = makeConversation({
    bot,
    screen: () => ({ width: output.columns ?? DEFAULT_COLUMNS, color }),
    context: () => ({ asker, place: stage.place(), standing: STANDING, now: clock.now() }),
    direct: stage.direct,
    writeFile,
  });
  const lost = watchOutput(session, output);
  const prompt = mode === 'prompt' ? promptFor(session, output) : () => {};
  if (mode === 'prompt') stage.onNews((news) => void write(output, `\r\n${show(news)}\n\n`).then(prompt));
  prompt();
  let printed = 0;
  for await (const line of lines) {
    const said = session.leaving ? LEAVE : await answer(line);
    if (said.kind === 'leave') break;
    if (said.kind === 'print') {
      await write(output, mode === 'prompt' ? `\n${said.text}\n\n` : `${printed > 0 ? '\n' : ''}${said.text}\n`);
      printed += 1;
    }
    prompt();
  }
  leave(session);
  lost.throwIfBroken();
}

const LEAVE = { kind: 'leave' } as const;

/** Resolves when the text is out, or when nobody is left to read it. */
async function write(output: NodeJS.WritableStream, text: string): Promise<void> {
  await new Promise<void>((resolve) => {
    output.write(text, () => resolve());
  });
}

/** A reader that has gone away ends the conversation; any other failure of the output is reported at its end. */
function watchOutput(session: Session, output: NodeJS.WritableStream): { readonly throwIfBroken: () => void } {
  let failure: Error | undefined;
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') failure = error;
    leave(session);
  });
  return {
    throwIfBroken: () => {
      if (failure !== undefined) throw failure;
    },
  };
}

/** Ctrl-C clears a half-typed line; on an empty one it warns, and the next one leaves. @returns what shows the prompt again. */
function promptFor(session: Session, output: NodeJS.WritableStream): () => void {
  const { lines } = session;
  let warned = false;
  let closed = false;
  const prompt = () => {
    if (!closed) lines.prompt();
  };
  lines.on('line', () => {
    warned = false;
  });
  lines.on('SIGINT', () => {
    if (lines.line === '' && warned) return leave(session);
    warned = true;
    if (lines.line === '') output.write('\nPress Ctrl-C again to leave, or type quit.\n');
    else {
      lines.write(null, { ctrl: true, name: 'e' });
      lines.write(null, { ctrl: true, name: 'u' });
    }
    prompt();
  });
  lines.on('close', () => {
    closed = true;
    output.write('\n');
  });
  return prompt;
}
