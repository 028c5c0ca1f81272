/**
 * The gate that every request to one service passes: so many at once, so far apart, and none while the service asks for peace.
 *
 * Requests pass in the order in which they came. The gap is from start to start; where the service tells that few requests are
 * left, it grows so that they last until the reset. A clock that is set back cannot make anybody wait longer than was asked.
 */
import type { Milliseconds } from '../core/time.ts';
import type { HttpSurroundings } from './http-surroundings.ts';
import type { RateLimit } from './rate-headers.ts';

export interface GateRules {
  readonly gapMs: number;
  readonly connections: number;
}

export type Passage =
  | { readonly kind: 'passed'; readonly leave: () => void }
  /** The service asked for peace for longer than the caller can wait. */
  | { readonly kind: 'closed'; readonly forMs: Milliseconds };

export interface RequestGate {
  /** @throws the signal's reason where it aborts while waiting. */
  readonly pass: (patienceMs: number, signal: AbortSignal | undefined) => Promise<Passage>;
  readonly closeFor: (ms: Milliseconds) => void;
  /** Heeds what the service told of its limit. */
  readonly heed: (limit: RateLimit) => void;
}

/** Below this share of the quota, or this number where the quota is not told, requests are spread over the time that is left. */
const SCARCE_SHARE = 0.2;
const SCARCE_NUMBER = 20;

export function requestGate({ gapMs, connections }: GateRules, { clock, sleep }: HttpSurroundings): RequestGate {
  const now = (): number => Date.parse(clock.now());
  const queue = waitingQueue(connections);
  const calendar = startCalendar(gapMs, now);
  const waitForStart = async (patienceMs: number, signal: AbortSignal | undefined): Promise<Passage> => {
    for (;;) {
      const forMs = calendar.closedFor();
      if (forMs > patienceMs) return { kind: 'closed', forMs: forMs as Milliseconds };
      const wait = calendar.take();
      if (wait > 0) await sleep(Math.ceil(wait), signal);
      if (calendar.closedFor() <= 0) return { kind: 'passed', leave: queue.leave };
    }
  };
  return {
    pass: async (patienceMs, signal) => {
      signal?.throwIfAborted();
      await queue.enter(signal);
      try {
        const passage = await waitForStart(patienceMs, signal);
        if (passage.kind === 'closed') queue.leave();
        return passage;
      } catch (error) {
        queue.leave();
        throw error;
      }
    },
    closeFor: calendar.closeFor,
    heed: ({ remaining, resetMs, quota }) => {
      const isScarce = remaining < (quota === undefined ? SCARCE_NUMBER : quota * SCARCE_SHARE);
      if (remaining === 0) calendar.closeFor(resetMs);
      else if (isScarce) calendar.holdFor(resetMs / remaining);
    },
  };
}

interface StartCalendar {
  /** Takes the next start that is free. @returns how long until then. */
  readonly take: () => number;
  readonly holdFor: (ms: number) => void;
  readonly closeFor: (ms: number) => void;
  /** Not above 0 where the gate is open. */
  readonly closedFor: () => number;
}

/** When the next request may start. Each start is given away once, so those who wait keep their order. */
function startCalendar(gapMs: number, now: () => number): StartCalendar {
  let [lastLook, nextStart, closedUntil] = [now(), 0, 0];
  /** What lies ahead by a clock that was set back lies as far ahead as it did before. */
  const look = (): number => {
    const at = now();
    const setBack = Math.max(0, lastLook - at);
    nextStart -= setBack;
    closedUntil -= setBack;
    lastLook = at;
    return at;
  };
  return {
    take: () => {
      const at = look();
      const start = Math.max(at, nextStart, closedUntil);
      nextStart = start + gapMs;
      return start - at;
    },
    holdFor: (ms) => {
      const at = look();
      nextStart = Math.max(nextStart, at + ms);
    },
    closeFor: (ms) => {
      const at = look();
      closedUntil = Math.max(closedUntil, at + ms);
    },
    closedFor: () => {
      const at = look();
      return closedUntil - at;
    },
  };
}

interface WaitingQueue {
  readonly enter: (signal: AbortSignal | undefined) => Promise<void>;
  readonly leave: () => void;
}

function waitingQueue(places: number): WaitingQueue {
  const waiting: (() => void)[] = [];
  let free = places;
  return {
    enter: async (signal) => {
      if (free > 0) {
        free--;
        return;
      }
      await new Promise<void>((resolve, reject) => {
        const giveUp = (): void => {
          waiting.splice(waiting.indexOf(turn), 1);
          reject(signal?.reason);
        };
        const turn = (): void => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        waiting.push(turn);
      });
    },
    leave: () => {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    },
  };
}
