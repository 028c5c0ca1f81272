/**
 * A process that does the beat of deliveries with the real paper of the day and the real reading group, for the fan-out, and tells its parent how far it is.
 * Arguments: the address of the database, that of the channel, and the moment at which its clock starts when it is told to go.
 */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { toInstant } from '../../src/core/time.ts';
import { newCompose } from '../../src/features/programs.ts';
import { deliverDue } from '../../src/jobs/deliver-due.ts';
import { enqueueOwed } from '../../src/jobs/enqueue-owed.ts';
import { makeMatchQuery } from '../../src/search/match-query.ts';
import { makePaperIndex } from '../../src/search/paper-index.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { FanOutNews } from './fan-out.ts';
import { httpMessenger } from './http-channel.ts';

const [url = '', channel = '', tick = ''] = process.argv.slice(2);
const BEAT_MS = 1000;
const LANES = 8;
/** Papers that are put into the index at a time. */
const SLICE = 500;

const tell = (news: FanOutNews): void => void process.send?.(news);
const residentMb = (): number => process.memoryUsage.rss() / 1e6;

const store = await openStore({ url, waitMs: 60_000 });
const index = makePaperIndex();
for (let changes = await store.changesAfter(0, SLICE); changes.length > 0; ) {
  await index.put(changes.flatMap((change) => (change.kind === 'put' ? [change.paper] : [])));
  changes = await store.changesAfter(changes.at(-1)?.seq ?? 0, SLICE);
}
const going = once(process, 'message');
tell({ kind: 'ready', residentMb: residentMb() });
await going;
const began = Date.now();
const clock = { now: () => toInstant(Date.parse(tick) + Date.now() - began) };
setInterval(() => tell({ kind: 'resident', residentMb: residentMb() }), 250).unref();

const programs = {
  papers: store,
  posted: store,
  groups: store,
  memory: store,
  people: store,
  index,
  matchQuery: makeMatchQuery(),
  sourceTrouble: async () => undefined,
};

for (;;) {
  const enqueued: number[] = [];
  const note = ({ kind, error }: { readonly kind: string; readonly error?: unknown }): void => {
    if (kind === 'enqueued') enqueued.push(Date.now());
    if (error !== undefined) process.stderr.write(`${kind}: ${error}\n`);
  };
  const common = { store, catchUpHours: 12, tell: note };
  const beatBegan = Date.now();
  await enqueueOwed(
    { ...common, newCompose: () => newCompose(programs), platforms: ['terminal'], random: Math.random },
    clock.now(),
  );
  const enqueuedMs = (enqueued.at(-1) ?? beatBegan) - began;
  tell({ kind: 'beat', enqueued: enqueued.length, enqueuedMs, enqueueMs: Date.now() - beatBegan });
  const messengers = new Map([['terminal', httpMessenger(channel)] as const]);
  await deliverDue({ ...common, messengers, clock, jitter: Math.random, lanes: LANES, rest: (ms) => pause(ms) });
  await pause(BEAT_MS);
}
