/**
 * The saved index: as good as the one that was saved, or as good as missing; never an error, never something in between.
 */

import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../src/core/paper.ts';
import { readIndexFile, writeIndexFile } from '../../src/search/index-file.ts';
import type { Parts } from '../../src/search/packed/parts.ts';
import { makePaperIndex, type PaperIndex } from '../../src/search/paper-index.ts';
import { answerTo, found } from '../support/ask-index.ts';
import { aPaper, somePapers } from '../support/builders.ts';
import { aFolder } from '../support/databases.ts';
import { killedWhileRunning } from '../support/killed-process.ts';
import { seedPapers, titled } from '../support/seed-papers.ts';

const WRITING_PROCESS = fileURLToPath(new URL('writing-index.ts', import.meta.url));

async function anIndexOf(...papers: Parameters<PaperIndex['put']>[0]): Promise<PaperIndex> {
  const index = makePaperIndex();
  await index.put(papers);
  return index;
}

/** The path of a saved index that holds one small paper. */
async function aSavedIndex(): Promise<string> {
  const path = join(aFolder(), 'search-index');
  await writeIndexFile(path, (await anIndexOf(aPaper({ title: 'Old', abstract: 'A b c.', authors: [] }))).save());
  return path;
}

async function restoredFrom(path: string): Promise<PaperIndex> {
  const read = await readIndexFile(path);
  if (read.kind !== 'read') throw new Error(JSON.stringify(read));
  return makePaperIndex(read.parts);
}

/** How the file is read after each of its bytes was changed in turn, and how often so. */
async function readingsOf(path: string, changes: readonly Buffer[]): Promise<ReadonlySet<string>> {
  const kinds = new Set<string>();
  for (const changed of changes) {
    await writeFile(path, changed);
    kinds.add((await readIndexFile(path)).kind);
  }
  return kinds;
}

describe('a saved index', () => {
  it('is read as it was written', async () => {
    const path = join(aFolder(), 'search-index');
    const index = await anIndexOf(...(await seedPapers()));
    await index.remove([titled(await seedPapers(), 'PiSSA').id]);
    await writeIndexFile(path, index.save());
    const read = await readIndexFile(path);
    const plain = (parts: Parts) => Object.entries(parts).map(([name, bytes]) => [name, [...bytes]]);
    expect(read.kind === 'read' && plain(read.parts)).toEqual(plain(index.save()));
  });

  it('answers after the same changes as the index that it was saved from', async () => {
    const papers = await seedPapers();
    const path = join(aFolder(), 'search-index');
    const index = await anIndexOf(...papers.slice(0, 40));
    await index.remove(papers.slice(5, 10).map(({ id }) => id));
    await writeIndexFile(path, index.save());
    const restored = await restoredFrom(path);
    for (const changed of [index, restored]) {
      await changed.put(papers.slice(30));
      await changed.put([aPaper({ title: 'Quantisations of zebras', authors: ['Tri Dao'] })]);
      await changed.remove([titled(papers, 'SliceGPT').id, 'arxiv:unknown' as PaperId]);
    }
    for (const typed of ['low-rank matrix', 'quantizaton of zebra', 'tri dao', '"language models" sort:newest', 'slicegpt']) {
      expect(await answerTo(restored, typed), typed).toEqual(await answerTo(index, typed));
    }
    for (const { id } of papers) expect(await restored.similar(id, 5)).toEqual(await index.similar(id, 5));
    expect(restored.suggest('matri', 9)).toEqual(index.suggest('matri', 9));
    for (const of of ['author', 'organization'] as const)
      expect(restored.suggestNames(of, '', 99)).toEqual(index.suggestNames(of, '', 99));
    expect(restored.fingerprints()).toEqual(index.fingerprints());
  });

  it('may hold no paper, and papers without a word or with any character', async () => {
    const odd = [aPaper({ id: 'a', title: '', abstract: '', authors: [] }), aPaper({ id: 'b', title: '\ud800 "\u0000\n" 𝐋' })];
    for (const papers of [[], odd]) {
      const path = join(aFolder(), 'search-index');
      await writeIndexFile(path, (await anIndexOf(...papers)).save());
      expect([...(await restoredFrom(path)).fingerprints().keys()]).toEqual(papers.map(({ id }) => id));
    }
  });

  it('is missing where there is no file and no folder', async () => {
    expect(await readIndexFile(join(aFolder(), 'search-index'))).toEqual({ kind: 'missing' });
    expect(await readIndexFile(join(aFolder(), 'no-folder', 'search-index'))).toEqual({ kind: 'missing' });
  });
});

describe('a saved index is unusable', () => {
  it('whichever of its bytes was changed', { timeout: 30_000 }, async () => {
    const path = await aSavedIndex();
    const bytes = await readFile(path);
    const damaged = Array.from(bytes, (byte, at) => {
      const copy = Buffer.from(bytes);
      copy[at] = byte ^ (1 << (at % 8));
      return copy;
    });
    expect(await readingsOf(path, damaged)).toEqual(new Set(['unusable']));
    expect(await readingsOf(path, [bytes])).toEqual(new Set(['read']));
  });

  it('wherever it was cut off', async () => {
    const path = await aSavedIndex();
    for (let length = (await readFile(path)).length - 1; length >= 0; length -= 1) {
      await truncate(path, length);
      expect((await readIndexFile(path)).kind, `${length} bytes`).toBe('unusable');
    }
  });

  it('where something follows it, or it was joined to another', async () => {
    const path = await aSavedIndex();
    const bytes = await readFile(path);
    const joined = [Buffer.concat([bytes, Buffer.of(10)]), Buffer.concat([bytes, bytes]), Buffer.concat([Buffer.of(10), bytes])];
    expect(await readingsOf(path, joined)).toEqual(new Set(['unusable']));
  });

  it('where it is of another version, of another analysis or of a machine of another byte order', async () => {
    const path = await aSavedIndex();
    const bytes = await readFile(path);
    const headerEnd = bytes.indexOf('\n');
    const header: Record<string, unknown> = JSON.parse(bytes.toString('utf8', 0, headerEnd));
    const others = [
      { paperboyIndex: Number(header.paperboyIndex) + 1 },
      { analysis: Number(header.analysis) + 1 },
      { byteOrder: endianness() === 'LE' ? 'BE' : 'LE' },
      { crc32: undefined },
      { listBytes: 9e15 },
    ].map((other) => Buffer.concat([Buffer.from(JSON.stringify({ ...header, ...other })), bytes.subarray(headerEnd)]));
    expect(await readingsOf(path, others)).toEqual(new Set(['unusable']));
  });

  it('where something else stands in its place', async () => {
    const path = await aSavedIndex();
    const texts = ['', '\n', '{}\n', 'null\n', '[]', '<html>\n', 'x'.repeat(100_000)].map((text) => Buffer.from(text));
    expect(await readingsOf(path, [...texts, Buffer.alloc(5_000)])).toEqual(new Set(['unusable']));
    const folder = join(aFolder(), 'search-index');
    await mkdir(folder);
    expect((await readIndexFile(folder)).kind).toBe('unusable');
  });
});

describe('writing an index', () => {
  it('takes the place of the old one and leaves nothing beside it', async () => {
    const path = await aSavedIndex();
    await writeIndexFile(path, (await anIndexOf(aPaper({ title: 'New' }))).save());
    expect(await found(await restoredFrom(path), 'new')).toHaveLength(1);
    expect(await found(await restoredFrom(path), 'old')).toEqual([]);
    expect(await readdir(join(path, '..'))).toEqual(['search-index']);
  });

  it('fails where a folder is in the way or is missing, and leaves nothing behind', async () => {
    const { save } = await anIndexOf(...somePapers(3));
    const folder = aFolder();
    await mkdir(join(folder, 'search-index', 'kept'), { recursive: true });
    await expect(writeIndexFile(join(folder, 'search-index'), save())).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['search-index']);
    expect(await readdir(join(folder, 'search-index'))).toEqual(['kept']);
    await expect(writeIndexFile(join(folder, 'no-folder', 'search-index'), save())).rejects.toThrow();
  });

  it.skipIf(!existsSync('/dev/full'))('leaves the old one where the disk is full', async () => {
    const path = await aSavedIndex();
    await symlink('/dev/full', `${path}.${process.pid}.tmp`); // what it writes to before it takes the old one's place
    await expect(writeIndexFile(path, (await anIndexOf(...somePapers(50))).save())).rejects.toThrow('ENOSPC');
    expect(await found(await restoredFrom(path), 'old')).toHaveLength(1);
    expect(await readdir(join(path, '..'))).toEqual(['search-index']);
  });

  it('leaves the old one or the new one where the process is killed in the middle', async () => {
    const path = await aSavedIndex();
    const before = await readFile(path);
    await killedWhileRunning(WRITING_PROCESS, [path], async () => {
      const names = await readdir(join(path, '..'));
      return names.length > 1 || !(await readFile(path)).equals(before);
    });
    const titles = [...(await restoredFrom(path)).suggest('old', 2), ...(await restoredFrom(path)).suggest('findings', 2)];
    expect(titles).not.toEqual([]);
  });
});
