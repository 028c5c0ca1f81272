import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { anInstallation, runPaperboy, startPaperboy } from './paperboy-process.ts';

const QUESTIONS = 'search low-rank adaptation\nsimilar PiSSA\nsearch quantizaton\nshow LLM.int8()\n';

describe('two processes at one new database', () => {
  it('both start, seed it once between them, and see what the other one saves', async () => {
    const installation = anInstallation();
    const [one, other] = [startPaperboy(installation), startPaperboy(installation)];
    const counts = await Promise.all([one.ask('about'), other.ask('about')]);
    for (const about of counts) expect(about).toContain('Papers: 47, 47 of them with an abstract');
    await one.ask('save PiSSA');
    expect(await other.ask('list')).toContain('[1] PiSSA');
    await other.ask('unsave PiSSA');
    expect(await one.ask('list')).toMatch(/^Your reading list is empty/);
    for (const running of [one, other]) running.endInput();
    expect(await Promise.all([one.ended, other.ended])).toMatchObject([{ code: 0 }, { code: 0 }]);
  });
});

describe('a saved search index', () => {
  it('gives the answers that an index built anew gives', async () => {
    const installation = anInstallation();
    const first = await runPaperboy(installation, QUESTIONS);
    const second = await runPaperboy(installation, QUESTIONS);
    expect(second).toEqual({ ...first, stderr: '' });
  });

  it.each([
    ['damaged', (index: Buffer) => index.fill(0x20, index.length - 4000, index.length - 2000)],
    ['cut off', (index: Buffer) => index.subarray(0, index.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['something else', () => Buffer.from('{"paperboyIndex":1}\nDear diary')],
  ])('that is %s is built anew, and the answers are the same', async (_, damage) => {
    const installation = anInstallation();
    const before = await runPaperboy(installation, QUESTIONS);
    const whole = readFileSync(installation.indexFile);
    writeFileSync(installation.indexFile, damage(Buffer.from(whole)));
    const after = await runPaperboy(installation, QUESTIONS, { env: { LOG_LEVEL: 'warn' } });
    expect(after).toMatchObject({ code: 0, stdout: before.stdout });
    expect(JSON.parse(after.stderr)).toMatchObject({ msg: 'saved index not used; building it anew' });
    expect(await runPaperboy(installation, QUESTIONS, { env: { LOG_LEVEL: 'warn' } })).toEqual({ ...before, stderr: '' });
  });
});
