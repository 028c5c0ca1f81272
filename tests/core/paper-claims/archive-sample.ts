/**
 * A seeded sample of the archive that lies beside the project, the same papers for the same seed: as many of each year, drawn
 * without regard to what they say.
 */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type Paper, paperDate } from '../../../src/core/paper.ts';
import { jsonRecord } from '../../../src/sources/json-record.ts';

export const ARCHIVE = new URL('../../../../shared/data/hf-papers.jsonl.gz', import.meta.url).pathname;
const YEARS = ['2023', '2024', '2025', '2026'] as const;

export interface Draw {
  readonly seed: number;
  readonly size: number;
}

/** @returns papers with abstracts, a quarter of each year. */
export function archiveSample(archive: string, { seed, size }: Draw): readonly Paper[] {
  const lines = gunzipSync(readFileSync(archive)).toString('utf8').trimEnd().split('\n');
  const papers = lines.flatMap((line, at) => {
    const record = jsonRecord(line, `${at}`);
    return record.kind === 'paper' && record.paper.abstract !== '' ? [record.paper] : [];
  });
  const next = generator(seed);
  const shuffled = papers.map((paper) => ({ paper, key: next() })).sort((a, b) => a.key - b.key);
  return YEARS.flatMap((year) =>
    shuffled
      .filter(({ paper }) => paperDate(paper)?.startsWith(year))
      .slice(0, Math.ceil(size / YEARS.length))
      .map(({ paper }) => paper),
  ).slice(0, size);
}

/** Mulberry32: 32 bits of state, the same numbers everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
