/**
 * Asks the services while a person waits: one paper of Hugging Face, then of arXiv, or the search of Hugging Face.
 *
 * Each service has a time of its own, so that one that hangs leaves time for the next.
 */
import { SourceError } from '../core/errors.ts';
import type { LivePaper, LivePapers } from '../core/live-papers.ts';
import type { PaperId } from '../core/paper.ts';
import type { PaperStore } from '../core/paper-store.ts';
import type { FoundPapers, PaperLookUp, SourceName } from '../core/source.ts';
import type { Clock } from '../core/time.ts';

export interface LiveDeps {
  /** In the order in which they are asked. */
  readonly lookUps: readonly PaperLookUp[];
  readonly search: (words: string, limit: number, signal?: AbortSignal) => Promise<FoundPapers>;
  readonly store: Pick<PaperStore, 'upsertPapers' | 'papersById'>;
  /** Takes what was stored into the index. */
  readonly follow: () => Promise<void>;
  readonly clock: Clock;
  /** For each service; 6 s unless told, which is room for one wait that a service's manners ask for. */
  readonly patienceMs?: number;
  /** Told of each service that gave no answer; never throws. */
  readonly onSilence: (error: unknown) => void;
}

const PATIENCE_MS = 6_000;

export function livePapers(deps: LiveDeps): LivePapers {
  return {
    paper: (id) => lookUp(id, deps),
    search: async (words, limit) => {
      const found = await answerOf((signal) => deps.search(words, limit, signal), deps);
      if (found.kind === 'silent') return found;
      const ids = found.value.papers.map((paper) => paper.id);
      const stored = await stores(found.value.papers, deps);
      return { kind: 'found', papers: ids.flatMap((id) => stored.get(id) ?? []) };
    },
  };
}

async function lookUp(id: PaperId, deps: LiveDeps): Promise<LivePaper> {
  const unknownTo: SourceName[] = [];
  const silent: SourceName[] = [];
  for (const { name, paper } of deps.lookUps) {
    const answer = await answerOf((signal) => paper(id, signal), deps);
    if (answer.kind === 'silent') silent.push(name);
    else if (answer.value === undefined) unknownTo.push(name);
    else {
      const stored = await stores([answer.value], deps);
      return { kind: 'found', paper: stored.get(answer.value.id) ?? answer.value, source: name };
    }
  }
  return { kind: 'not-found', unknownTo, silent };
}

type Answer<T> = { readonly kind: 'answered'; readonly value: T } | { readonly kind: 'silent' };

async function answerOf<T>(ask: (signal: AbortSignal) => Promise<T>, { patienceMs, onSilence }: LiveDeps): Promise<Answer<T>> {
  const signal = AbortSignal.timeout(patienceMs ?? PATIENCE_MS);
  try {
    return { kind: 'answered', value: await ask(signal) };
  } catch (error) {
    if (!(error instanceof SourceError) && error !== signal.reason) throw error;
    onSilence(error);
    return { kind: 'silent' };
  }
}

/** @returns the records that they have become: what was known before is kept. */
async function stores(
  papers: FoundPapers['papers'],
  { store, follow, clock }: LiveDeps,
): Promise<Awaited<ReturnType<PaperStore['papersById']>>> {
  await store.upsertPapers(papers, clock.now());
  await follow();
  return store.papersById(papers.map(({ id }) => id));
}
