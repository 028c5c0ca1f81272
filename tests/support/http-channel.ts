/**
 * A platform behind HTTP, as processes of their own talk to it: it keeps what was posted, finds it by its mark, and is now and
 * then in trouble. It knows no other way to tell two posts of one mark apart, as Slack does not.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { MessageRef } from '../../src/core/delivery.ts';
import type { Messenger } from '../../src/core/messenger.ts';
import type { Milliseconds } from '../../src/core/time.ts';

export interface HttpChannel {
  readonly url: string;
  /** Every post, in the order in which they came, by its mark. */
  readonly marks: readonly string[];
  /** How often a look-up found a post that somebody was not sure of. */
  readonly found: () => number;
  /** How often each trouble was made. */
  readonly troubles: Readonly<Record<Trouble, number>>;
  readonly close: () => Promise<void>;
}

export const TROUBLES = ['drops-answer', 'answers-500', 'answers-429'] as const;
export type Trouble = (typeof TROUBLES)[number];

export interface HttpChannelDraft {
  /** A number from 0 up to 1. */
  readonly random: () => number;
  /** Of a hundred posts, how many meet each trouble. */
  readonly troublePercent: number;
  /** Which troubles it makes; each of them unless told. */
  readonly only?: Trouble;
  /** Answers 500 to everything for so long from its first request on. */
  readonly brokenMs?: number;
  /** For so long two posts of one mark are one, as on Discord; not at all unless told, as on Slack. */
  readonly nonceMs?: number;
  /** The wait that a 429 asks for. */
  readonly waitMs: number;
  /** Posts that are taken in a second; beyond them a 429 asks to wait for the next one. Any number unless told. */
  readonly perSecond?: number;
}

export async function anHttpChannel(draft: HttpChannelDraft): Promise<HttpChannel> {
  const { random, troublePercent, waitMs, only, brokenMs = 0, nonceMs = 0, perSecond = Number.POSITIVE_INFINITY } = draft;
  const postedAt = new Map<string, number>();
  let brokenUntil: number | undefined;
  const marks: string[] = [];
  const second = { began: 0, taken: 0 };
  const troubles = { 'drops-answer': 0, 'answers-500': 0, 'answers-429': 0 };
  let found = 0;

  /** @returns the wait until it takes posts again; 0 where it takes one now. */
  const waitForRoom = (now: number): number => {
    if (now - second.began >= 1000) Object.assign(second, { began: now, taken: 0 });
    second.taken += 1;
    return second.taken <= perSecond ? 0 : second.began + 1000 - now;
  };

  const takePost = async (mark: string, response: ServerResponse): Promise<void> => {
    const wait = waitForRoom(Date.now());
    if (wait > 0) {
      troubles['answers-429'] += 1;
      return answer(response, 429, { waitMs: wait, everywhere: true });
    }
    const drawn = TROUBLES[Math.floor((random() * 100) / troublePercent)];
    const trouble = drawn === undefined ? undefined : (only ?? drawn);
    if (trouble !== undefined) troubles[trouble] += 1;
    if (trouble === 'answers-500') return answer(response, 500, {});
    if (trouble === 'answers-429') return answer(response, 429, { waitMs });
    await pause(random() * 6);
    const known = Date.now() - (postedAt.get(mark) ?? Number.NEGATIVE_INFINITY) < nonceMs;
    if (!known) marks.push(mark);
    if (!known) postedAt.set(mark, Date.now());
    await pause(random() * 6);
    if (trouble === 'drops-answer') response.destroy();
    else answer(response, 200, { ref: String(marks.indexOf(mark) + 1) });
  };

  const server = createServer((request, response) => {
    const mark = decodeURIComponent((request.url ?? '/').slice(1));
    brokenUntil ??= Date.now() + brokenMs;
    if (Date.now() < brokenUntil) {
      troubles['answers-500'] += 1;
      void drained(request).then(() => answer(response, 500, {}));
      return;
    }
    if (request.method === 'POST') {
      void drained(request).then(() => takePost(mark, response));
      return;
    }
    const at = marks.indexOf(mark);
    if (at >= 0) found += 1;
    answer(response, at < 0 ? 404 : 200, { ref: String(at + 1) });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    marks,
    found: () => found,
    troubles,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function drained(request: IncomingMessage): Promise<void> {
  for await (const _ of request);
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export function httpMessenger(url: string): Messenger {
  return {
    send: async ({ id, message }, signal) => {
      const response = await fetch(`${url}/${id}`, { method: 'POST', body: message.summary, signal });
      if (response.status === 429) {
        const { waitMs, everywhere } = (await response.json()) as { waitMs: Milliseconds; everywhere?: true };
        return { kind: 'not-sent', retryAfter: waitMs, ...(everywhere && { everywhere }) };
      }
      if (!response.ok) return { kind: 'unknown' };
      return { kind: 'sent', ref: ((await response.json()) as { ref: MessageRef }).ref };
    },
    find: async ({ id }, signal) => {
      const response = await fetch(`${url}/${id}`, { signal });
      if (response.status === 404) return { kind: 'absent' };
      if (!response.ok) return { kind: 'not-answered' };
      return { kind: 'found', ref: ((await response.json()) as { ref: MessageRef }).ref };
    },
  };
}
