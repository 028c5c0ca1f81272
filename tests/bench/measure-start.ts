/**
 * The program itself, as a whole process: how long a start takes until the first answer, and how much memory it holds.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const QUESTION = 'search low-rank adaptation\n';

export interface StartFigures {
  readonly firstAnswerMs: number;
  /** Resident memory at the first answer and its peak until then; undefined where the system does not tell (Linux does). */
  readonly residentMb?: number;
  readonly peakMb?: number;
}

/** `npm start` with one line piped in, timed to the first character of the answer. */
export async function measureStart(dataDir: string): Promise<StartFigures> {
  const started = performance.now();
  const env = { ...process.env, DATA_DIR: dataDir };
  const child = spawn('npm', ['start', '--silent'], { cwd: ROOT, env, stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.write(QUESTION);
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code} before it answered`)));
  });
  const firstAnswerMs = performance.now() - started;
  const memory = memoryOf(child.pid);
  child.stdin.end();
  await new Promise((resolve) => child.once('exit', resolve));
  return { firstAnswerMs, ...memory };
}

/** @returns milliseconds from start to exit. */
export async function measureImport(dataDir: string, file: string): Promise<number> {
  const started = performance.now();
  const child = spawn('npm', ['run', '--silent', 'import', '--', file], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: 'ignore',
  });
  await new Promise((resolve) => child.once('exit', resolve));
  return performance.now() - started;
}

/** Of the largest process below `pid`: npm itself and its shell are small. */
function memoryOf(pid: number | undefined): Pick<StartFigures, 'residentMb' | 'peakMb'> {
  if (pid === undefined || process.platform !== 'linux') return {};
  const statuses = descendants(pid).map((id) => readFileSync(`/proc/${id}/status`, 'utf8'));
  const megabytes = (status: string, field: string): number =>
    Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1000;
  const largest = statuses.sort((a, b) => megabytes(b, 'VmRSS') - megabytes(a, 'VmRSS'))[0] ?? '';
  return { residentMb: megabytes(largest, 'VmRSS'), peakMb: megabytes(largest, 'VmHWM') };
}

function descendants(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number);
  return children.flatMap((child) => [child, ...descendants(child)]);
}
