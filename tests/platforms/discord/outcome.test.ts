import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Failure, readFailure } from '../../../src/platforms/discord/failure.ts';
import { failedLookUp, failedSend } from '../../../src/platforms/discord/outcome.ts';
import { makePostingApi } from '../../../src/platforms/discord/posting-api.ts';
import { anInstant } from '../../support/builders.ts';

const refused = (status: number, code: number): Failure => ({ kind: 'refused', status, code });
const TEN_MINUTES = 600_000;

describe('a failed post', () => {
  it.each([
    ['an unknown channel', refused(404, 10_003), { kind: 'refused', reason: 'channel-gone' }],
    ['an unknown guild', refused(404, 10_004), { kind: 'refused', reason: 'bot-removed' }],
    ['missing access', refused(403, 50_001), { kind: 'refused', reason: 'not-permitted' }],
    ['missing permissions', refused(403, 50_013), { kind: 'refused', reason: 'not-permitted' }],
    ['closed direct messages', refused(403, 50_007), { kind: 'refused', reason: 'not-permitted' }],
    ['no guild in common', refused(403, 50_278), { kind: 'refused', reason: 'not-permitted' }],
    ['a thread that is archived for good', refused(400, 50_083), { kind: 'refused', reason: 'not-permitted' }],
    ['a locked thread', refused(403, 160_005), { kind: 'refused', reason: 'not-permitted' }],
    ['a body that is wrong', refused(400, 50_035), { kind: 'refused', reason: 'rejected' }],
    ['an empty message', refused(400, 50_006), { kind: 'refused', reason: 'rejected' }],
    ['too large a request', refused(413, 40_005), { kind: 'refused', reason: 'rejected' }],
    ['an unknown message to open a thread from', refused(404, 10_008), { kind: 'refused', reason: 'rejected' }],
    ['too many threads', refused(400, 160_006), { kind: 'not-sent', retryAfter: 300_000 }],
    ['a token that is not known', refused(401, 0), { kind: 'not-sent', retryAfter: TEN_MINUTES, everywhere: true }],
    ['a banned address', refused(403, 0), { kind: 'not-sent', retryAfter: TEN_MINUTES, everywhere: true }],
    ['an address without an API', refused(404, 0), { kind: 'not-sent', retryAfter: TEN_MINUTES, everywhere: true }],
    ['a limit of one channel', { kind: 'limited', retryAfter: 1200, everywhere: false }, { kind: 'not-sent', retryAfter: 1200 }],
    [
      'a limit of the whole bot',
      { kind: 'limited', retryAfter: 900, everywhere: true },
      { kind: 'not-sent', retryAfter: 900, everywhere: true },
    ],
    ['no connection', { kind: 'not-reached' }, { kind: 'not-sent' }],
    ['a lost answer', { kind: 'in-doubt' }, { kind: 'unknown' }],
  ])('by %s ends as it should', (_, failure, outcome) => {
    expect(failedSend(failure as Failure)).toEqual(outcome);
  });
});

describe('a failed look-up', () => {
  it.each([
    ['of a channel that is gone finds nothing', refused(404, 10_003), { kind: 'absent' }],
    ['of a guild that is gone finds nothing', refused(404, 10_004), { kind: 'absent' }],
    ['where the bot may not look tells nothing', refused(403, 50_001), { kind: 'cannot-tell' }],
    ['without permission tells nothing', refused(403, 50_013), { kind: 'cannot-tell' }],
    [
      'that met a limit is asked again',
      { kind: 'limited', retryAfter: 800, everywhere: false },
      { kind: 'not-answered', retryAfter: 800 },
    ],
    ['whose answer was lost is asked again', { kind: 'in-doubt' }, { kind: 'not-answered' }],
    ['that reached nobody is asked again', { kind: 'not-reached' }, { kind: 'not-answered' }],
  ])('%s', (_, failure, outcome) => {
    expect(failedLookUp(failure as Failure)).toEqual(outcome);
  });
});

/** The real client against a server that answers so. */
async function whatIsThrown(answer: RequestListener): Promise<{ readonly failure: Failure; readonly requests: number }> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { ...(await askAt(port)), requests };
}

async function askAt(port: number): Promise<{ readonly failure: Failure }> {
  const api = makePostingApi({
    token: 'token',
    apiUrl: `http://127.0.0.1:${port}/api`,
    clock: { now: () => anInstant() },
    onUnauthorized: () => {},
  });
  try {
    await api.post('/channels/1/messages', { body: {} });
  } catch (error) {
    return { failure: api.failureOf(error) };
  }
  throw new Error('was answered');
}

describe('what the real client throws', () => {
  it.each([500, 502, 503, 504])('is in doubt after a status of %i, asked once', async (status) => {
    const { failure, requests } = await whatIsThrown((_request, response) => response.writeHead(status).end());
    expect(failure).toEqual({ kind: 'in-doubt' });
    expect(requests).toBe(1);
  });

  it('is in doubt where the connection ends before an answer, asked once', async () => {
    const { failure, requests } = await whatIsThrown((request) => request.socket.destroy());
    expect(failure).toEqual({ kind: 'in-doubt' });
    expect(requests).toBe(1);
  });

  it('is a limit with its own wait, asked once', async () => {
    const { failure, requests } = await whatIsThrown((_request, response) => {
      const headers = { 'retry-after': '2', 'x-ratelimit-scope': 'user', 'content-type': 'application/json' };
      response.writeHead(429, headers).end(JSON.stringify({ message: 'slow down', retry_after: 2, global: false }));
    });
    expect(failure).toMatchObject({ kind: 'limited', everywhere: false });
    expect(failure.kind === 'limited' && failure.retryAfter).toBeGreaterThanOrEqual(2000);
    expect(requests).toBe(1);
  });

  it('is a limit of everything where Discord says that it is global', async () => {
    const { failure } = await whatIsThrown((_request, response) => {
      const headers = { 'retry-after': '3', 'x-ratelimit-global': 'true', 'content-type': 'application/json' };
      response.writeHead(429, headers).end(JSON.stringify({ message: 'slow down', retry_after: 3, global: true }));
    });
    expect(failure).toMatchObject({ kind: 'limited', everywhere: true });
  });

  it('is a refusal with its code', async () => {
    const { failure } = await whatIsThrown((_request, response) => {
      const json = { 'content-type': 'application/json' };
      response.writeHead(403, json).end(JSON.stringify({ message: 'Missing Permissions', code: 50_013 }));
    });
    expect(failure).toEqual({ kind: 'refused', status: 403, code: 50_013 });
  });

  it('is a refusal without a code where no API answered', async () => {
    const { failure } = await whatIsThrown((_request, response) =>
      response.writeHead(403, { 'content-type': 'text/html' }).end('<html>banned</html>'),
    );
    expect(failure).toEqual({ kind: 'refused', status: 403, code: 0 });
  });

  it('is surely not sent where nobody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise((closed) => server.close(closed));
    expect((await askAt(port)).failure).toEqual({ kind: 'not-reached' });
  });

  it('is in doubt where it is nothing that is known', () => {
    expect(readFailure(new Error('what is this'))).toEqual({ kind: 'in-doubt' });
    expect(readFailure('text')).toEqual({ kind: 'in-doubt' });
  });
});
