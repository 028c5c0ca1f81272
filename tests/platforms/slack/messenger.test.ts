import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/core/message.ts';
import { directPlace } from '../../../src/core/place.ts';
import { metadataOf, postBodies } from '../../../src/platforms/slack/post-bodies.ts';
import type { Workspaces } from '../../../src/platforms/slack/workspaces.ts';
import { aSlackMessenger, aSlackPost, beneathPost, CHANNEL } from '../../support/a-slack-messenger.ts';
import { somePapers } from '../../support/builders.ts';
import { type MethodAnswer, slackAnswers } from '../../support/slack-answers.ts';

const { signal } = new AbortController();
/** More than one message holds. */
const LONG: Message = {
  summary: 'A long digest',
  buttons: [],
  blocks: somePapers(30).map((paper) => ({
    kind: 'paper',
    detail: 'card',
    paper,
    excerpt: [{ kind: 'text', text: 'words '.repeat(140) }],
  })),
};

/** Takes posts and keeps their metadata, as a channel whose history may be read. */
async function aChannel(failing: (post: number) => string | undefined = () => undefined) {
  const posts: { ts: string; metadata: unknown; thread?: string | undefined }[] = [];
  let tried = 0;
  const history: MethodAnswer = ({ args }) => ({
    messages: posts.filter(({ thread }) => thread === args.ts || args.ts === undefined).toReversed(),
  });
  const slack = await slackAnswers({
    'chat.postMessage': ({ args }) => {
      const failure = failing(tried);
      tried += 1;
      if (failure !== undefined) return failure;
      const ts = `1795784400.00000${posts.length + 1}`;
      posts.push({ ts, metadata: JSON.parse(args.metadata ?? '{}'), thread: args.thread_ts });
      return { ts, channel: args.channel };
    },
    'conversations.open': () => ({ channel: { id: 'D1' } }),
    'conversations.history': history,
    'conversations.replies': history,
  });
  return { slack, posts, messenger: aSlackMessenger(slack.apiUrl) };
}

const sentTo = (slack: Awaited<ReturnType<typeof slackAnswers>>) =>
  slack.asked.filter(({ method }) => method === 'chat.postMessage').map(({ args }) => args);

describe('a post to Slack', () => {
  it('is blocks with a line for notifications and the mark of its delivery, and no link in it unfolds', async () => {
    const { slack, messenger } = await aChannel();
    const delivery = aSlackPost();
    expect(await messenger.send(delivery, signal)).toEqual({ kind: 'sent', ref: '1795784400.000001' });
    const [args = {}] = sentTo(slack);
    expect(args).toMatchObject({ channel: CHANNEL.channel, unfurl_links: 'false', unfurl_media: 'false' });
    expect(args.text).not.toBe('');
    expect(JSON.parse(args.metadata ?? '')).toEqual({
      event_type: 'paperboy_delivery',
      event_payload: { delivery: delivery.id, part: 0 },
    });
    expect(Object.keys(args).sort()).toEqual(['blocks', 'channel', 'metadata', 'text', 'unfurl_links', 'unfurl_media']);
  });

  it('stands in the thread of the post that it is beneath', async () => {
    const { slack, messenger } = await aChannel();
    await messenger.send(aSlackPost({ part: beneathPost('1795784400.000009') }), signal);
    expect(sentTo(slack)[0]?.thread_ts).toBe('1795784400.000009');
  });

  it('goes to the direct messages of whoever subscribed for themselves, which are opened once', async () => {
    const { slack, messenger } = await aChannel();
    const place = directPlace({ platform: 'slack', id: 'T1/U2' });
    await messenger.send(aSlackPost({ place }), signal);
    await messenger.send(aSlackPost({ place }), signal);
    expect(sentTo(slack).map(({ channel }) => channel)).toEqual(['D1', 'D1']);
    const opened = slack.asked.filter(({ method }) => method === 'conversations.open');
    expect(opened.map(({ args }) => args)).toEqual([{ users: 'U2' }]);
  });

  it('of several messages is a second apart, each with a mark of its own', async () => {
    const { slack, messenger } = await aChannel();
    await messenger.send(aSlackPost({ message: LONG }), signal);
    const parts = sentTo(slack).map(({ metadata = '' }) => JSON.parse(metadata).event_payload.part);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts).toEqual(parts.map((_, at) => at));
    expect(messenger.waits).toEqual(parts.slice(1).map((_, at) => 1050 * (at + 1)));
  });

  it('is tried once, whatever comes of it', async () => {
    const { slack, messenger } = await aChannel(() => 'fatal_error');
    expect(await messenger.send(aSlackPost(), signal)).toEqual({ kind: 'unknown' });
    expect(sentTo(slack)).toHaveLength(1);
  });

  it('is refused where the workspace has no token, and asks nothing of Slack', async () => {
    const { slack } = await aChannel();
    const nobody: Workspaces = {
      clientOf: async () => undefined,
      scopesOf: async () => undefined,
      noteOrganization: async () => undefined,
      drop: async () => [],
    };
    const messenger = aSlackMessenger(slack.apiUrl, nobody);
    expect(await messenger.send(aSlackPost(), signal)).toEqual({ kind: 'refused', reason: 'bot-removed' });
    expect(await messenger.find(aSlackPost(), signal)).toEqual({ kind: 'cannot-tell' });
    expect(slack.asked).toEqual([]);
  });

  it('is surely not there where its direct messages could not be opened', async () => {
    const slack = await slackAnswers({ 'conversations.open': () => 'fatal_error' });
    const place = directPlace({ platform: 'slack', id: 'T1/U2' });
    expect(await aSlackMessenger(slack.apiUrl).send(aSlackPost({ place }), signal)).toEqual({ kind: 'not-sent' });
  });

  it('names in the log the permission that it lacked', async () => {
    const slack = await slackAnswers({ 'chat.postMessage': () => 'missing_scope' });
    const messenger = aSlackMessenger(slack.apiUrl);
    expect(await messenger.send(aSlackPost(), signal)).toEqual({ kind: 'refused', reason: 'not-permitted' });
    expect(messenger.news).toEqual([
      { level: 'warn', what: 'Slack did not take a post', facts: { kind: 'refused', error: 'missing_scope' } },
    ]);
  });
});

describe('a look-up on Slack', () => {
  it('finds a post by its mark, in its channel or in its thread', async () => {
    const { messenger } = await aChannel();
    await messenger.send(aSlackPost(), signal);
    expect(await messenger.find(aSlackPost(), signal)).toEqual({ kind: 'found', ref: '1795784400.000001' });
    const beneath = aSlackPost({ part: beneathPost('1795784400.000001') });
    expect(await messenger.find(beneath, signal)).toEqual({ kind: 'absent' });
    await messenger.send(beneath, signal);
    expect(await messenger.find(beneath, signal)).toEqual({ kind: 'found', ref: '1795784400.000002' });
  });

  it('finds nothing where nothing of it is, and says so', async () => {
    const { slack, messenger } = await aChannel();
    expect(await messenger.find(aSlackPost(), signal)).toEqual({ kind: 'absent' });
    expect(slack.asked[0]?.args).toMatchObject({ include_all_metadata: 'true', limit: '15' });
  });

  it('sends what is missing of several messages, and never the first again', async () => {
    const { slack, posts, messenger } = await aChannel((tried) => (tried === 1 ? 'fatal_error' : undefined));
    const delivery = aSlackPost({ message: LONG });
    expect(await messenger.send(delivery, signal)).toEqual({ kind: 'unknown' });
    expect(await messenger.find(delivery, signal)).toEqual({ kind: 'found', ref: '1795784400.000001' });
    const bodies = postBodies(delivery, ['search']);
    expect(posts.map(({ metadata }) => metadata)).toEqual(bodies.map(metadataOf));
    expect(sentTo(slack)).toHaveLength(bodies.length + 1);
  });

  it('turns pages, and cannot tell where there are too many', async () => {
    let pages = 0;
    const slack = await slackAnswers({
      'conversations.history': () => {
        pages += 1;
        return { messages: [{ ts: `${pages}.1` }], response_metadata: { next_cursor: `page ${pages}` } };
      },
    });
    expect(await aSlackMessenger(slack.apiUrl).find(aSlackPost(), signal)).toEqual({ kind: 'cannot-tell' });
    expect(slack.asked.map(({ args }) => args.cursor)).toEqual([undefined, 'page 1', 'page 2', 'page 3']);
  });

  it.each(['missing_scope', 'not_in_channel', 'channel_not_found'])(
    'cannot tell where history may not be read: %s',
    async (error) => {
      const slack = await slackAnswers({ 'conversations.history': () => error });
      expect(await aSlackMessenger(slack.apiUrl).find(aSlackPost(), signal)).toEqual({ kind: 'cannot-tell' });
    },
  );
});
