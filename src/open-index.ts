/**
 * The search index at a start: read from its file, brought up to date with the store, and saved again where that is worth it.
 */
import { join } from 'node:path';
import type { Config } from './config.ts';
import type { Finding } from './core/finding.ts';
import { bringIndexUpToDate, indexChanges } from './jobs/index-changes.ts';
import type { StartStep } from './jobs/start-steps.ts';
import type { Logger } from './log.ts';
import { readIndexFile, writeIndexFile } from './search/index-file.ts';
import { makePaperIndex, type PaperIndex } from './search/paper-index.ts';
import type { OpenStore } from './store/open-store.ts';

/** So many changes at a start are saved before anything else, so that a crash does not cost the work again. */
const CHANGES_SAVED_AT_ONCE = 500;

export interface IndexSurroundings {
  readonly log: Logger;
  readonly tell: (step: StartStep) => void;
}

export interface OpenIndex {
  readonly index: PaperIndex;
  readonly follow: () => Promise<void>;
  readonly save: () => Promise<void>;
}

/** Whether the saved index can be read. */
export async function examineIndex({ dataDir }: Config): Promise<readonly Finding[]> {
  const saved = await readIndexFile(join(dataDir, 'search-index'));
  switch (saved.kind) {
    case 'read':
      return [{ kind: 'well', check: 'search index', what: 'It can be read.' }];
    case 'unusable':
      return [{ kind: 'note', check: 'search index', what: `It is built anew at the next start: ${saved.why}` }];
    default:
      return [{ kind: 'note', check: 'search index', what: 'There is none yet: the first start builds it.' }];
  }
}

/** Brings the saved index up to date with the store, so that the next start has it at hand. */
export async function saveIndex(store: OpenStore, config: Config, surroundings: IndexSurroundings): Promise<void> {
  const { save } = await openIndex(store, config, surroundings);
  await save();
}

/** The index, as its file and the store have it; a file that cannot be used is built anew. */
export async function openIndex(store: OpenStore, { dataDir }: Config, { log, tell }: IndexSurroundings): Promise<OpenIndex> {
  const path = join(dataDir, 'search-index');
  const saved = await readIndexFile(path);
  if (saved.kind === 'unusable') log.warn({ why: saved.why }, 'saved index not used; building it anew');
  const index = makePaperIndex(saved.kind === 'read' ? saved.parts : undefined);
  const { put, removed, seq } = await bringIndexUpToDate(index, store, (progress) => tell({ kind: 'indexing', ...progress }));
  log.info({ put, removed, saved: saved.kind }, 'index is up to date');
  tell({ kind: 'indexed' });
  let unsaved = put + removed;
  let newest = seq;
  const save = async (): Promise<void> => {
    if (unsaved === 0) return;
    unsaved = 0;
    // Derived data: where it cannot be written, the next start takes longer and nothing is lost
    await writeIndexFile(path, index.save()).catch((error: unknown) => log.warn({ err: error }, 'index could not be saved'));
  };
  if (unsaved >= CHANGES_SAVED_AT_ONCE) await save();
  const followOnce = async (): Promise<void> => {
    const followed = await indexChanges(newest, index, store);
    newest = followed.seq;
    unsaved += followed.changes;
  };
  let last: Promise<void> = Promise.resolve();
  return {
    index,
    save,
    // One after the other: of two at once the slower could put an older record over a newer one
    follow: () => {
      const next = last.then(followOnce);
      last = next.catch(() => undefined); // whoever asked for it hears of it
      return next;
    },
  };
}
