/**
 * A measurement in a process of its own, so that its memory is its own and one engine's trouble is not the others'.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type Apart<Figures> =
  | { readonly kind: 'measured'; readonly figures: Figures }
  /** It took longer than it was given, or ended in an error. */
  | { readonly kind: 'failed'; readonly why: string };

const NODE_FLAGS = ['--expose-gc', '--max-old-space-size=8192', '--import', 'tsx'];
const MOST_PRINTED = 256 * 1024 * 1024;

/** @param script a file beside this one, whose last line of output is its figures as JSON. */
export function runApart<Figures>(script: string, args: readonly string[], limitMs: number): Apart<Figures> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { error, status, signal, stdout, stderr } = spawnSync(process.execPath, [...NODE_FLAGS, path, ...args], {
    encoding: 'utf8',
    timeout: limitMs,
    maxBuffer: MOST_PRINTED,
  });
  const lastLine = stdout.trim().split('\n').at(-1) ?? '';
  if (status === 0) return { kind: 'measured', figures: JSON.parse(lastLine) as Figures };
  if (error !== undefined && 'code' in error && error.code === 'ETIMEDOUT') {
    return { kind: 'failed', why: `not done in ${limitMs / 1000} s` };
  }
  const told = /^\w*Error: .*$/m.exec(stderr)?.[0] ?? (/heap out of memory/.test(stderr) ? 'out of memory' : undefined);
  return { kind: 'failed', why: told ?? error?.message ?? `ended with ${status ?? signal}` };
}

/** The last thing that a measuring process does: engines with threads of their own would keep it alive. */
export function endWith(figures: object): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`, () => process.exit(0));
}
