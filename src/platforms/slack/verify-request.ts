/**
 * Whether a request over HTTP is Slack's own, new, and of now: signed with the secret that only Slack and this bot know, not older and
 * not more than a moment ahead of our clock, and not one that was taken before.
 *
 * Pure but for the memory of signatures, which holds for as long as one may be used again. Source: Slack's documentation, "Verifying
 * requests from Slack".
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../core/time.ts';

export interface SignedRequest {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
  readonly body: Buffer;
}

export type Verdict =
  | { readonly kind: 'slack' }
  | { readonly kind: 'refused'; readonly why: 'unsigned' | 'stale' | 'from-the-future' | 'altered' | 'replayed' };

const OLDEST_S = 5 * 60;
/** Clocks differ by less. */
const NEWEST_S = 60;
const VERSION = 'v0';

/** @param signingSecret from the app's page, "Basic Information". */
export function verifyRequest({ timestamp, signature, body }: SignedRequest, signingSecret: string, now: Instant): Verdict {
  if (timestamp === undefined || signature === undefined || !/^\d{1,12}$/.test(timestamp)) return refused('unsigned');
  const age = Date.parse(now) / 1000 - Number(timestamp);
  if (age > OLDEST_S) return refused('stale');
  if (age < -NEWEST_S) return refused('from-the-future');
  const ours = createHmac('sha256', signingSecret).update(`${VERSION}:${timestamp}:`).update(body).digest('hex');
  const expected = Buffer.from(`${VERSION}=${ours}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? { kind: 'slack' } : refused('altered');
}

function refused(why: Extract<Verdict, { readonly kind: 'refused' }>['why']): Verdict {
  return { kind: 'refused', why };
}

export interface Signatures {
  /** @returns false where it was taken before. */
  readonly take: (signature: string, now: Instant) => boolean;
  /** What it signed came to nothing, so Slack may send it again. */
  readonly giveBack: (signature: string) => void;
}

/** Longer than a timestamp may be used, ahead and behind. */
const REMEMBERED_MS = (OLDEST_S + NEWEST_S) * 1000;

export function rememberedSignatures(): Signatures {
  const taken = new Map<string, number>();
  return {
    take: (signature, now) => {
      const at = Date.parse(now);
      for (const [known, since] of taken) {
        if (at - since <= REMEMBERED_MS) break; // in the order in which they came
        taken.delete(known);
      }
      if (taken.has(signature)) return false;
      taken.set(signature, at);
      return true;
    },
    giveBack: (signature) => void taken.delete(signature),
  };
}
