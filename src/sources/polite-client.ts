/**
 * How every service is asked for papers: through its gate, with a few retries that back off, and not at all while it keeps
 * failing.
 *
 * A caller says how long it can wait. A person in front of a command waits seconds, a job minutes; where the service asks for
 * more, the error says for how long.
 */
import { SourceError } from '../core/errors.ts';
import type { Milliseconds } from '../core/time.ts';
import { type Circuit, makeCircuit } from './circuit.ts';
import type { FailedExchange } from './http-exchange.ts';
import type { HttpSurroundings } from './http-surroundings.ts';
import { type Asking, attempt } from './one-attempt.ts';
import { retryAfterOf } from './rate-headers.ts';
import { rememberedReplies } from './remembered-replies.ts';
import { requestGate } from './request-gate.ts';
import type { Service, SourceReply, SourceRequest } from './source-request.ts';

export interface PoliteClient {
  /** @throws SourceError; the reason of the signal, where that aborts. */
  readonly get: <T>(request: SourceRequest<T>) => Promise<SourceReply<T>>;
}

export function politeClient(service: Service, surroundings: HttpSurroundings): PoliteClient {
  const { name, rules } = service;
  const { clock, random, sleep } = surroundings;
  const gate = requestGate(rules, surroundings);
  const circuit = makeCircuit(rules.circuit, clock, (change) => service.tell?.({ ...change, source: name }));
  const asking: Asking = { service, gate, remembered: rememberedReplies() };
  return {
    get: async (request) => {
      for (let attempts = 1; ; attempts++) {
        const answer = await throughCircuit(circuit, asking, request);
        if (answer.kind !== 'failed') return answer;
        const asked = answer.headers && retryAfterOf(answer.headers, Date.parse(clock.now()));
        if (asked !== undefined) gate.closeFor(asked);
        const backoff = rules.backoffMs * 2 ** (attempts - 1);
        const wait = Math.max(asked ?? 0, jittered(backoff, random()));
        const isLast = attempts >= rules.attempts || answer.again === 'is-pointless' || circuit.isOpen();
        if (isLast || wait > request.patienceMs) throw errorOf(service, answer, asked);
        await sleep(wait, request.signal);
      }
    },
  };
}

async function throughCircuit<T>(
  circuit: Circuit,
  asking: Asking,
  request: SourceRequest<T>,
): Promise<SourceReply<T> | FailedExchange> {
  const state = circuit.ask();
  if (state.kind === 'resting') {
    const what = 'has failed several times in a row, so it is left alone for a while';
    throw new SourceError(asking.service.name, { kind: 'resting', what, retryAfter: state.forMs });
  }
  let tell = circuit.unknown;
  try {
    const answer = await attempt(asking, request);
    if (answer.kind !== 'failed') tell = circuit.succeeded;
    else if (answer.trouble !== 'overloaded') tell = circuit.failed;
    return answer;
  } finally {
    tell();
  }
}

/** Between half of the backoff and all of it, so that many clients do not come back at once. */
function jittered(backoffMs: number, random: number): number {
  return backoffMs * (0.5 + random / 2);
}

function errorOf({ name }: Service, { trouble, what, cause }: FailedExchange, asked: Milliseconds | undefined): SourceError {
  return new SourceError(name, { kind: trouble, what, retryAfter: asked, cause });
}
