/**
 * Faults that a test orders for a coming request: the network and the platform at their worst, one request at a time.
 */
import { defer } from '../discord-server/deferred.ts';

export type Fault =
  /** The connection ends; what was asked has been done, and nobody heard so (`done`), or not. */
  | { readonly kind: 'drop'; readonly end: 'reset' | 'closed'; readonly request: 'done' | 'not-done' }
  | { readonly kind: 'error'; readonly status: 500 | 502 | 503 | 504; readonly request: 'done' | 'not-done' }
  | { readonly kind: 'rate-limit'; readonly retryAfterSeconds: number }
  /** `ok: false` with that code, such as `fatal_error`, which may come though the request was done. */
  | { readonly kind: 'refuse'; readonly error: string; readonly request: 'done' | 'not-done' }
  /** The answer is held back until the test lets it go. */
  | { readonly kind: 'hold'; readonly request: 'done' | 'not-done' };

/** `method` is such as `chat.postMessage`, or `response_url`, or `upload`. */
export interface OrderedFault {
  readonly method: string;
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
  readonly strike: (method: string) => ArmedFault | undefined;
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
      const handle = { struck: struck.promise, release: () => released.resolve() };
      armed.push({ order, left: order.times, strike: () => struck.resolve(), handle, released: released.promise });
      return handle;
    },
    strike: (method) => {
      const fault = armed.find(({ order, left }) => order.method === method && left > 0);
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
