/**
 * One attempt at a request: through the gate, along redirects that stay with the service, for changes only where it told the
 * version of what it sent before, and read to the end. Whether to try again is decided by whoever asks.
 */
import { SourceError } from '../core/errors.ts';
import { toInstant } from '../core/time.ts';
import { type Exchange, exchange, type FailedExchange, unreadable } from './http-exchange.ts';
import { rateLimitOf } from './rate-headers.ts';
import { conditionsOf, type RememberedReplies, validatorsOf } from './remembered-replies.ts';
import type { RequestGate } from './request-gate.ts';
import { type Refusal, type Service, type SourceReply, type SourceRequest, UnreadableReply } from './source-request.ts';

export interface Asking {
  readonly service: Service;
  readonly gate: RequestGate;
  readonly remembered: RememberedReplies;
}

const MOST_HOPS = 3;

/** @throws SourceError where the gate is closed for longer than the caller can wait; the reason of the caller's signal. */
export async function attempt<T>(asking: Asking, request: SourceRequest<T>): Promise<SourceReply<T> | FailedExchange> {
  const { url, answer } = await follow(asking, request);
  switch (answer.kind) {
    case 'failed':
      return answer;
    case 'refused':
      return refusalOf(answer);
    case 'reply':
    case 'unchanged':
      return readReply(answer, { url: url.href, request, remembered: asking.remembered });
  }
}

type FinalAnswer = Exclude<Exchange, { readonly kind: 'moved' }>;

async function follow(
  asking: Asking,
  request: SourceRequest<unknown>,
): Promise<{ readonly url: URL; readonly answer: FinalAnswer }> {
  let url = addressOf(asking.service, request);
  for (let hops = 0; ; hops++) {
    const answer = await send(asking, url, request);
    if (answer.kind !== 'moved') return { url, answer };
    const target = URL.canParse(answer.location, url.href) ? new URL(answer.location, url) : undefined;
    if (target === undefined || hops === MOST_HOPS || !isSameService(url, target)) return { url, answer: SENT_AWAY };
    url = target;
  }
}

async function send({ service, gate, remembered }: Asking, url: URL, request: SourceRequest<unknown>): Promise<Exchange> {
  const { format, patienceMs, signal } = request;
  const passage = await gate.pass(patienceMs, signal);
  if (passage.kind === 'closed') {
    const what = 'asked to be left alone for a while';
    throw new SourceError(service.name, { kind: 'overloaded', what, retryAfter: passage.forMs });
  }
  try {
    const known = remembered.get(url.href);
    const headers = { ...identityOf(service), ...(known === undefined ? {} : conditionsOf(known)) };
    const { timeoutMs, maxBytes } = service.rules;
    const answer = await exchange({ url, headers, format, timeoutMs, maxBytes }, signal);
    const limit = answer.headers && rateLimitOf(answer.headers);
    if (limit !== undefined) gate.heed(limit);
    return answer;
  } finally {
    passage.leave();
  }
}

interface Reading<T> {
  readonly url: string;
  readonly request: SourceRequest<T>;
  readonly remembered: RememberedReplies;
}

function readReply<T>(
  answer: Extract<Exchange, { readonly kind: 'reply' | 'unchanged' }>,
  { url, request, remembered }: Reading<T>,
): SourceReply<T> | FailedExchange {
  const body = answer.kind === 'reply' ? answer.body : remembered.get(url)?.body;
  if (body === undefined) return unreadable('sent nothing, as though that were known already');
  try {
    const value = request.read(body);
    if (answer.kind === 'reply') remembered.keep(url, { body, ...validatorsOf(answer.headers) });
    return { kind: 'reply', value };
  } catch (error) {
    if (error instanceof UnreadableReply) return { ...unreadable(error.message), again: error.again };
    throw error;
  }
}

const SENT_AWAY: FailedExchange = {
  ...unreadable('wants to send the request to another address, which is not followed'),
  again: 'is-pointless',
};

function refusalOf({ status, body, headers }: Extract<Exchange, { readonly kind: 'refused' }>): Refusal {
  const epochMs = Date.parse(headers.get('date') ?? '');
  return { kind: 'refused', status, body, ...(Number.isNaN(epochMs) ? {} : { at: toInstant(epochMs) }) };
}

function addressOf({ address }: Service, { path, parameters }: SourceRequest<unknown>): URL {
  const url = new URL(`${address.replace(/\/+$/, '')}/${path}`);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}

function identityOf({ userAgent, token }: Service): Readonly<Record<string, string>> {
  return { 'user-agent': userAgent, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
}

/** The token goes along, so the host must be the same, and no encryption may be given up. */
function isSameService(from: URL, to: URL): boolean {
  const isUpgrade = from.protocol === 'http:' && to.protocol === 'https:' && from.hostname === to.hostname;
  return from.origin === to.origin || (isUpgrade && from.port === '' && to.port === '');
}
