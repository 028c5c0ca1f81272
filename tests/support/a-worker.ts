/**
 * A process that does the beat of deliveries, and can die between any two steps: a dead one does nothing more, and what it
 * had not written is lost. Each has connections of its own to the database that all share.
 */

import type { BeatEvent } from '../../src/core/beat-events.ts';
import type { Compose } from '../../src/core/compose.ts';
import type { Messenger } from '../../src/core/messenger.ts';
import type { Outbox } from '../../src/core/outbox.ts';
import type { Clock } from '../../src/core/time.ts';
import { deliverDue } from '../../src/jobs/deliver-due.ts';
import { enqueueOwed } from '../../src/jobs/enqueue-owed.ts';
import { tellOwners } from '../../src/jobs/tell-owners.ts';
import { openTestStore } from './databases.ts';
import { aMessage } from './delivery-builders.ts';

export const STEPS = ['enqueue', 'claim', 'send', 'find', 'settle'] as const;
export type Step = (typeof STEPS)[number];
export type Death = `before ${Step}` | `after ${Step}`;

export interface WorkerDraft {
  readonly url: string;
  readonly messenger: Messenger;
  readonly clock: Clock;
  readonly compose?: Compose;
  readonly catchUpHours?: number;
  /** Where it dies, the first time that it comes there. */
  readonly dies?: Death | undefined;
  /** From 0 up to 1; no waits are spread unless told. */
  readonly jitter?: number;
}

export interface Worker {
  /** What one beat does: enqueue what is owed, tell owners of pauses, deliver what is due. */
  readonly beat: (stop?: AbortSignal) => Promise<'done' | 'died'>;
  readonly events: readonly BeatEvent[];
  /** For how long it let the platform alone, each time, in ms; no time passes by that. */
  readonly rests: readonly number[];
}

export async function aWorker(draft: WorkerDraft): Promise<Worker> {
  const { url, clock, catchUpHours = 12, compose = composeBySlot } = draft;
  const events: BeatEvent[] = [];
  const rests: number[] = [];
  const death = aDeath(draft.dies);
  const store = await openTestStore({ url });
  const mortalStore = { ...store, ...mortal(store, death) };
  const messengers = new Map([['terminal', mortalMessenger(draft.messenger, death)] as const]);
  const tell = (event: BeatEvent) => events.push(event);
  const work = async (stop: AbortSignal | undefined): Promise<'done'> => {
    const enqueueing = { store: mortalStore, newCompose: () => compose, platforms: ['terminal'], catchUpHours, tell } as const;
    await enqueueOwed({ ...enqueueing, random: () => 0 }, clock.now(), stop);
    await tellOwners({ store, say: ({ why }) => aMessage(`Paused: ${why}`) }, clock.now(), stop);
    const jitter = () => draft.jitter ?? 0;
    const rest = async (ms: number) => void rests.push(ms);
    await deliverDue({ store: mortalStore, messengers, clock, jitter, catchUpHours, lanes: 2, rest, tell }, stop);
    return 'done';
  };
  return { beat: (stop) => Promise.race([work(stop), death.comes]), events, rests };
}

/** One paper of its own for each slot. */
const composeBySlot: Compose = async (_subscription, slot) => ({
  kind: 'post',
  message: aMessage(`The paper of ${slot}`),
  alongside: { posted: [] },
});

interface ComingDeath {
  readonly comes: Promise<'died'>;
  /** Never answers where the death lies before or after that step. */
  readonly around: <T>(step: Step, work: () => Promise<T>) => Promise<T>;
}

function aDeath(where: Death | undefined): ComingDeath {
  let come = (_: 'died'): void => {};
  const comes = new Promise<'died'>((resolve) => {
    come = resolve;
  });
  let dead = false;
  const never = <T>(): Promise<T> => {
    dead = true;
    come('died');
    return new Promise(() => {});
  };
  return {
    comes,
    around: async (step, work) => {
      if (dead || where === `before ${step}`) return never();
      const answer = await work();
      return dead || where === `after ${step}` ? never() : answer;
    },
  };
}

function mortal(store: Outbox, { around }: ComingDeath): Pick<Outbox, 'enqueueAll' | 'claim' | 'settle'> {
  return {
    enqueueAll: (...given) => around('enqueue', () => store.enqueueAll(...given)),
    claim: (...given) => around('claim', () => store.claim(...given)),
    settle: (...given) => around('settle', () => store.settle(...given)),
  };
}

function mortalMessenger(messenger: Messenger, { around }: ComingDeath): Messenger {
  return {
    send: (...given) => around('send', () => messenger.send(...given)),
    find: (...given) => around('find', () => messenger.find(...given)),
  };
}
