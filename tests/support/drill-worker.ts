/**
 * A process that does the beat of deliveries without end, for drills that kill it. Arguments: the address of the database, that
 * of the channel, the moment at which the drill began, how many times faster than the machine's its clock runs, and how many hours
 * it is off.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { deliverDue } from '../../src/jobs/deliver-due.ts';
import { enqueueOwed } from '../../src/jobs/enqueue-owed.ts';
import { openStore } from '../../src/store/open-store.ts';
import { aMessage } from './delivery-builders.ts';
import { drillClock } from './drill.ts';
import { httpMessenger } from './http-channel.ts';

const [url = '', channel = '', began = '0', speed = '1', hoursOff = '0'] = process.argv.slice(2);

const clock = drillClock(Number(began), Number(speed), Number(hoursOff));
const store = await openStore({ url, waitMs: 20_000 });
/** Connections that the channel drops are part of the drill. */
const tell = ({ kind, error }: { readonly kind: string; readonly error?: unknown }): void => {
  if (error !== undefined && !String(error).includes('fetch failed')) process.stderr.write(`${kind}: ${error}\n`);
};
process.stdout.write('ready\n');
for (;;) {
  const compose = async () => ({ kind: 'post', message: aMessage(), alongside: { posted: [] } }) as const;
  const parts = {
    store,
    newCompose: () => compose,
    platforms: ['terminal'],
    catchUpHours: 12,
    random: Math.random,
    tell,
  } as const;
  await enqueueOwed(parts, clock.now());
  const messengers = new Map([['terminal', httpMessenger(channel)] as const]);
  await deliverDue({ store, messengers, clock, jitter: Math.random, catchUpHours: 12, lanes: 4, rest: (ms) => pause(ms), tell });
  await pause(20);
}
