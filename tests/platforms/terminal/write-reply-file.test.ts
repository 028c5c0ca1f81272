import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { writeReplyFile } from '../../../src/platforms/terminal/write-reply-file.ts';

const FILE = { name: 'list.bib', mediaType: 'application/x-bibtex', content: '@misc{a}\n' };

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

describe('a file given by a command', () => {
  it('is written under its own name', async () => {
    const folder = await aFolder();
    const path = await writeReplyFile(folder, FILE);
    expect(path).toBe(join(folder, 'list.bib'));
    expect(await readFile(path, 'utf8')).toBe('@misc{a}\n');
  });

  it('never overwrites another file, even when many are written at once', async () => {
    const folder = await aFolder();
    await writeFile(join(folder, 'list.bib'), 'mine');
    await Promise.all([writeReplyFile(folder, FILE), writeReplyFile(folder, FILE), writeReplyFile(folder, FILE)]);
    expect((await readdir(folder)).sort()).toEqual(['list-2.bib', 'list-3.bib', 'list-4.bib', 'list.bib']);
    expect(await readFile(join(folder, 'list.bib'), 'utf8')).toBe('mine');
  });

  it('that cannot be written is a sentence about the folder', async () => {
    const folder = join(await aFolder(), 'missing');
    await expect(writeReplyFile(folder, FILE)).rejects.toThrow(UserError);
    await expect(writeReplyFile(folder, FILE)).rejects.toThrow(/could not be written to .*ENOENT.*Start the bot in a folder/);
  });
});
