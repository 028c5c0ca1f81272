import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse as parseBibtex } from '@retorquere/bibtex-parser';
import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { SavedPaper } from '../../../src/core/person-store.ts';
import { exportReadingList } from '../../../src/features/reading-list/export-formats.ts';
import { anInstant, aPaper } from '../../support/builders.ts';

const ARCHIVE = new URL('../../../../shared/data/hf-papers.jsonl.gz', import.meta.url);
const COUNT = 2000;

interface ArchiveLine {
  readonly arxivId: string;
  readonly title: string;
  readonly abstract?: string;
  readonly authors?: readonly string[];
  readonly arxivComment?: string;
}

/** The last lines: they have the most authors, groups and notes. */
function someOfTheArchive(): readonly SavedPaper[] {
  const lines = gunzipSync(readFileSync(ARCHIVE)).toString('utf8').split('\n').filter(Boolean);
  return lines.slice(-COUNT).map((line) => {
    const { arxivId, title, abstract = '', authors = [], arxivComment } = JSON.parse(line) as ArchiveLine;
    const note = arxivComment === undefined ? {} : { authorsNote: arxivComment };
    return { paper: aPaper({ id: `arxiv:${arxivId}`, title, abstract, authors, ...note }), savedAt: anInstant() };
  });
}

/** What TeX makes of dashes and quotation marks. */
const set = (title: string) => title.replaceAll('---', '—').replaceAll('--', '–').replaceAll("''", '”').replaceAll('``', '“');

describe.skipIf(!existsSync(ARCHIVE))('exports of the archive', () => {
  it('are read back by a reference manager with every title, author and key', () => {
    const saved = someOfTheArchive();
    const { entries, errors } = parseBibtex(exportReadingList(saved, 'bibtex').content, { sentenceCase: false });
    expect(errors).toEqual([]);
    expect(entries.map(({ fields }) => fields.title)).toEqual(saved.map(({ paper }) => set(paper.title)));
    expect(entries.map(({ fields }) => fields.author?.length ?? 0)).toEqual(saved.map(({ paper }) => paper.authors.length));
    expect(new Set(entries.map(({ key }) => key)).size).toBe(saved.length);
    expect(entries.filter(({ key }) => !/^[a-z][a-z0-9]*$/.test(key))).toEqual([]);
  });

  it('are read back by a spreadsheet with every title and abstract', () => {
    const saved = someOfTheArchive();
    const rows: readonly Record<string, string>[] = parseCsv(exportReadingList(saved, 'csv').content, {
      bom: true,
      columns: true,
    });
    expect(rows.map(({ title }) => title)).toEqual(saved.map(({ paper }) => paper.title));
    expect(rows.map(({ abstract }) => abstract)).toEqual(saved.map(({ paper }) => paper.abstract));
  });
});

if (!existsSync(ARCHIVE)) process.stdout.write('skipped: exports of the archive (no ../shared)\n');
