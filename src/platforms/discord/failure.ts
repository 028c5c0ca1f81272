/**
 * What went wrong with a request to Discord, read once out of what the client throws.
 *
 * What counts is whether the request can have been carried out: a refusal and a limit say that it was not, a connection that was
 * never made says so too, and everything else leaves it open.
 */
import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Milliseconds } from '../../core/time.ts';

export type Failure =
  /** Discord said no. `code` is 0 where it gave none: then it was no part of its API that answered. */
  | { readonly kind: 'refused'; readonly status: number; readonly code: number }
  /** `everywhere` where the limit is that of the whole bot. */
  | { readonly kind: 'limited'; readonly retryAfter: Milliseconds; readonly everywhere: boolean }
  /** No connection came about. */
  | { readonly kind: 'not-reached' }
  /** 5xx, a time-out, a connection that ended: it may have been done. */
  | { readonly kind: 'in-doubt' };

/** Before a request can be on its way. Those of undici and of Node. */
const NOT_REACHED = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
  ...['ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
]);

export function readFailure(error: unknown): Failure {
  if (error instanceof RateLimitError) {
    const retryAfter = Math.max(0, error.retryAfter, error.sublimitTimeout) as Milliseconds;
    return { kind: 'limited', retryAfter, everywhere: error.global };
  }
  if (error instanceof DiscordAPIError) return { kind: 'refused', status: error.status, code: codeOf(error) };
  if (error instanceof HTTPError) return { kind: 'in-doubt' };
  return causesOf(error).some((code) => NOT_REACHED.has(code)) ? { kind: 'not-reached' } : { kind: 'in-doubt' };
}

/** Without JSON in its answer, as of a proxy or a ban, the client makes up a code that is none. */
function codeOf({ code }: DiscordAPIError): number {
  return typeof code === 'number' ? code : 0;
}

/** An error of several addresses tried has theirs within it. */
function causesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const within = error instanceof AggregateError ? error.errors : [error.cause];
  return [...own, ...within.flatMap(causesOf)];
}
