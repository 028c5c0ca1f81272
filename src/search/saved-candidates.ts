/**
 * MiniSearch's index as numbers, and back.
 *
 * Its own form is an object a term with a key a paper: millions of keys, which as JSON take longer to read than all else and
 * several times their memory. As numbers they are a third of the size, and MiniSearch is handed one term at a time.
 */
import type { AsPlainObject } from 'minisearch';

export interface SavedCandidates {
  /** All of MiniSearch's form but its terms. */
  readonly rest: Omit<AsPlainObject, 'index'>;
  readonly terms: readonly string[];
  /** For each term: how many fields have it, then for each field its number, how many papers, and papers with frequencies. */
  readonly postings: Uint32Array;
}

type Entry = AsPlainObject['index'][number];

export function saveCandidates({ index, ...rest }: AsPlainObject): SavedCandidates {
  const postings: number[] = [];
  for (const [, fields] of index) {
    const inFields = Object.entries(fields);
    postings.push(inFields.length);
    for (const [field, frequencies] of inFields) {
      const entries = Object.entries(frequencies);
      postings.push(Number(field), entries.length);
      for (const [paper, frequency] of entries) postings.push(Number(paper), frequency);
    }
  }
  return { rest, terms: index.map(([term]) => term), postings: Uint32Array.from(postings) };
}

/** What `MiniSearch.loadJS` takes. Its terms can be gone through once, which is what it does. */
export function restoreCandidates({ rest, terms, postings }: SavedCandidates): AsPlainObject {
  return { ...rest, index: entriesOf(terms, postings) as unknown as Entry[] };
}

/**
 * MiniSearch reads a paper's number from a key with `parseInt`, so `017` is as good as `17`, and far quicker: a number would
 * be an array index, kept in a slow form, and made text again for every posting.
 */
function keyOf(paper: number): string {
  return `0${paper}`;
}

function* entriesOf(terms: readonly string[], postings: Uint32Array): Generator<Entry> {
  const keys: string[] = []; // a paper is in a hundred postings and needs its key made once
  let at = 0;
  const next = (): number => {
    at += 1;
    return postings[at - 1] ?? 0;
  };
  for (const term of terms) {
    const fields: Entry[1] = {};
    for (let fieldsLeft = next(); fieldsLeft > 0; fieldsLeft -= 1) {
      const field = next();
      const frequencies: Record<string, number> = Object.create(null);
      for (let papersLeft = next(); papersLeft > 0; papersLeft -= 1) {
        const paper = next();
        keys[paper] ??= keyOf(paper);
        frequencies[keys[paper]] = next();
      }
      fields[field] = frequencies;
    }
    yield [term, fields];
  }
}
