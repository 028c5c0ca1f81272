import { getEventListeners, once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../src/core/errors.ts';
import { type PoliteClient, politeClient } from '../../src/sources/polite-client.ts';
import {
  CLIENT_RULES,
  type ClientRules,
  type Service,
  type SourceRequest,
  UnreadableReply,
} from '../../src/sources/source-request.ts';
import { aSourceServer } from '../support/source-server/a-source-server.ts';
import type { Failure } from '../support/source-server/failures.ts';
import { type GivenTime, givenTime } from '../support/source-server/given-time.ts';
import type { SourceServer } from '../support/source-server/source-server.ts';

const START = '2026-06-12T09:00:00Z';
const RULES: ClientRules = {
  ...CLIENT_RULES,
  ...{ gapMs: 700, connections: 2, timeoutMs: 400, maxBytes: 100_000 },
  circuit: { failures: 4, restMs: 60_000, longestRestMs: 200_000 },
};

interface Setting {
  readonly server: SourceServer;
  readonly client: PoliteClient;
  readonly time: GivenTime;
  readonly told: string[];
}

const aSetting = async (rules: Partial<ClientRules> = {}, more: Partial<Service> = {}): Promise<Setting> => {
  const time = givenTime(START);
  const server = await aSourceServer(time.clock);
  server.lists.set('2026-06-12', [{ n: 1 }]);
  const told: string[] = [];
  const service: Service = {
    ...{
      name: 'hugging-face',
      address: server.address,
      userAgent: 'Paperboy/1 (reader@example.org)',
      rules: { ...RULES, ...rules },
    },
    tell: ({ kind, source }) => told.push(`${source} ${kind}`),
    ...more,
  };
  return { server, time, told, client: politeClient(service, time) };
};

const read = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    throw new UnreadableReply('sent no JSON', 'may-help');
  }
};
const LIST: SourceRequest<unknown> = {
  ...{ path: 'daily_papers', parameters: { date: '2026-06-12' }, format: 'json', read },
  patienceMs: 10_000,
};
const THE_LIST = { kind: 'reply', value: [{ n: 1 }] };

const failing = async (asked: Promise<unknown>): Promise<SourceError> => {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SourceError)) throw new Error('no SourceError', { cause: error });
  return error;
};
/** Where nobody listens. */
const nobodysAddress = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}/api`;
};
const times = (count: number, failure: Failure): Failure[] => Array.from({ length: count }, () => failure);
const gaps = ({ requests }: SourceServer): number[] =>
  requests.slice(1).map(({ at }, before) => Date.parse(at) - Date.parse(requests[before]?.at ?? ''));

describe('a polite client', () => {
  it('says who asks, and how to reach them', async () => {
    const { server, client } = await aSetting();
    expect(await client.get(LIST)).toEqual(THE_LIST);
    expect(server.requests[0]?.headers).toMatchObject({
      'user-agent': 'Paperboy/1 (reader@example.org)',
      accept: 'application/json',
    });
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('keeps the least gap between two requests', async () => {
    const { server, client } = await aSetting();
    for (const date of ['2026-06-01', '2026-06-02', '2026-06-03']) await client.get({ ...LIST, parameters: { date } });
    expect(gaps(server)).toEqual([700, 700]);
  });

  it('uses no more connections than it may', async () => {
    const { server, client } = await aSetting({ connections: 1, gapMs: 0 });
    await Promise.all(Array.from({ length: 8 }, () => client.get(LIST)));
    expect(server.mostAtOnce()).toBe(1);
  });

  it('asks for changes only, once it knows a version', async () => {
    const { server, client } = await aSetting();
    expect(await client.get(LIST)).toEqual(THE_LIST);
    expect(await client.get(LIST)).toEqual(THE_LIST);
    server.lists.set('2026-06-12', [{ n: 2 }]);
    expect(await client.get(LIST)).toEqual({ kind: 'reply', value: [{ n: 2 }] });
    const marks = server.requests.map(({ headers }) => headers['if-none-match']);
    expect(marks).toEqual([undefined, expect.stringMatching(/^W\//), marks[1]]);
  });

  it('does not remember a reply that it could not read', async () => {
    const { server, client } = await aSetting();
    server.lists.set('2026-06-12', '[{"n": 1');
    expect(await failing(client.get(LIST))).toMatchObject({ kind: 'unreadable' });
    expect(server.requests.every(({ headers }) => headers['if-none-match'] === undefined)).toBe(true);
  });

  it('gives a refusal back as it came, without asking again', async () => {
    const { server, client } = await aSetting();
    const reply = await client.get({ ...LIST, parameters: { date: '2026-06-13' } });
    expect(reply).toEqual({
      kind: 'refused',
      status: 400,
      body: expect.stringContaining('future'),
      at: '2026-06-12T09:00:00.000Z',
    });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a failure', () => {
  it.each<[string, Failure]>([
    ['a 500', { kind: 'status', status: 500 }],
    ['a 503', { kind: 'status', status: 503 }],
    ['silence', { kind: 'silence' }],
    ['a body that stalls', { kind: 'stalled-body' }],
    ['a body that breaks off', { kind: 'broken-body' }],
    ['half of a body', { kind: 'half-body' }],
    ['an empty body', { kind: 'empty-body' }],
    ['a web page', { kind: 'web-page' }],
    ['a disguised web page', { kind: 'disguised-web-page' }],
    ['a reset connection', { kind: 'reset' }],
  ])('that is %s is got over by asking again', async (_, failure) => {
    const { server, client, time } = await aSetting();
    server.failNext(failure);
    expect(await client.get(LIST)).toEqual(THE_LIST);
    expect(server.requests).toHaveLength(2);
    expect(time.slept).toEqual([1000]);
  });

  it.each<[string, Failure, string, string]>([
    ['a 500', { kind: 'status', status: 500 }, 'failing', 'Hugging Face is in trouble (status 500).'],
    ['silence', { kind: 'silence' }, 'unreachable', 'Hugging Face did not answer within 0.4 s.'],
    ['a stalled body', { kind: 'stalled-body' }, 'unreachable', 'Hugging Face did not answer within 0.4 s.'],
    ['a web page', { kind: 'web-page' }, 'unreadable', 'Hugging Face sent a web page where JSON was due.'],
    ['an empty body', { kind: 'empty-body' }, 'unreadable', 'Hugging Face sent an empty answer.'],
    ['a reset', { kind: 'reset' }, 'unreachable', 'Hugging Face cannot be reached (ECONNRESET).'],
    ['a 429', { kind: 'status', status: 429 }, 'overloaded', 'Hugging Face asks to be left alone for a while (status 429).'],
  ])('that lasts, as %s, is told in words after three attempts', async (_, failure, kind, message) => {
    const { server, client } = await aSetting();
    server.failNext(...times(3, failure));
    expect(await failing(client.get(LIST))).toMatchObject({ source: 'hugging-face', kind, message });
    expect(server.requests).toHaveLength(3);
  });

  it('that asking again cannot mend is told at once', async () => {
    const { server, client } = await aSetting();
    server.failNext({ kind: 'oversized-body', bytes: 200_000 });
    expect(await failing(client.get(LIST))).toMatchObject({ message: 'Hugging Face sent more than 0.1 MB.' });
    expect(server.requests).toHaveLength(1);
  });

  it('of a service that is not there names the reason', async () => {
    const { client } = await aSetting({ attempts: 1 }, { address: await nobodysAddress() });
    expect(await failing(client.get(LIST))).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('backs off longer each time, by chance between half and all of it', async () => {
    for (const [random, slept] of [
      [1, [1000, 2000]],
      [0, [500, 1000]],
    ] as const) {
      const time = givenTime(START, () => random);
      const server = await aSourceServer(time.clock);
      const rules = { ...RULES, gapMs: 0 };
      const client = politeClient({ name: 'arxiv', address: server.address, userAgent: 'x', rules }, time);
      server.failNext(...times(3, { kind: 'status', status: 500 }));
      await failing(client.get(LIST));
      expect(time.slept).toEqual(slept);
    }
  });
});

describe('a redirect', () => {
  it('within the service is followed', async () => {
    const { server, client } = await aSetting();
    server.failNext({ kind: 'moved', to: '/api/daily_papers?date=2026-06-12&moved=1' });
    expect(await client.get(LIST)).toEqual(THE_LIST);
    expect(gaps(server)).toEqual([700]);
  });

  it('to another host is not followed, so that nobody else sees the token', async () => {
    const { server, client } = await aSetting({}, { token: 'hf_secret' });
    const other = await aSourceServer(givenTime(START).clock);
    for (const to of [`${other.address}/daily_papers`, server.address.replace('127.0.0.1', 'localhost'), 'nowhere://x', '']) {
      server.failNext({ kind: 'moved', to });
      if (to === '') continue;
      const error = await failing(client.get(LIST));
      expect(error).toMatchObject({ kind: 'unreadable', message: expect.stringContaining('another address') });
      expect(JSON.stringify([error.message, String(error.cause)])).not.toContain('hf_secret');
    }
    expect(server.requests[0]?.headers.authorization).toBe('Bearer hf_secret');
    expect(other.requests).toEqual([]);
  });

  it('that goes round in a circle is given up', async () => {
    const { server, client } = await aSetting();
    server.failWhen = ({ target }) => ({ kind: 'moved', to: target });
    await failing(client.get(LIST));
    expect(server.requests).toHaveLength(4);
  });
});

describe('a service that asks for peace', () => {
  it.each([
    ['in seconds', '7'],
    ['by a date', 'Fri, 12 Jun 2026 09:00:07 GMT'],
  ])('%s is left alone for so long', async (_, asked) => {
    const { server, client } = await aSetting();
    server.failNext({ kind: 'status', status: 429, headers: { 'retry-after': asked } });
    expect(await client.get(LIST)).toEqual(THE_LIST);
    expect(gaps(server)).toEqual([7000]);
  });

  it('is left alone by every caller', async () => {
    const { server, client } = await aSetting({ attempts: 1 });
    server.failNext({ kind: 'status', status: 503, headers: { 'retry-after': '9' } });
    await failing(client.get(LIST));
    await client.get({ ...LIST, parameters: { date: '2026-06-11' } });
    expect(gaps(server)).toEqual([9000]);
  });

  it('for longer than the caller can wait is an error that says for how long, also for the next caller', async () => {
    const { server, client, time } = await aSetting();
    server.failNext({ kind: 'status', status: 429, headers: { 'retry-after': '300' } });
    expect(await failing(client.get(LIST))).toMatchObject({ kind: 'overloaded', retryAfter: 300_000 });
    time.clock.advance({ minutes: 1 });
    expect(await failing(client.get(LIST))).toMatchObject({ kind: 'overloaded', retryAfter: 240_000 });
    expect(server.requests).toHaveLength(1);
    expect(await client.get({ ...LIST, patienceMs: 330_000 })).toEqual(THE_LIST);
    expect(gaps(server)).toEqual([300_000]);
  });

  it('that has no request left until its reset is left alone until then', async () => {
    const { server, client } = await aSetting();
    server.headers = { ratelimit: '"api";r=0;t=6' };
    await client.get(LIST);
    await client.get(LIST);
    expect(gaps(server)).toEqual([6000]);
  });

  it('that has few left is asked so that they last', async () => {
    const { server, client } = await aSetting();
    server.headers = { ratelimit: '"api";r=50;t=100', 'ratelimit-policy': '"fixed window";"api";q=500;w=300' };
    await client.get(LIST);
    server.headers = { ratelimit: '"api";r=400;t=100', 'ratelimit-policy': '"fixed window";"api";q=500;w=300' };
    await client.get(LIST);
    await client.get(LIST);
    expect(gaps(server)).toEqual([2000, 700]);
  });

  it('is not waited for longer than it asked when the clock is set back', async () => {
    const { server, client, time } = await aSetting();
    server.headers = { ratelimit: '"api";r=0;t=6' };
    await client.get(LIST);
    time.clock.advance({ hours: -5 });
    await client.get(LIST);
    expect(time.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(6000);
  });
});

describe('a service that keeps failing', () => {
  const untilOpen = async (setting: Setting): Promise<void> => {
    setting.server.failWhen = () => ({ kind: 'status', status: 500 });
    await failing(setting.client.get(LIST));
    await failing(setting.client.get(LIST));
  };

  it('is left alone for a while, and that is said', async () => {
    const setting = await aSetting();
    await untilOpen(setting);
    expect(setting.server.requests).toHaveLength(4);
    expect(setting.told).toEqual(['hugging-face circuit-opened']);
    expect(await failing(setting.client.get(LIST))).toMatchObject({ kind: 'resting', retryAfter: 60_000 });
    expect(setting.server.requests).toHaveLength(4);
  });

  it('is tried by one request after that, and is back when it answers', async () => {
    const setting = await aSetting();
    await untilOpen(setting);
    setting.time.clock.advance({ minutes: 1 });
    setting.server.failWhen = () => undefined;
    const [trial, other] = await Promise.allSettled([setting.client.get(LIST), setting.client.get(LIST)]);
    expect(trial.status).toBe('fulfilled');
    expect(other).toMatchObject({ status: 'rejected', reason: { kind: 'resting' } });
    expect(setting.told).toEqual(['hugging-face circuit-opened', 'hugging-face circuit-closed']);
    expect(await setting.client.get(LIST)).toEqual(THE_LIST);
  });

  it('rests longer after each trial that fails, up to a bound', async () => {
    const setting = await aSetting();
    await untilOpen(setting);
    const rests: number[] = [];
    for (let trial = 0; trial < 4; trial++) {
      const before = setting.server.requests.length;
      rests.push((await failing(setting.client.get(LIST))).retryAfter ?? 0);
      setting.time.clock.advance({ seconds: (rests.at(-1) ?? 0) / 1000 });
      await failing(setting.client.get(LIST));
      expect(setting.server.requests.length - before).toBe(1);
    }
    expect(rests).toEqual([60_000, 120_000, 200_000, 200_000]);
  });

  it('is none that refuses, or asks for peace', async () => {
    const { server, client, told } = await aSetting();
    server.failNext(...times(6, { kind: 'status', status: 404 }));
    for (let at = 0; at < 6; at++) expect(await client.get(LIST)).toMatchObject({ kind: 'refused', status: 404 });
    server.failNext(...times(6, { kind: 'status', status: 429 }));
    await failing(client.get(LIST));
    await failing(client.get(LIST));
    expect(told).toEqual([]);
  });

  it('may be tried again where the trial was called off', async () => {
    const setting = await aSetting();
    await untilOpen(setting);
    setting.time.clock.advance({ minutes: 1 });
    const stop = new AbortController();
    setting.server.failWhen = () => {
      stop.abort(new Error('enough'));
      return { kind: 'silence' };
    };
    await expect(setting.client.get({ ...LIST, signal: stop.signal })).rejects.toThrow('enough');
    setting.server.failWhen = () => undefined;
    expect(await setting.client.get(LIST)).toEqual(THE_LIST);
  });
});

describe('a request that is called off', () => {
  it('before it began never goes out', async () => {
    const { server, client } = await aSetting();
    await expect(client.get({ ...LIST, signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
    expect(server.requests).toEqual([]);
  });

  it('while it runs ends at once, and lets the next one through', async () => {
    const { server, client } = await aSetting({ connections: 1, timeoutMs: 60_000 });
    const stop = new AbortController();
    server.failWhen = () => {
      stop.abort(new Error('enough'));
      return { kind: 'silence' };
    };
    await expect(client.get({ ...LIST, signal: stop.signal })).rejects.toThrow('enough');
    server.failWhen = () => undefined;
    expect(await client.get(LIST)).toEqual(THE_LIST);
  });

  it('while it waits for its turn gives it up', async () => {
    const { server, client } = await aSetting({ connections: 1 });
    const stop = new AbortController();
    const [first, second, third] = [client.get(LIST), client.get({ ...LIST, signal: stop.signal }), client.get(LIST)];
    stop.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    expect(await Promise.all([first, third])).toEqual([THE_LIST, THE_LIST]);
    expect(server.requests).toHaveLength(2);
  });

  it('leaves no listener on a signal that lives on', async () => {
    const { client } = await aSetting({ connections: 1 });
    const { signal } = new AbortController();
    await Promise.all([1, 2, 3].map(() => client.get({ ...LIST, signal })));
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});
