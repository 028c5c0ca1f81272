/**
 * How often a method may be called: by method and workspace in any 60 seconds, and for posts once a second a channel.
 *
 * Slack says "1+", "20+" and so on and lets short bursts pass; here the number is the end of it, so that an app which counts on
 * more is told so. Source: the rate limit page and the tiers on the method pages.
 */
export type Tier = 'tier-1' | 'tier-2' | 'tier-3' | 'tier-4' | 'one-a-second-a-channel' | 'generous';

const A_MINUTE: Readonly<Record<Tier, number>> = {
  'tier-1': 1,
  'tier-2': 20,
  'tier-3': 50,
  'tier-4': 100,
  'one-a-second-a-channel': 600,
  generous: 600,
};

const WINDOW_MS = 60_000;
const POST_WINDOW_MS = 1000;

export interface Call {
  readonly method: string;
  /** A workspace, or an app where no workspace is asked. */
  readonly owner: string;
  readonly tier: Tier;
  readonly channelId: string | undefined;
}

export interface RateLimits {
  /** Counts the call where it may be made. @returns seconds to wait where it may not. */
  readonly take: (call: Call) => number | undefined;
}

export function makeRateLimits(now: () => number): RateLimits {
  const calls = new Map<string, number[]>();
  const waitFor = (key: string, most: number, windowMs: number): number | undefined => {
    const recent = (calls.get(key) ?? []).filter((at) => at > now() - windowMs);
    calls.set(key, recent);
    const oldest = recent[recent.length - most];
    return oldest === undefined ? undefined : Math.max(1, Math.ceil((oldest + windowMs - now()) / 1000));
  };
  return {
    take: ({ method, owner, tier, channelId }) => {
      const everywhere = `${method} ${owner}`;
      const here = tier === 'one-a-second-a-channel' && channelId !== undefined ? `${everywhere} ${channelId}` : undefined;
      const wait =
        (here === undefined ? undefined : waitFor(here, 1, POST_WINDOW_MS)) ?? waitFor(everywhere, A_MINUTE[tier], WINDOW_MS);
      if (wait !== undefined) return wait;
      for (const key of [everywhere, here]) if (key !== undefined) calls.get(key)?.push(now());
      return undefined;
    },
  };
}
