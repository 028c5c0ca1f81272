/**
 * Requests at the app's address that Slack would not send, sends once more, or sends to look whether anyone is there.
 */
import type { AppRegistration } from '../app-registration.ts';
import type { Errand } from './delivery.ts';
import { encode, type HttpCarrierParts, type SentRequest } from './http-carrier.ts';
import { signatureHeaders } from './signature.ts';

export type Forgery =
  /** Signed as it should be. */
  | { readonly kind: 'genuine' }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'wrong-secret' }
  /** Signed now, and changed on the way. */
  | { readonly kind: 'altered' }
  /** Signed that many seconds ago (or, negative, ahead). */
  | { readonly kind: 'aged'; readonly seconds: number };

export interface Answered {
  readonly status: number;
  readonly body: string;
}

export interface Forge {
  readonly send: (errand: Errand, forgery: Forgery) => Promise<Answered>;
  /** The last request that was brought, once more, byte by byte. */
  readonly replay: () => Promise<Answered>;
  readonly verifyUrl: (challenge: string) => Promise<Answered>;
  readonly checkSsl: () => Promise<Answered>;
}

export interface ForgeParts extends Omit<HttpCarrierParts, 'sent'> {
  readonly sent: readonly SentRequest[];
}

export function makeForge({ appId }: AppRegistration, parts: ForgeParts): Forge {
  const post = async ({ headers, body }: SentRequest): Promise<Answered> => {
    const answer = await fetch(parts.url(), { method: 'POST', headers, body, redirect: 'manual', signal: parts.signal });
    return { status: answer.status, body: await answer.text() };
  };
  const send = (errand: Errand, forgery: Forgery): Promise<Answered> => post(forged(errand, forgery, parts));
  return {
    send,
    replay: async () => {
      const last = parts.sent.at(-1);
      if (last === undefined) throw new Error('Nothing was sent yet that could be replayed.');
      return post(last);
    },
    verifyUrl: (challenge) =>
      send({ kind: 'event', body: { type: 'url_verification', token: '', challenge } }, { kind: 'genuine' }),
    checkSsl: () => send({ kind: 'command', body: { ssl_check: '1', token: '', api_app_id: appId } }, { kind: 'unsigned' }),
  };
}

function forged(errand: Errand, forgery: Forgery, { signingSecret, signingTime }: ForgeParts): SentRequest {
  const { type, body } = encode(errand);
  const seconds = Math.floor(signingTime() / 1000) - (forgery.kind === 'aged' ? forgery.seconds : 0);
  const secret = forgery.kind === 'wrong-secret' ? `not ${signingSecret}` : signingSecret;
  const signature = forgery.kind === 'unsigned' ? {} : signatureHeaders(body, { secret, timestamp: seconds });
  const sentBody =
    forgery.kind === 'altered' ? body.replace(/(U\d{10})/, 'U9999999999') + (body.includes('{') ? ' ' : '&more=1') : body;
  return { headers: { 'content-type': type, ...signature }, body: sentBody };
}
