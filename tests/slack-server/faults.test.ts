import { describe, expect, it } from 'vitest';
import type { Fault } from '../support/slack-server/faults.ts';
import { aRawSocket, say } from '../support/slack-server/raw-socket.ts';
import { codeOf, refusalOf } from '../support/slack-server/refused.ts';
import { aReadingGroup, aWebClient } from '../support/slack-server/tiny-bolt.ts';

async function aPoster() {
  const group = await aReadingGroup();
  const client = aWebClient(group.slack, group.workspace.token());
  const post = () => {
    group.slack.clock.advance({ seconds: 1 });
    return client.chat.postMessage({ channel: group.channel.id, text: 'Hi', unfurl_links: false, unfurl_media: false });
  };
  return { ...group, post };
}

describe('an ordered fault', () => {
  it.each<readonly [Fault, error: string, posted: number]>([
    [{ kind: 'drop', end: 'reset', request: 'not-done' }, 'slack_webapi_request_error', 0],
    [{ kind: 'drop', end: 'reset', request: 'done' }, 'slack_webapi_request_error', 1],
    [{ kind: 'drop', end: 'closed', request: 'done' }, 'slack_webapi_request_error', 1],
    [{ kind: 'error', status: 503, request: 'not-done' }, 'slack_webapi_http_error', 0],
    [{ kind: 'error', status: 500, request: 'done' }, 'slack_webapi_http_error', 1],
    [{ kind: 'refuse', error: 'fatal_error', request: 'done' }, 'fatal_error', 1],
    [{ kind: 'refuse', error: 'fatal_error', request: 'not-done' }, 'fatal_error', 0],
  ])('%o befalls the next request alone', async (fault, error, posted) => {
    const { slack, channel, post } = await aPoster();
    const { struck } = slack.orderFault({ method: 'chat.postMessage', fault });
    expect(await codeOf(post())).toBe(error);
    await struck;
    expect(channel.messages()).toHaveLength(posted);
    await post();
    expect(channel.messages()).toHaveLength(posted + 1);
    expect(slack.violations.all).toEqual([]);
  });

  it('limits the rate as long as it says, and as often as ordered', async () => {
    const { slack, post } = await aPoster();
    slack.orderFault({ method: 'chat.postMessage', fault: { kind: 'rate-limit', retryAfterSeconds: 30 }, times: 2 });
    expect(await refusalOf(post())).toEqual({ error: 'ratelimited', retryAfter: 30 });
    expect(await refusalOf(post())).toEqual({ error: 'ratelimited', retryAfter: 30 });
    await post();
  });

  it('holds an answer back until it is let go, with the request done before or after', async () => {
    const { slack, channel, post } = await aPoster();
    const done = slack.orderFault({ method: 'chat.postMessage', fault: { kind: 'hold', request: 'done' } });
    const first = post();
    await done.struck;
    await slack.until(
      () => channel.messages()[0],
      () => 'the post',
    );
    done.release();
    await first;
    const later = slack.orderFault({ method: 'chat.postMessage', fault: { kind: 'hold', request: 'not-done' } });
    const second = post();
    await later.struck;
    expect(channel.messages()).toHaveLength(1);
    later.release();
    await second;
    expect(channel.messages()).toHaveLength(2);
  });

  it('befalls response URLs too', async () => {
    const { slack, ada, channel } = await aReadingGroup();
    const socket = await aRawSocket(slack);
    ada.in(channel).types('/papers');
    const { payload } = await socket.next();
    slack.orderFault({ method: 'response_url', fault: { kind: 'error', status: 500, request: 'not-done' } });
    expect((await say(payload.response_url, { text: 'Hi', response_type: 'ephemeral' })).status).toBe(500);
    expect((await say(payload.response_url, { text: 'Hi', response_type: 'ephemeral' })).status).toBe(200);
    expect(ada.in(channel).sees()).toHaveLength(1);
  });
});

describe('the bench’s figures', () => {
  it('are the real time from sending to acknowledgement, once for each that came in time', async () => {
    const { slack, ada, channel } = await aReadingGroup();
    const socket = await aRawSocket(slack);
    const asked = ada.in(channel).types('/papers');
    const lost = ada.in(channel).types('/papers lost');
    socket.acknowledge(await socket.next(), { text: 'Hi', response_type: 'ephemeral' });
    await socket.next();
    await asked.message();
    slack.clock.advance({ seconds: 3 });
    await lost.failure();
    expect(slack.firstAnswers()).toEqual([expect.any(Number)]);
  });
});
