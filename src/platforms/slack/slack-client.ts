/**
 * The way to Slack's API with one token: no retries of its own, a time-out, and a wait that is asked for comes back as a failure, so
 * that the outbox decides. Left alone the client repeats a request ten times over half an hour, which posts twice.
 */
import { type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';
import type { Tell } from './news.ts';

const TIMEOUT_MS = 15_000;
/** Clients are kept for their queues; a rotated token is another client. */
const MOST_CLIENTS = 500;

export interface ClientOptions {
  /** Absent: Slack's own. */
  readonly apiUrl?: string | undefined;
  readonly tell: Tell;
}

/** Gives the same client for the same token. */
export type ClientFor = (token: string | undefined) => WebClient;

export function makeClients(options: ClientOptions): ClientFor {
  const clients = new Map<string, WebClient>();
  return (token) => {
    const known = clients.get(token ?? '');
    if (known !== undefined) return known;
    if (clients.size >= MOST_CLIENTS) clients.clear();
    const client = new WebClient(token, clientOptions(options));
    clients.set(token ?? '', client);
    return client;
  };
}

export function clientOptions({ apiUrl, tell }: ClientOptions): WebClientOptions {
  return {
    ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    timeout: TIMEOUT_MS,
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: slackLogger(tell),
  };
}

/** What Slack's packages log from `warn` on; below that they log bodies and headers. */
export function slackLogger(tell: Tell): Logger {
  const said = (words: unknown[]) => ({ said: words.map(String).join(' ').slice(0, 500) });
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...words) => tell({ level: 'debug', what: 'Slack’s client warns', facts: said(words) }),
    error: (...words) => tell({ level: 'warn', what: 'Slack’s client failed', facts: said(words) }),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}
