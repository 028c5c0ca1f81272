/**
 * Slack's signature of a request: `v0=` and the HMAC of version, time and raw body.
 */
import { createHmac } from 'node:crypto';

export interface Signing {
  readonly secret: string;
  /** Seconds of the Unix epoch. */
  readonly timestamp: number;
}

export function signatureHeaders(body: string, { secret, timestamp }: Signing): Readonly<Record<string, string>> {
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': `v0=${hash}` };
}
