/**
 * Brings parcels to the app's request URL, signed, as Slack does where there is no Socket Mode.
 */
import { type Json, parseJson } from '../json.ts';
import type { Carried, Carrier, Errand, Parcel } from './delivery.ts';
import { signatureHeaders } from './signature.ts';

export interface SentRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpCarrierParts {
  readonly url: () => string;
  readonly signingSecret: string;
  /** Milliseconds; the time that stands in the signature. */
  readonly signingTime: () => number;
  /** Keeps what was sent, so that a test can replay it. */
  readonly sent: (request: SentRequest) => void;
  /** Ends all requests on their way. */
  readonly signal: AbortSignal;
}

export function encode(errand: Errand): { readonly type: string; readonly body: string } {
  const form = 'application/x-www-form-urlencoded';
  switch (errand.kind) {
    case 'command':
      return { type: form, body: new URLSearchParams({ ...errand.body }).toString() };
    case 'interaction':
      return { type: form, body: new URLSearchParams({ payload: JSON.stringify(errand.body) }).toString() };
    case 'event':
      return { type: 'application/json', body: JSON.stringify(errand.body) };
  }
}

function retryHeaders({ attempt, reason }: Parcel): Readonly<Record<string, string>> {
  return attempt === 0 ? {} : { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': reason ?? 'unknown_error' };
}

/** An empty body says nothing; JSON says what it says; any other text is a message. */
function readAnswer(text: string): Json | undefined {
  if (text === '') return undefined;
  return parseJson(text) ?? text;
}

export function makeHttpCarrier({ url, signingSecret, signingTime, sent, signal }: HttpCarrierParts): Carrier {
  return async (parcel): Promise<Carried> => {
    const { type, body } = encode(parcel.delivery.errand);
    const headers = {
      'content-type': type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...retryHeaders(parcel),
      ...signatureHeaders(body, { secret: signingSecret, timestamp: Math.floor(signingTime() / 1000) }),
    };
    sent({ headers, body });
    try {
      const answer = await fetch(url(), { method: 'POST', headers, body, redirect: 'manual', signal });
      const text = await answer.text();
      if (answer.ok) return { kind: 'acknowledged', body: readAnswer(text) };
      const sentence = `${parcel.delivery.what} was answered with HTTP ${answer.status}`;
      return { kind: 'failed', reason: 'http_error', sentence, final: answer.headers.get('x-slack-no-retry') === '1' };
    } catch (error) {
      return { kind: 'failed', reason: 'connection_failed', sentence: String(error), final: false };
    }
  };
}
