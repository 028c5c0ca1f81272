/**
 * One request and what became of it, as a value: nothing is tried again here, and nothing followed.
 *
 * Its whole time is bounded, and so is the size of a body. A web page where papers are due is a failure whatever its status,
 * as services show one when they are down. Which statuses may be better next time is decided here.
 */
import type { SourceTroubleKind } from '../core/source.ts';
import { BodyTooLarge, readBody } from './response-body.ts';

export type ReplyFormat = 'json' | 'xml';

export interface ExchangeRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly format: ReplyFormat;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export type Exchange =
  | { readonly kind: 'reply'; readonly headers: Headers; readonly body: string }
  | { readonly kind: 'unchanged'; readonly headers: Headers }
  | { readonly kind: 'moved'; readonly headers: Headers; readonly location: string }
  | { readonly kind: 'refused'; readonly headers: Headers; readonly status: number; readonly body: string }
  | FailedExchange;

export interface FailedExchange {
  readonly kind: 'failed';
  readonly trouble: SourceTroubleKind;
  /** As `SourceFailure.what`. */
  readonly what: string;
  readonly again: 'may-help' | 'is-pointless';
  /** Absent where no answer came at all. */
  readonly headers?: Headers;
  readonly cause?: unknown;
}

/** A refusal says in its first words why. */
const REFUSAL_CHARACTERS = 2000;
const ACCEPT: Readonly<Record<ReplyFormat, string>> = { json: 'application/json', xml: 'application/atom+xml, application/xml' };

/** @throws the reason of the caller's signal, where that aborts; every failure of the service is a value. */
export async function exchange(request: ExchangeRequest, signal: AbortSignal | undefined): Promise<Exchange> {
  const ending = new AbortController();
  const stop = (): void => ending.abort(signal?.reason);
  const timer = setTimeout(() => ending.abort(new Error('time is up')), request.timeoutMs);
  signal?.throwIfAborted();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await answerOf(request, ending.signal);
  } catch (error) {
    signal?.throwIfAborted();
    return failureOf(error, request, ending.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    ending.abort(); // frees the connection where its body is not wanted
  }
}

async function answerOf({ url, headers, format, maxBytes }: ExchangeRequest, signal: AbortSignal): Promise<Exchange> {
  const response = await fetch(url, {
    headers: { accept: ACCEPT[format], ...headers },
    redirect: 'manual',
    signal,
  });
  const { status, headers: told } = response;
  if (status === 304) return { kind: 'unchanged', headers: told };
  if (status >= 300 && status < 400) return { kind: 'moved', headers: told, location: told.get('location') ?? '' };
  if (status >= 500 || AGAIN_LATER.includes(status)) return askedToWait(status, told);
  const body = await readBody(response, maxBytes);
  const isPage = isWebPage(told, body);
  if (status >= 400) return { kind: 'refused', headers: told, status, body: isPage ? '' : body.slice(0, REFUSAL_CHARACTERS) };
  if (isPage) return { ...unreadable(`sent a web page where ${format.toUpperCase()} was due`), headers: told };
  if (body.trim() === '') return { ...unreadable('sent an empty answer'), headers: told };
  return { kind: 'reply', headers: told, body };
}

/** Request time-out, too early, too many requests. */
const AGAIN_LATER = [408, 425, 429];

function askedToWait(status: number, headers: Headers): FailedExchange {
  const isOverloaded = status === 429 || (status === 503 && headers.has('retry-after'));
  return {
    kind: 'failed',
    trouble: isOverloaded ? 'overloaded' : 'failing',
    what: isOverloaded ? `asks to be left alone for a while (status ${status})` : `is in trouble (status ${status})`,
    again: 'may-help',
    headers,
  };
}

function isWebPage(headers: Headers, body: string): boolean {
  return /\bhtml\b/i.test(headers.get('content-type') ?? '') || /^\s*<(?:!doctype\s+html|html)\b/i.test(body.slice(0, 500));
}

/** An answer that came through and is none. */
export function unreadable(what: string): FailedExchange {
  return { kind: 'failed', trouble: 'unreadable', what, again: 'may-help' };
}

function failureOf(error: unknown, { timeoutMs, maxBytes }: ExchangeRequest, ended: AbortSignal): FailedExchange {
  if (error instanceof BodyTooLarge) {
    return { ...unreadable(`sent more than ${maxBytes / 1_000_000} MB`), again: 'is-pointless' };
  }
  const what = ended.aborted ? `did not answer within ${timeoutMs / 1000} s` : `cannot be reached (${codeOf(error)})`;
  return { kind: 'failed', trouble: 'unreachable', what, again: 'may-help', cause: error };
}

/** The platform's fetch hides what happened in the cause of its error. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return error instanceof Error && error.message === 'terminated' ? 'the answer broke off' : 'no connection';
}
