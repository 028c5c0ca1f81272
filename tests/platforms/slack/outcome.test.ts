import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Failure, readFailure } from '../../../src/platforms/slack/failure.ts';
import { failedLookUp, failedSend } from '../../../src/platforms/slack/outcome.ts';
import { makeClients } from '../../../src/platforms/slack/slack-client.ts';

const refused = (error: string): Failure => ({ kind: 'refused', error });
const TEN_MINUTES = 600_000;

describe('a failed post', () => {
  it.each([
    ['an archived channel', refused('is_archived'), { kind: 'refused', reason: 'channel-gone' }],
    ['a channel that the bot does not see', refused('channel_not_found'), { kind: 'refused', reason: 'not-permitted' }],
    ['a channel that it is not in', refused('not_in_channel'), { kind: 'refused', reason: 'not-permitted' }],
    ['a channel for few', refused('restricted_action_read_only_channel'), { kind: 'refused', reason: 'not-permitted' }],
    ['closed direct messages', refused('messages_tab_disabled'), { kind: 'refused', reason: 'not-permitted' }],
    ['a scope that was not granted', refused('missing_scope'), { kind: 'refused', reason: 'not-permitted' }],
    ['a token that was revoked', refused('token_revoked'), { kind: 'refused', reason: 'bot-removed' }],
    ['an app that was taken out', refused('account_inactive'), { kind: 'refused', reason: 'bot-removed' }],
    ['blocks that are wrong', refused('invalid_blocks'), { kind: 'refused', reason: 'rejected' }],
    ['too long a message', refused('msg_blocks_too_long'), { kind: 'refused', reason: 'rejected' }],
    ['a token that is wrong', refused('invalid_auth'), { kind: 'not-sent', retryAfter: TEN_MINUTES }],
    ['a token that has ended', refused('token_expired'), { kind: 'not-sent', retryAfter: TEN_MINUTES }],
    ['a limit', { kind: 'limited', retryAfter: 30_000 }, { kind: 'not-sent', retryAfter: 30_000 }],
    [
      'something on the way',
      { kind: 'turned-away', status: 403 },
      { kind: 'not-sent', retryAfter: TEN_MINUTES, everywhere: true },
    ],
    ['no connection', { kind: 'not-reached' }, { kind: 'not-sent' }],
    ['a lost answer', { kind: 'in-doubt' }, { kind: 'unknown' }],
  ])('by %s ends as it should', (_, failure, outcome) => {
    expect(failedSend(failure as Failure)).toEqual(outcome);
  });
});

describe('a failed look-up', () => {
  it.each([
    ['without the scope to read history tells nothing', refused('missing_scope'), { kind: 'cannot-tell' }],
    ['where the bot is not a member tells nothing', refused('not_in_channel'), { kind: 'cannot-tell' }],
    ['in a thread that is gone finds nothing', refused('thread_not_found'), { kind: 'absent' }],
    ['that met a limit is asked again', { kind: 'limited', retryAfter: 60_000 }, { kind: 'not-answered', retryAfter: 60_000 }],
    ['whose answer was lost is asked again', { kind: 'in-doubt' }, { kind: 'not-answered' }],
    ['that reached nobody is asked again', { kind: 'not-reached' }, { kind: 'not-answered' }],
  ])('%s', (_, failure, outcome) => {
    expect(failedLookUp(failure as Failure)).toEqual(outcome);
  });
});

/** The client against a server that answers so. */
async function failureOf(answer: RequestListener | 'nobody'): Promise<{ readonly failure: Failure; readonly asked: number }> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    if (answer !== 'nobody') answer(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  onTestFinished(() => void server.closeAllConnections());
  if (answer === 'nobody') await new Promise((resolve) => server.close(resolve));
  else onTestFinished(() => void server.close());
  const client = makeClients({ apiUrl: `http://127.0.0.1:${port}/api/`, tell: () => undefined })('xoxb-1');
  try {
    await client.chat.postMessage({ channel: 'C1', text: 'x' });
  } catch (error) {
    return { failure: readFailure(error), asked };
  }
  throw new Error('it did not fail');
}

const says =
  (status: number, body: string, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

describe('the client for Slack, asked once and never again,', () => {
  it.each([
    ['a refusal', says(200, '{"ok":false,"error":"is_archived"}'), { kind: 'refused', error: 'is_archived' }],
    [
      'a missing scope by its name',
      says(200, '{"ok":false,"error":"missing_scope","needed":"chat:write"}'),
      { kind: 'refused', error: 'missing_scope', needed: 'chat:write' },
    ],
    ['a limit with its wait', says(429, '', { 'retry-after': '7' }), { kind: 'limited', retryAfter: 7000 }],
    ['what Slack does not know itself', says(200, '{"ok":false,"error":"fatal_error"}'), { kind: 'in-doubt' }],
    ['an outage', says(503, 'down'), { kind: 'in-doubt' }],
    ['a proxy', says(403, '<html>'), { kind: 'turned-away', status: 403 }],
    ['a connection that ends', ((request) => request.socket.destroy()) as RequestListener, { kind: 'in-doubt' }],
  ])('tells %s', async (_, answer, failure) => {
    expect(await failureOf(answer)).toEqual({ failure, asked: 1 });
  });

  it('tells that nobody is there', async () => {
    expect(await failureOf('nobody')).toEqual({ failure: { kind: 'not-reached' }, asked: 0 });
  });
});
