/**
 * Hugging Face and arXiv as this installation asks them: where its settings say, under its name, one client each for all that
 * a process asks, so that the services' limits hold.
 */
import type { SourcesConfig } from './config.ts';
import { SourceError } from './core/errors.ts';
import type { LivePapers } from './core/live-papers.ts';
import type { SourceStore } from './core/source-store.ts';
import type { Clock } from './core/time.ts';
import { type KeepingCurrent, keepCurrent } from './jobs/keep-current.ts';
import { livePapers } from './jobs/live-papers.ts';
import { logSync } from './jobs/log-sync.ts';
import { refreshWatched } from './jobs/refresh-watched.ts';
import type { Logger } from './log.ts';
import { ARXIV_API, type Arxiv, arxiv } from './sources/arxiv.ts';
import { sleep } from './sources/http-surroundings.ts';
import { HF_API, type HuggingFace, huggingFace } from './sources/hugging-face.ts';
import { userAgentOf } from './sources/user-agent.ts';
import type { OpenStore } from './store/open-store.ts';

export interface LiveSources {
  readonly huggingFace: HuggingFace;
  readonly arxiv: Arxiv;
}

export interface LiveSurroundings {
  readonly clock: Clock;
  readonly log: Logger;
  readonly version: string;
  /** From 0 up to 1. */
  readonly random: () => number;
}

export function openSources(config: SourcesConfig, { clock, log, version, random }: LiveSurroundings): LiveSources {
  const surroundings = { clock, sleep, random };
  const service = {
    userAgent: userAgentOf(version, config.contact),
    tell: (change: object) => log.warn(change, 'a source is left alone for a while, or asked again'),
  };
  const token = config.huggingFaceToken === undefined ? {} : { token: config.huggingFaceToken };
  return {
    huggingFace: huggingFace({ ...service, ...token, address: config.huggingFaceUrl ?? HF_API }, surroundings),
    arxiv: arxiv({ ...service, address: config.arxivUrl ?? ARXIV_API }, surroundings),
  };
}

type Surroundings = Pick<LiveSurroundings, 'clock' | 'log'>;

/** Whether Hugging Face answers is settled by reading its lists; of arXiv each answer counts. */
function noted(arxiv: Arxiv, store: SourceStore, clock: Clock): Pick<Arxiv, 'name' | 'paper' | 'papers'> {
  const note = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      const answer = await asked;
      await store.sourceSucceeded(arxiv.name, clock.now());
      return answer;
    } catch (error) {
      if (error instanceof SourceError) await store.sourceFailed(arxiv.name, error.message, clock.now());
      throw error;
    }
  };
  return {
    name: arxiv.name,
    paper: (id, signal) => note(arxiv.paper(id, signal)),
    papers: (ids, signal) => note(arxiv.papers(ids, signal)),
  };
}

/** @param follow takes what was stored into the index. */
export function liveOver(
  { huggingFace, arxiv }: LiveSources,
  store: OpenStore,
  { follow, clock, log }: Surroundings & { readonly follow: () => Promise<void> },
): LivePapers {
  return livePapers({
    lookUps: [huggingFace, noted(arxiv, store, clock)],
    search: huggingFace.search,
    store,
    follow,
    clock,
    onSilence: (error) => log.warn({ err: error }, 'a source gave no answer while a person waited'),
  });
}

export function startSync(
  { huggingFace, arxiv }: LiveSources,
  store: OpenStore,
  { clock, log, random }: Surroundings & Pick<LiveSurroundings, 'random'>,
): KeepingCurrent {
  return keepCurrent({
    source: huggingFace,
    store,
    clock,
    afterLists: async (signal) => {
      const watched = await refreshWatched({ store, hub: huggingFace, arxiv: noted(arxiv, store, clock), clock, signal });
      log.debug({ watched }, 'watched papers were asked for');
    },
    minute: Math.floor(random() * 60),
    onProgress: ({ outcome, done, total }) => log.debug({ outcome: outcome.kind, done, total }, 'a list was read'),
    onReport: (report) => logSync(log, report),
    onError: (error) => log.error({ err: error }, 'lists could not be read'),
  });
}
