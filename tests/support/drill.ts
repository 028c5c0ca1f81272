/**
 * The crash drill: real processes deliver from a real database to a channel server, and are killed at random moments. What
 * counts in the end is what the channel has: each post once.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { deliveryId } from '../../src/core/delivery.ts';
import type { Subscription } from '../../src/core/subscription.ts';
import { type Clock, toInstant } from '../../src/core/time.ts';
import { type OpenStore, openStore } from '../../src/store/open-store.ts';
import { anInstant } from './builders.ts';
import { aPlace, aSubscription, DAILY_AT_NINE } from './delivery-builders.ts';
import { anHttpChannel, type HttpChannel, type Trouble } from './http-channel.ts';

export interface Drill {
  readonly url: string;
  readonly deliveries: number;
  readonly kills: number;
  readonly workers: number;
  /** How many times faster than the machine's the drill's clock runs: leases last two minutes, and each kill leaves some. */
  readonly speed: number;
  readonly troublePercent: number;
  readonly seed: number;
  /** How the channel tells two posts of one mark apart: by a nonce for five minutes, or by look-up alone. */
  readonly platform: 'discord' | 'slack';
  readonly scenario: Scenario;
}

/** `mixed`: each trouble now and then. `clock`: every process has a clock that is hours off, another one each time. */
export const SCENARIOS = ['mixed', 'drops', '429', '500', 'clock'] as const;
export type Scenario = (typeof SCENARIOS)[number];

const ONLY: Readonly<Partial<Record<Scenario, Trouble>>> = { drops: 'drops-answer', '429': 'answers-429' };
const FIVE_MINUTES_MS = 300_000;
const HOURS_OFF = [-1, -0.5, 0, 0.5, 1];

export interface DrillReport {
  /** Slots that are done with neither a post nor a reason. */
  readonly lost: number;
  /** Posts beyond the first of a mark. */
  readonly doubled: number;
  readonly kills: number;
  /** How the slots ended, by kind or reason of failure. */
  readonly ends: Readonly<Record<string, number>>;
  /** Posts of a dead or doubtful attempt that a look-up found: those beyond the dropped answers are the kills' own. */
  readonly found: number;
  readonly troubles: HttpChannel['troubles'];
  readonly seconds: number;
}

/** Of the drill's clock: an hour before the first slot is the moment at which all subscribe. */
const FIRST_SLOT = Date.parse('2026-01-05T09:00:00Z');
const WORKER = fileURLToPath(new URL('drill-worker.ts', import.meta.url));
/** More than a kill takes of real time, most of it for the start of the next process: no kill comes when all is done. */
const SECONDS_PER_KILL = 3;

/** @param hoursOff how far it is ahead; behind where negative. */
export function drillClock(began: number, speed: number, hoursOff = 0): Clock {
  return { now: () => toInstant(FIRST_SLOT + hoursOff * 3_600_000 + (Date.now() - began) * speed) };
}

export async function runDrill(drill: Drill, tell: (line: string) => void = () => {}): Promise<DrillReport> {
  const random = seeded(drill.seed);
  const began = Date.now();
  const subscriptions = subscriptionsOf(drill);
  const store = await openStore({ url: drill.url, waitMs: 20_000 });
  for (const subscription of subscriptions) await store.addSubscription(subscription);
  const only = ONLY[drill.scenario];
  const channel = await anHttpChannel({
    random,
    troublePercent: drill.troublePercent,
    waitMs: 20_000,
    nonceMs: drill.platform === 'discord' ? FIVE_MINUTES_MS / drill.speed : 0,
    brokenMs: drill.scenario === '500' ? FIVE_MINUTES_MS / drill.speed : 0,
    ...(only !== undefined && { only }),
  });
  const args = [drill.url, channel.url, String(Date.now()), String(drill.speed)];
  const hoursOff = () => (drill.scenario === 'clock' ? (HOURS_OFF[Math.floor(random() * HOURS_OFF.length)] ?? 0) : 0);
  const spawnWorker = () => startWorker([...args, String(hoursOff())]);
  const workers = await Promise.all(Array.from({ length: drill.workers }, spawnWorker));
  for (let kill = 0; kill < drill.kills; kill += 1) {
    await pause(random() * 700);
    const at = Math.floor(random() * workers.length);
    workers[at]?.kill('SIGKILL');
    workers[at] = await spawnWorker();
    if ((kill + 1) % 10 === 0) tell(`${kill + 1} kills, ${channel.marks.length} posts`);
  }
  if (drill.scenario === 'clock') await setRight(workers, () => startWorker(args));
  await settled(store, subscriptions, tell);
  for (const worker of workers) worker.kill('SIGKILL');
  await channel.close();
  const report = await reportOn(store, subscriptions, channel);
  await store.close();
  return { ...report, kills: drill.kills, seconds: Math.round((Date.now() - began) / 1000) };
}

/** The last of each to be killed is followed by one whose clock is right: a clock that stays behind would only take longer. */
async function setRight(workers: ChildProcess[], spawnRight: () => Promise<ChildProcess>): Promise<void> {
  for (const [at, worker] of workers.entries()) {
    worker.kill('SIGKILL');
    workers[at] = await spawnRight();
  }
}

/** Their slots lie in the minutes of the drill's clock that its kills will take, so that putting down is killed as well. */
function subscriptionsOf({ deliveries, kills, speed }: Drill): readonly Subscription[] {
  const minutes = Math.max(1, Math.ceil((kills * SECONDS_PER_KILL * speed) / 60));
  return Array.from({ length: deliveries }, (_, at) => {
    const minute = Math.floor((at * minutes) / deliveries);
    const schedule = { ...DAILY_AT_NINE, at: { hour: 9 + Math.floor(minute / 60), minute: minute % 60 } };
    return aSubscription({ id: `s${String(at).padStart(6, '0')}`, place: aPlace(`c${at}`), schedule });
  });
}

function slotOf({ schedule: { at } }: Subscription) {
  return anInstant(new Date(FIRST_SLOT + ((at.hour - 9) * 60 + at.minute) * 60_000).toISOString());
}

async function startWorker(args: readonly string[]): Promise<ChildProcess> {
  const worker = spawn(process.execPath, ['--import', 'tsx', WORKER, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(worker.stdout as NodeJS.ReadableStream, 'data');
  return worker;
}

async function settled(store: OpenStore, subscriptions: readonly Subscription[], tell: (line: string) => void): Promise<void> {
  let open = subscriptions;
  while (open.length > 0) {
    const states = await Promise.all(open.map((each) => store.deliveryState(deliveryId(each.id, slotOf(each)))));
    open = open.filter((_, at) => states[at]?.kind !== 'sent' && states[at]?.kind !== 'failed');
    tell(`${open.length} still open`);
    if (open.length > 0) await pause(2_000);
  }
}

async function reportOn(store: OpenStore, subscriptions: readonly Subscription[], channel: HttpChannel) {
  const posted = new Set(channel.marks);
  const ends: Record<string, number> = {};
  let lost = 0;
  for (const subscription of subscriptions) {
    const id = deliveryId(subscription.id, slotOf(subscription));
    const state = await store.deliveryState(id);
    const end = state?.kind === 'failed' ? state.reason : (state?.kind ?? 'missing');
    ends[end] = (ends[end] ?? 0) + 1;
    if (!posted.has(id) && state?.kind !== 'failed') lost += 1;
  }
  return {
    lost,
    doubled: channel.marks.length - posted.size,
    ends,
    found: channel.found(),
    troubles: channel.troubles,
  };
}

/** The same numbers for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
