/**
 * A search engine read from what `measure-search.ts` saved, in a fresh process as at a start: `measure-load.ts ENGINE FOLDER`.
 */
import { engineNamed } from './engines.ts';
import { growthSince, memoryInUse } from './memory.ts';
import { endWith } from './run-apart.ts';

export interface LoadFigures {
  /** Until it can be asked. */
  readonly loadMs: number;
  /** What JavaScript's heap and buffers hold of an index that was read: nothing of what it was built from. */
  readonly loadedMb: number;
}

const QUESTION = 'low-rank adaptation of large language models';

async function measureLoad(engine: string, folder: string): Promise<LoadFigures> {
  const index = await engineNamed(engine).open(folder);
  const before = memoryInUse();
  const started = performance.now();
  await index.load();
  const loadMs = performance.now() - started;
  await index.search(QUESTION, 10);
  const { heapMb } = growthSince(before);
  await index.search(QUESTION, 10); // whatever is not held by then would have been tidied up with the rest
  return { loadMs, loadedMb: heapMb };
}

const [engine = '', folder = ''] = process.argv.slice(2);
endWith(await measureLoad(engine, folder));
