/**
 * The way to Discord's API for posts: no retries of its own, and a wait that is asked for comes back as a failure, so that the
 * outbox decides.
 *
 * It lets Discord alone before Discord stops listening: 10,000 answers of 401, 403 and 429 within ten minutes ban the address,
 * and after one 401 no further request is made at all. Source: Discord's documentation, "Rate Limits".
 */
import { REST, RESTEvents, type RequestData, type RouteLike } from 'discord.js';
import { type Clock, type Instant, type Milliseconds, plus } from '../../core/time.ts';
import { type Failure, readFailure } from './failure.ts';

export interface PostingOptions {
  readonly token: string;
  /** Absent: Discord's own. */
  readonly apiUrl: string | undefined;
  readonly clock: Clock;
  /** Called once, when Discord no longer knows the token. */
  readonly onUnauthorized: () => void;
}

export interface PostingApi {
  /** @throws what the client throws; `readFailure` reads it. */
  readonly get: (route: RouteLike, options: RequestData) => Promise<unknown>;
  readonly post: (route: RouteLike, options: RequestData) => Promise<unknown>;
  /** For how long nothing is to be asked of Discord. @returns undefined where there is no such wait. */
  readonly rest: () => Milliseconds | undefined;
  /** Reads what went wrong; that the token is refused is told to whoever runs the bot. */
  readonly failureOf: (error: unknown) => Failure;
}

const TIMEOUT_MS = 15_000;
/** Of the 50 that a bot has; the others are for answers. */
const REQUESTS_A_SECOND = 40;
const WARN_EVERY = 100;
/** Half of what Discord bears within ten minutes. */
const MOST_REFUSALS = 5_000;
const UNAUTHORIZED_REST = 3_600_000 as Milliseconds;

export function makePostingApi({ token, apiUrl, clock, onUnauthorized }: PostingOptions): PostingApi {
  const rest = new REST({
    version: '10',
    ...(apiUrl !== undefined && { api: apiUrl }),
    retries: 0,
    timeout: TIMEOUT_MS,
    rejectOnRateLimit: () => true,
    globalRequestsPerSecond: REQUESTS_A_SECOND,
    invalidRequestWarningInterval: WARN_EVERY,
  }).setToken(token);
  let restUntil: Instant | undefined;
  let isUnauthorized = false;
  rest.on(RESTEvents.InvalidRequestWarning, ({ count, remainingTime }) => {
    if (count >= MOST_REFUSALS) restUntil = plus(clock.now(), remainingTime);
  });
  return {
    get: (route, options) => rest.get(route, options),
    post: (route, options) => rest.post(route, options),
    rest: () => {
      if (isUnauthorized) return UNAUTHORIZED_REST;
      const wait = restUntil === undefined ? 0 : Date.parse(restUntil) - Date.parse(clock.now());
      return wait > 0 ? (wait as Milliseconds) : undefined;
    },
    failureOf: (error) => {
      const failure = readFailure(error);
      if (failure.kind === 'refused' && failure.status === 401 && !isUnauthorized) {
        isUnauthorized = true;
        onUnauthorized();
      }
      return failure;
    },
  };
}
