/**
 * The whole program as its users have it: `node dist/main.js` in a process and a folder of its own, with nothing of this
 * machine's environment. `npm test` builds `dist/` before it runs.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { aFolder } from '../support/databases.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
if (!existsSync(MAIN)) throw new Error('There is no dist/main.js. Run `npm test`, or `npx tsc -b` first.');

/** Where one installation lives; several processes may run there, at once or one after the other. */
export interface Installation {
  /** The working directory of its processes. */
  readonly folder: string;
  readonly dataDir: string;
  readonly database: string;
  readonly indexFile: string;
}

/** An installation that nobody has started yet. */
export function anInstallation(): Installation {
  const folder = aFolder();
  const dataDir = join(folder, 'data');
  return { folder, dataDir, database: join(dataDir, 'paperboy.sqlite'), indexFile: join(dataDir, 'search-index') };
}

/** What an installation says on standard error when anything is started there for the first time. */
export const FIRST_START = 'First start: read 47 papers from the page that Paperboy ships with.\n';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningPaperboy {
  readonly type: (text: string | Uint8Array) => void;
  readonly endInput: () => void;
  /** Reads no more of what the program says, as `head` does when it has enough. */
  readonly stopReading: () => void;
  /** The answer to one line; for a program that is typed at by nothing else. */
  readonly ask: (line: string) => Promise<string>;
  /** Resolves when that stands on standard output. @throws where the program ends without it. */
  readonly says: (wanted: string | RegExp) => Promise<void>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<Ended>;
}

export interface RunOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the program; it is gone when the test is over. */
export function startPaperboy({ folder, dataDir }: Installation, { args = [], env = {} }: RunOptions = {}): RunningPaperboy {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: folder,
    env: { PATH, HOME, DATA_DIR: dataDir, SYNC: 'off', ...env },
  });
  const said = { stdout: '', stderr: '' };
  const watchers = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
      for (const look of watchers) look();
    });
  }
  child.stdin.on('error', () => {}); // a program that has ended reads no more
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...said }));
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const says = async (wanted: string | RegExp): Promise<void> => {
    const seen = new Promise<'seen'>((resolve) => {
      const look = () => {
        if (typeof wanted === 'string' ? said.stdout.includes(wanted) : wanted.test(said.stdout)) resolve('seen');
      };
      watchers.add(look);
      look();
    });
    const first = await Promise.race([seen, ended]);
    if (first !== 'seen') throw new Error(`ended without saying ${wanted}: ${JSON.stringify(first)}`);
  };
  let asked = 0;
  return {
    type: (text) => void child.stdin.write(text),
    endInput: () => void child.stdin.end(),
    stopReading: () => void child.stdout.destroy(),
    says,
    ask: async (line) => {
      asked += 1;
      const from = said.stdout.length;
      child.stdin.write(`${line}\n${endMark(asked)}\n`);
      await says(endMarkAnswer(asked));
      return said.stdout.slice(from, said.stdout.indexOf(endMarkAnswer(asked))).trim();
    },
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

/** A line that has an answer of its own, so that the end of the answer before it can be told. */
function endMark(number: number): string {
  return `show ${endMarkId(number)}`;
}

function endMarkAnswer(number: number): string {
  return `${endMarkId(number)} is not in the archive here. You may find it there:

arXiv         https://arxiv.org/abs/${endMarkId(number)}
Hugging Face  https://huggingface.co/papers/${endMarkId(number)}
`;
}

/** No paper: no month has had so many. */
function endMarkId(number: number): string {
  return `1501.${90_000 + number}`;
}

/** Runs the program over piped input to its end. */
export async function runPaperboy(installation: Installation, input: string | Uint8Array, options?: RunOptions): Promise<Ended> {
  const running = startPaperboy(installation, options);
  running.type(input);
  running.endInput();
  return running.ended;
}
