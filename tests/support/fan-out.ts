/**
 * The fan-out: many places that are owed their paper of the day, or whose reading groups meet, in the same minute, and how long it
 * takes until all of it is put down, and until the channel, which takes so many posts a second, has it all.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { settledListDays } from '../../src/core/daily-lists.ts';
import type { Paper } from '../../src/core/paper.ts';
import { importPapers } from '../../src/jobs/import-papers.ts';
import { openPaperFile } from '../../src/sources/paper-file.ts';
import { type OpenStore, openStore } from '../../src/store/open-store.ts';
import { aDay, anInstant, aPaper } from './builders.ts';
import { aPlace, aSubscription } from './delivery-builders.ts';
import { fillGroups } from './fill-groups.ts';
import { anHttpChannel, type HttpChannel } from './http-channel.ts';

/** What a worker says of itself. */
export type FanOutNews =
  | { readonly kind: 'ready'; readonly residentMb: number }
  | { readonly kind: 'resident'; readonly residentMb: number }
  | { readonly kind: 'beat'; readonly enqueued: number; readonly enqueuedMs: number; readonly enqueueMs: number };

export interface FanOut {
  readonly url: string;
  /** A meeting is a post and its questions in a thread. */
  readonly of: 'papers-of-the-day' | 'meetings';
  readonly subscriptions: number;
  readonly workers: number;
  readonly perSecond: number;
  /** Papers to compose from; made-up ones unless told. */
  readonly corpus?: string;
  /** The moment at which all are owed a post; papers of a corpus need lists in the week before. */
  readonly tick: string;
}

export interface FanOutReport {
  /** From the tick until the last is put down. */
  readonly enqueuedSeconds: number;
  readonly enqueuedBy: readonly number[];
  /** From the tick until the channel has the last. */
  readonly deliveredSeconds: number;
  readonly doubled: number;
  readonly tooMany: number;
  /** What a beat's look for owed slots takes when nothing is owed. */
  readonly idleBeatMs: number;
  /** Of the largest worker. */
  readonly residentMb: { readonly start: number; readonly peak: number; readonly end: number };
}

const WORKER = fileURLToPath(new URL('fan-out-worker.ts', import.meta.url));

export async function runFanOut(fanOut: FanOut, tell: (line: string) => void = () => {}): Promise<FanOutReport> {
  const { url, subscriptions, workers, perSecond, tick } = fanOut;
  const store = await openStore({ url, waitMs: 60_000 });
  await fill(store, fanOut);
  await store.close();
  tell(`${subscriptions} subscribed`);
  const channel = await anHttpChannel({ random: Math.random, troublePercent: 0, waitMs: 1000, perSecond });
  const args = [url, channel.url, tick];
  const followed = await Promise.all(Array.from({ length: workers }, () => startWorker(args)));
  const began = Date.now();
  for (const { child } of followed) child.send('go');
  const posts = subscriptions * (fanOut.of === 'meetings' ? 2 : 1);
  while (channel.marks.length < posts) {
    await pause(100);
    if ((Date.now() - began) % 10_000 < 100) tell(`${channel.marks.length} posted`);
  }
  const deliveredSeconds = (Date.now() - began) / 1000;
  await pause(5000); // some idle beats, and whatever might come twice
  for (const { child } of followed) child.kill();
  await channel.close();
  return { ...reportOn(followed, channel), deliveredSeconds };
}

interface Followed {
  readonly child: ChildProcess;
  readonly news: readonly FanOutNews[];
}

async function startWorker(args: readonly string[]): Promise<Followed> {
  const child = fork(WORKER, args, { execArgv: ['--import', 'tsx'] });
  const news: FanOutNews[] = [];
  child.on('message', (each: FanOutNews) => news.push(each));
  await once(child, 'message');
  return { child, news };
}

function reportOn(followed: readonly Followed[], channel: HttpChannel): Omit<FanOutReport, 'deliveredSeconds'> {
  const beats = followed.map(({ news }) => news.filter((each) => each.kind === 'beat'));
  const resident = followed.map(({ news }) => news.flatMap((each) => (each.kind === 'beat' ? [] : [each.residentMb])));
  const largest = (pick: (figures: readonly number[]) => number) => Math.round(Math.max(...resident.map(pick)));
  const idle = beats.flat().filter(({ enqueued }) => enqueued === 0);
  const ms = beats.flat().flatMap(({ enqueued, enqueuedMs }) => (enqueued > 0 ? [enqueuedMs] : []));
  return {
    enqueuedSeconds: Math.max(...ms) / 1000,
    enqueuedBy: beats.map((all) => all.reduce((sum, { enqueued }) => sum + enqueued, 0)),
    doubled: channel.marks.length - new Set(channel.marks).size,
    tooMany: channel.troubles['answers-429'],
    idleBeatMs: idle.map(({ enqueueMs }) => enqueueMs).sort((a, b) => a - b)[idle.length >> 1] ?? Number.NaN,
    residentMb: {
      start: largest(([first = 0]) => first),
      peak: largest((all) => Math.max(...all)),
      end: largest((all) => all.at(-1) ?? 0),
    },
  };
}

async function fill(store: OpenStore, { of, subscriptions, corpus, tick }: FanOut): Promise<void> {
  const now = anInstant(tick);
  if (corpus === undefined) await store.upsertPapers(madeUpPapers(tick), now);
  else await importPapers((await openPaperFile(corpus)).records, store, { now: () => now });
  if (of === 'meetings') {
    const papers = (await store.papersBetween(...WHOLE_ARCHIVE)).map(({ id }) => id);
    return fillGroups(store, { count: subscriptions, at: now, papers });
  }
  const at = { hour: Number(tick.slice(11, 13)), minute: Number(tick.slice(14, 16)) };
  const lastSlot = anInstant(`${tick.slice(0, 10)}T00:00:00Z`);
  for (let number = 0; number < subscriptions; number += 1) {
    const draft = aSubscription({ id: `s${number}`, place: aPlace(`c${number}`), lastSlot });
    await store.addSubscription({ ...draft, schedule: { ...draft.schedule, at } });
  }
}

const WHOLE_ARCHIVE = [aDay('2000-01-01'), aDay('2100-01-01')] as const;

const ABSTRACT =
  'Large models read long documents slowly. We propose a method that reads them twice, called Twofold, and keeps what it needs. ' +
  'Unlike earlier readers it plans ahead, so that no page is opened without a question in mind. It outperforms them by 12.5% on ' +
  'three benchmarks while using half of the memory. Ablations show that both passes matter, and that the second one matters more.';

/** Sixty on each list that may be chosen from. */
function madeUpPapers(tick: string): readonly Paper[] {
  return settledListDays(anInstant(tick)).flatMap((listedOn, list) =>
    Array.from({ length: 60 }, (_, at) =>
      aPaper({
        id: `arxiv:2601.${String(list * 100 + at).padStart(5, '0')}`,
        title: `Twofold: Reading ${list * 100 + at} Papers`,
        abstract: ABSTRACT,
        listedOn,
        upvotes: at,
      }),
    ),
  );
}
