/**
 * Lets the ordered fault befall a request: before it is done, after it, or instead.
 */
import type { ArmedFault } from './faults.ts';
import { type Exchange, type Reply, send } from './wire.ts';

export async function exchangeUnder(
  armed: ArmedFault | undefined,
  { request, response }: Exchange,
  answer: () => Promise<Reply>,
): Promise<void> {
  if (armed === undefined) return send(response, await answer());
  const { fault, released } = armed;
  const done = 'request' in fault && fault.request === 'done' ? await answer() : undefined;
  switch (fault.kind) {
    case 'drop':
      if (fault.end === 'reset') request.socket.resetAndDestroy();
      else request.socket.destroy();
      return;
    case 'error':
      return send(response, { status: fault.status, body: 'Server Error' });
    case 'rate-limit':
      return send(response, {
        status: 429,
        headers: { 'retry-after': String(fault.retryAfterSeconds) },
        body: { ok: false, error: 'ratelimited' },
      });
    case 'refuse':
      return send(response, { status: 200, body: { ok: false, error: fault.error } });
    case 'hold':
      await released;
      return send(response, done ?? (await answer()));
  }
}
