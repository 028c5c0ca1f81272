/**
 * `npm run sync` as a whole process, beside local services.
 */
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../src/core/time.ts';
import { aSourceServer } from '../support/source-server/a-source-server.ts';
import { hubItem } from '../support/source-server/hub-replies.ts';
import { anInstallation, FIRST_START, runPaperboy } from './paperboy-process.ts';

const clock = { now: () => toInstant(Date.now()) };
const today = () => clock.now().slice(0, 10);

describe('the program that fetches lists', () => {
  it('stores what it finds, says how much, and has it at hand at the next start', async () => {
    const server = await aSourceServer(clock);
    server.lists.set(today(), [hubItem({ arxivId: '2606.10001', title: 'Zeppelins of attention' }, today())]);
    const installation = anInstallation();
    const env = { HF_API_URL: server.address };
    const since = await runPaperboy(installation, '', { args: ['sync', '--since', today()], env });
    expect(since).toMatchObject({ code: 0, stdout: expect.stringMatching(/^lists [01] · added [01] · /) });
    expect(since.stderr.startsWith(FIRST_START)).toBe(true);
    const recent = await runPaperboy(installation, '', { args: ['sync'], env });
    expect(recent).toMatchObject({ code: 0, stdout: expect.stringMatching(/^lists 8 · /) });
    const asked = await runPaperboy(installation, 'search zeppelins\n');
    expect(asked.stdout).toContain('Zeppelins of attention');
  });

  it('says that the service cannot be reached, and ends with 2', async () => {
    const nowhere = { HF_API_URL: 'http://127.0.0.1:9' };
    const { code, stderr } = await runPaperboy(anInstallation(), '', { args: ['sync'], env: nowhere });
    expect(code).toBe(2);
    expect(stderr).toMatch(/Hugging Face cannot be reached[\s\S]*Run the same command again/);
  });
});
