/**
 * What went wrong with a request to Slack, read once out of what the client throws.
 *
 * What counts is whether the request can have been carried out: a refusal and a limit say that it was not, a connection that was
 * never made says so too, and everything else leaves it open. Slack says no with status 200, and some of what it says there means
 * that it does not know itself.
 */
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { Milliseconds } from '../../core/time.ts';

export type Failure =
  /** Slack said no, in its own words; `needed` is the scope that it wanted. */
  | { readonly kind: 'refused'; readonly error: string; readonly needed?: string }
  /** Of one method for one workspace, or of one channel. */
  | { readonly kind: 'limited'; readonly retryAfter: Milliseconds }
  /** No connection came about. */
  | { readonly kind: 'not-reached' }
  /** Something on the way answered and was not Slack's API: a proxy, a page of an outage. */
  | { readonly kind: 'turned-away'; readonly status: number }
  /** 5xx, a time-out, a connection that ended: it may have been done. */
  | { readonly kind: 'in-doubt' };

/** Before a request can be on its way. Those of undici and of Node. */
const NOT_REACHED = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
  ...['ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
]);
/** Slack's pages of its methods say of these that the request may have partly succeeded, or failed on the server. */
const DOUBTFUL = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']);
const LIMITED = new Set(['ratelimited', 'rate_limited', 'rate_limit']);
const DEFAULT_WAIT = 30_000 as Milliseconds;

export function readFailure(error: unknown): Failure {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'limited', retryAfter: (error.retryAfter * 1000) as Milliseconds };
  if (error instanceof WebAPIPlatformError) return refusal(error.data);
  if (error instanceof WebAPIHTTPError) {
    const { statusCode: status } = error;
    return status >= 500 || status === 408 ? { kind: 'in-doubt' } : { kind: 'turned-away', status };
  }
  return causesOf(error).some((code) => NOT_REACHED.has(code)) ? { kind: 'not-reached' } : { kind: 'in-doubt' };
}

function refusal({ error, needed }: { readonly error: string; readonly needed?: string }): Failure {
  if (DOUBTFUL.has(error)) return { kind: 'in-doubt' };
  if (LIMITED.has(error)) return { kind: 'limited', retryAfter: DEFAULT_WAIT };
  return { kind: 'refused', error, ...(typeof needed === 'string' && { needed }) };
}

/** An error of several addresses tried has theirs within it. */
function causesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const within = error instanceof AggregateError ? error.errors : [error.cause];
  return [...own, ...within.flatMap(causesOf)];
}
