/**
 * Asks the services anew for papers that are watched, as no list shows what becomes of an older paper.
 */
import { SourceError } from '../core/errors.ts';
import type { Paper, PaperId } from '../core/paper.ts';
import type { PaperStore } from '../core/paper-store.ts';
import { PLATFORM_LABELS, type PlatformName } from '../core/place.ts';
import type { FoundPapers, PaperLookUp } from '../core/source.ts';
import type { SubscriptionStore } from '../core/subscription-store.ts';
import type { Clock } from '../core/time.ts';

export interface RefreshDeps {
  readonly store: Pick<PaperStore, 'upsertPapers'> & Pick<SubscriptionStore, 'activeSubscriptionsOn'>;
  /** Knows of code and artifacts. */
  readonly hub: PaperLookUp;
  /** Knows of withdrawals, and is asked for many papers at once. */
  readonly arxiv: { readonly papers: (ids: readonly PaperId[], signal?: AbortSignal) => Promise<FoundPapers> };
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** In one run; the next one goes on with the others. */
export const MOST_REFRESHED = 300;
const HOUR_MS = 3_600_000;

/** A service in trouble ends its part: it is asked again at the next run. @returns how many were asked for. */
export async function refreshWatched(deps: RefreshDeps): Promise<number> {
  const ids = turnOf(await watchedPapers(deps.store), Date.parse(deps.clock.now()));
  if (ids.length === 0) return 0;
  await unlessInTrouble(async () => {
    for (const id of ids) {
      deps.signal?.throwIfAborted();
      const paper = await deps.hub.paper(id, deps.signal);
      if (paper !== undefined) await keep([paper], deps);
    }
  }, deps);
  await unlessInTrouble(async () => keep((await deps.arxiv.papers(ids, deps.signal)).papers, deps), deps);
  return ids.length;
}

async function watchedPapers({ activeSubscriptionsOn }: RefreshDeps['store']): Promise<readonly PaperId[]> {
  const platforms = Object.keys(PLATFORM_LABELS) as PlatformName[];
  const all = (await Promise.all(platforms.map(activeSubscriptionsOn))).flat();
  return [...new Set(all.flatMap(({ program }) => (program.kind === 'watch' ? [program.paper] : [])))].sort();
}

/** All where they are few, else the part whose hour it is. */
function turnOf(ids: readonly PaperId[], now: number): readonly PaperId[] {
  const parts = Math.ceil(ids.length / MOST_REFRESHED);
  const part = parts === 0 ? 0 : Math.floor(now / HOUR_MS) % parts;
  return ids.slice(part * MOST_REFRESHED, (part + 1) * MOST_REFRESHED);
}

async function keep(papers: readonly Paper[], { store, clock }: RefreshDeps): Promise<void> {
  if (papers.length > 0) await store.upsertPapers(papers, clock.now());
}

async function unlessInTrouble(work: () => Promise<void>, { signal }: RefreshDeps): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isStop = signal?.aborted === true && error === signal.reason;
    if (!isStop && !(error instanceof SourceError)) throw error;
  }
}
