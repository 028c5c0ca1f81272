/**
 * Addresses at which an app may answer what a person did: five times, within 30 minutes.
 */
import { Refusal } from '../refusal.ts';

const MAX_USES = 5;
const RESPONSE_URL_MS = 30 * 60_000;

export interface ResponseTarget {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly personId: string;
  /** The message on which something was done; undefined for a command. */
  readonly original: { readonly ts: string } | undefined;
  readonly from: 'command' | 'element' | 'shortcut' | 'view';
  /** The act that gave it. */
  readonly cause: string;
}

export interface ResponseUrls {
  readonly issue: (target: ResponseTarget) => string;
  /** @throws Refusal where it is none, is too old, or was used five times. */
  readonly use: (id: string) => ResponseTarget;
}

export function makeResponseUrls(now: () => number, newSecret: (prefix: string) => string): ResponseUrls {
  const issued = new Map<string, { readonly target: ResponseTarget; readonly at: number; uses: number }>();
  return {
    issue: (target) => {
      const id = newSecret('R');
      issued.set(id, { target, at: now(), uses: 0 });
      return id;
    },
    use: (id) => {
      const held = issued.get(id);
      if (held === undefined) throw new Refusal('invalid_url', 'there is no such response URL');
      if (now() - held.at > RESPONSE_URL_MS)
        throw new Refusal('expired_url', 'a response URL lives 30 minutes, and this one is older');
      if (held.uses >= MAX_USES) throw new Refusal('used_url', `a response URL works ${MAX_USES} times, and this is one more`);
      held.uses += 1;
      return held.target;
    },
  };
}
