/**
 * Codes that a person's consent gives an app: good once, for 10 minutes, with the redirect URL they were asked for with.
 */
import { Refusal } from '../refusal.ts';
import type { InstalledIn } from './grants.ts';

const CODE_MS = 10 * 60_000;

export interface Consent {
  readonly where: InstalledIn;
  readonly installerId: string;
  readonly scopes: readonly string[];
  /** As the app named it when it sent the person here; undefined where it left it to its settings. */
  readonly redirectUri: string | undefined;
}

export interface AuthorisationCodes {
  readonly issue: (consent: Consent) => string;
  /** @throws Refusal where it is none, is too old, was used, or comes with another redirect URL. */
  readonly exchange: (code: string, redirectUri: string | undefined) => Consent;
}

export function makeAuthorisationCodes(now: () => number, newSecret: (prefix: string) => string): AuthorisationCodes {
  const issued = new Map<string, { readonly consent: Consent; readonly at: number; used: boolean }>();
  return {
    issue: (consent) => {
      const code = newSecret('1111111111.3333333333.code');
      issued.set(code, { consent, at: now(), used: false });
      return code;
    },
    exchange: (code, redirectUri) => {
      const held = issued.get(code);
      if (held === undefined) throw new Refusal('invalid_code', 'that is no code that was given out');
      if (held.used) throw new Refusal('invalid_code', 'a code works once, and this one has');
      if (now() - held.at > CODE_MS) throw new Refusal('invalid_code', 'a code lives 10 minutes, and this one is older');
      if (redirectUri !== held.consent.redirectUri) {
        throw new Refusal('bad_redirect_uri', `the code was asked for with ${held.consent.redirectUri}, not with ${redirectUri}`);
      }
      held.used = true;
      return held.consent;
    },
  };
}
