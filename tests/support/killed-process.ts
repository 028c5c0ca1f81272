/**
 * Processes that die in the middle of their work.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs a program of the tests and kills it without warning as soon as `atWork` says that it is in the middle.
 * @throws where it ended by itself before.
 */
export async function killedWhileRunning(
  program: string,
  args: readonly string[],
  atWork: () => Promise<boolean>,
): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = once(child, 'exit');
  while (child.exitCode === null && !(await atWork()));
  if (child.exitCode !== null) throw new Error(`${program} ended by itself with ${child.exitCode}`);
  child.kill('SIGKILL');
  await exited;
}
