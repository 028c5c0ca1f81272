import { describe, expect, it } from 'vitest';
import { openTestStore } from '../support/databases.ts';
import { anInstallation, type Installation, runPaperboy, startPaperboy } from './paperboy-process.ts';

const SAVED = /^Saved “PiSSA/gm;
const TAKEN_OFF = /Models” is off your reading list\.$/gm;

/** Opening checks every page. */
async function expectIntactDatabase({ database }: Installation): Promise<void> {
  const store = await openTestStore({ url: database });
  expect((await store.archiveFacts()).papers).toBe(47);
}

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  it('ends a program that waits for input, in order', async () => {
    const installation = anInstallation();
    const running = startPaperboy(installation);
    await running.ask('save PiSSA');
    running.kill(signal);
    expect(await running.ended).toMatchObject({ code: 0, signal: null });
    await expectIntactDatabase(installation);
    expect((await runPaperboy(installation, 'list\n')).stdout).toContain('[1] PiSSA');
  });

  it('lets the answer in hand be given whole, and no further line be answered', async () => {
    const installation = anInstallation();
    const running = startPaperboy(installation);
    running.type('save PiSSA\nunsave PiSSA\n'.repeat(5000));
    await running.says('Saved');
    running.kill(signal);
    const { code, stdout, stderr } = await running.ended;
    expect(code).toBe(0);
    expect(stderr).not.toContain('Error');
    const [saves, removals] = [stdout.match(SAVED)?.length ?? 0, stdout.match(TAKEN_OFF)?.length ?? 0];
    expect(saves - removals).toBeOneOf([0, 1]);
    expect(saves + removals).toBeLessThan(10_000);
    expect(stdout).toMatch(/reading list\.\n$/);
    await expectIntactDatabase(installation);
    const { stdout: list } = await runPaperboy(installation, 'list\n');
    expect(list).toMatch(saves > removals ? /^Your reading list\n1 paper/ : /^Your reading list is empty/);
  });
});

describe('a program that was killed', () => {
  it('has kept everything that it had answered', async () => {
    const installation = anInstallation();
    const running = startPaperboy(installation);
    await running.ask('save PiSSA');
    await running.ask('settings zone Europe/Berlin');
    running.kill('SIGKILL');
    expect(await running.ended).toMatchObject({ signal: 'SIGKILL' });
    const { code, stdout, stderr } = await runPaperboy(installation, 'list\nsettings\n');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('[1] PiSSA');
    expect(stdout).toContain('Europe/Berlin');
  });
});
