/**
 * Keeps the search index the same as the store: papers are written to the store only, and the index follows.
 *
 * At start the two are compared paper by paper by fingerprint, so that an index from a file may be of any age, or of another
 * database, and still ends right. From then on only changes are taken over, in the order they were made, also those that
 * another process wrote, as an import does.
 */
import type { Paper, PaperId } from '../core/paper.ts';
import type { PaperStore } from '../core/paper-store.ts';
import type { SearchIndex } from '../core/search-index.ts';

/** Papers read in one go. */
const BATCH = 250;
/** Papers indexed in one go, some milliseconds of work; between two the event loop is free for whoever waits for an answer. */
const SLICE = 4;

export type IndexableStore = Pick<PaperStore, 'fingerprints' | 'papersById' | 'changesAfter'>;
export type FollowingIndex = Pick<SearchIndex, 'put' | 'remove'> & { readonly fingerprints: () => ReadonlyMap<PaperId, string> };

export interface IndexProgress {
  readonly done: number;
  readonly total: number;
}

export interface BroughtUpToDate {
  readonly put: number;
  readonly removed: number;
  /** The store's newest change that the index has. */
  readonly seq: number;
}

/** Makes `index` what `store` was when this was called, or newer. */
export async function bringIndexUpToDate(
  index: FollowingIndex,
  store: IndexableStore,
  tell: (progress: IndexProgress) => void = () => {},
): Promise<BroughtUpToDate> {
  const { seq, papers } = await store.fingerprints();
  const indexed = index.fingerprints();
  const gone = [...indexed.keys()].filter((id) => !papers.has(id));
  const stale = [...papers].filter(([id, fingerprint]) => indexed.get(id) !== fingerprint).map(([id]) => id);
  await index.remove(gone);
  for (let from = 0; from < stale.length; from += BATCH) {
    const batch = await store.papersById(stale.slice(from, from + BATCH));
    await putInSlices([...batch.values()], index);
    tell({ done: Math.min(from + BATCH, stale.length), total: stale.length });
  }
  return { put: stale.length, removed: gone.length, seq };
}

/** Takes over what changed after `seq`. @returns the newest change that the index has now, and how many there were. */
export async function indexChanges(
  seq: number,
  index: Pick<FollowingIndex, 'put' | 'remove'>,
  store: IndexableStore,
): Promise<{ readonly seq: number; readonly changes: number }> {
  let [newest, count] = [seq, 0];
  for (;;) {
    const changes = await store.changesAfter(newest, BATCH);
    for (const [at, change] of changes.entries()) {
      if (change.kind === 'put') await index.put([change.paper]);
      else await index.remove([change.id]);
      newest = change.seq;
      if (at % SLICE === SLICE - 1) await breathe();
    }
    count += changes.length;
    if (changes.length < BATCH) return { seq: newest, changes: count };
  }
}

async function putInSlices(papers: readonly Paper[], index: Pick<FollowingIndex, 'put'>): Promise<void> {
  for (let from = 0; from < papers.length; from += SLICE) {
    await index.put(papers.slice(from, from + SLICE));
    await breathe();
  }
}

/** Lets timers and sockets have their turn. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
