/**
 * Faults that a test orders for a coming request: the network and the platform at their worst, one request at a time.
 */
import { defer } from './deferred.ts';
import type { Refusal } from './refusal.ts';

/** discord.js retries of itself where a connection was reset, and does not where it was closed. */
export type ConnectionEnd = 'reset' | 'closed';

export type Fault =
  /** The connection ends; what was asked has been done, and nobody heard so (`done`), or not. */
  | { readonly kind: 'drop'; readonly end: ConnectionEnd; readonly request: 'done' | 'not-done' }
  | { readonly kind: 'error'; readonly status: 500 | 502 | 503 | 504; readonly request: 'done' | 'not-done' }
  | { readonly kind: 'rate-limit'; readonly retryAfterSeconds: number; readonly scope: 'user' | 'global' | 'shared' }
  | { readonly kind: 'refuse'; readonly refusal: Refusal }
  /** The answer is held back until the test lets it go. */
  | { readonly kind: 'hold'; readonly request: 'done' | 'not-done' };

/** The route by its template, as `POST /channels/:channel/messages`. */
export interface OrderedFault {
  readonly route: string;
  readonly fault: Fault;
  readonly times: number;
}

export interface FaultHandle {
  /** Resolves when the first request has run into it. */
  readonly struck: Promise<void>;
  /** Lets held answers go. */
  readonly release: () => void;
}

export interface ArmedFault {
  readonly fault: Fault;
  readonly released: Promise<void>;
}

export interface Faults {
  readonly order: (order: OrderedFault) => FaultHandle;
  /** The fault for this request, which is spent by asking. */
  readonly strike: (route: string) => ArmedFault | undefined;
  readonly releaseAll: () => void;
}

export function makeFaults(): Faults {
  const armed: {
    readonly order: OrderedFault;
    left: number;
    readonly strike: () => void;
    readonly handle: FaultHandle;
    readonly released: Promise<void>;
  }[] = [];
  return {
    order: (order) => {
      const struck = defer<void>();
      const released = defer<void>();
      const handle = { struck: struck.promise, release: released.resolve };
      armed.push({ order, left: order.times, strike: struck.resolve, handle, released: released.promise });
      return handle;
    },
    strike: (route) => {
      const fault = armed.find(({ order, left }) => order.route === route && left > 0);
      if (fault === undefined) return undefined;
      fault.left -= 1;
      fault.strike();
      return { fault: fault.order.fault, released: fault.released };
    },
    releaseAll: () => {
      for (const { handle } of armed) handle.release();
    },
  };
}
