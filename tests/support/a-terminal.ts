/**
 * The terminal platform over real streams: lines typed into one, what is printed read out of the other.
 */
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { ReplyFile } from '../../src/core/message.ts';
import type { Bot } from '../../src/features/bot.ts';
import { terminalChannels } from '../../src/platforms/terminal/channels.ts';
import { type TerminalPlatform, terminalPlatform } from '../../src/platforms/terminal/connect.ts';
import { makeStage, type Stage, type StageOptions } from '../../src/platforms/terminal/stage.ts';
import { stageClock } from '../../src/platforms/terminal/stage-clock.ts';
import { anInstant, aUser } from './builders.ts';
import { aFolder } from './databases.ts';

export interface TestedTerminal {
  readonly platform: TerminalPlatform;
  readonly input: PassThrough;
  readonly output: PassThrough;
  readonly files: readonly ReplyFile[];
  /** All that was printed up to now. */
  readonly printed: () => string;
  /** Resolves when that stands on the output. */
  readonly sees: (wanted: string | RegExp) => Promise<void>;
}

export async function aTerminal(bot: Bot, mode: 'prompt' | 'lines', columns = 80): Promise<TestedTerminal> {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns });
  const files: ReplyFile[] = [];
  let printed = '';
  const watchers = new Set<() => void>();
  output.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
    for (const look of watchers) look();
  });
  const clock = stageClock({ now: () => anInstant('2026-08-21T09:00:00Z') });
  const platform = terminalPlatform({
    input,
    output,
    mode,
    color: false,
    asker: aUser('at the terminal'),
    clock,
    stage: aStage({ clock }),
    writeFile: async (file) => {
      files.push(file);
      return `./${file.name}`;
    },
  });
  await platform.start(bot);
  const sees = (wanted: string | RegExp) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (typeof wanted === 'string' ? !printed.includes(wanted) : !wanted.test(printed)) return;
        watchers.delete(look);
        resolve();
      };
      watchers.add(look);
      look();
    });
  return { platform, input, output, files, printed: () => printed, sees };
}

/** A play without deliveries, unless told. */
export function aStage(draft: Partial<StageOptions> = {}): Stage {
  return makeStage({
    clock: stageClock({ now: () => anInstant('2026-08-21T09:00:00Z') }),
    channels: terminalChannels(join(aFolder(), 'channels.jsonl')),
    asker: aUser('at the terminal'),
    screen: () => ({ width: 80, color: false }),
    beat: async () => {},
    nextMoment: async () => undefined,
    die: () => {},
    ...draft,
  });
}

/** What a run of piped lines prints, from the first answer to the end. */
export async function piped(bot: Bot, lines: string, columns = 80): Promise<string> {
  const { platform, input, printed } = await aTerminal(bot, 'lines', columns);
  input.end(lines);
  await platform.left;
  return printed();
}
