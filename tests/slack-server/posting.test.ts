import { describe, expect, it } from 'vitest';
import { codeOf, refusalOf } from '../support/slack-server/refused.ts';
import { aReadingGroup, aWebClient } from '../support/slack-server/tiny-bolt.ts';

const QUIET = { unfurl_links: false, unfurl_media: false } as const;

async function aPoster(draft: Parameters<typeof aReadingGroup>[0] = {}) {
  const group = await aReadingGroup(draft);
  const client = aWebClient(group.slack, group.workspace.token());
  const post = (more: { readonly [key: string]: unknown } = {}) => {
    group.slack.clock.advance({ seconds: 1 });
    return client.apiCall('chat.postMessage', { channel: group.channel.id, text: 'Hi', ...QUIET, ...more });
  };
  return { ...group, client, post };
}

describe('a channel', () => {
  it('that is public takes posts from without by chat:write.public, and only by it', async () => {
    const { slack, workspace, post } = await aPoster();
    const open = workspace.addChannel('open');
    await post({ channel: open.id });
    const poor = slack.addWorkspace({ name: 'Poor', scopes: ['chat:write'] });
    const there = poor.addChannel('open');
    const client = aWebClient(slack, poor.token());
    expect(await codeOf(client.chat.postMessage({ channel: there.id, text: 'Hi', ...QUIET }))).toBe('not_in_channel');
  });

  it('that is private, deleted or made up is not found; an archived one says so', async () => {
    const { slack, workspace, channel, post } = await aPoster();
    const hidden = workspace.addChannel('hidden', { private: true });
    expect(await codeOf(post({ channel: hidden.id }))).toBe('channel_not_found');
    hidden.inviteBot();
    await post({ channel: hidden.id });
    hidden.kickBot();
    expect(await codeOf(post({ channel: hidden.id }))).toBe('channel_not_found');
    channel.archive();
    expect(await codeOf(post())).toBe('is_archived');
    channel.unarchive();
    await post();
    channel.delete();
    expect(await codeOf(post())).toBe('channel_not_found');
    expect(slack.violations.byBot()).toEqual([]);
  });

  it('may be restricted, altogether or to replies', async () => {
    const { channel, post } = await aPoster();
    await post();
    channel.restrict('threads-only');
    expect(await codeOf(post())).toBe('restricted_action_thread_only_channel');
    await post({ thread_ts: channel.messages()[0]?.id });
    channel.restrict('nobody');
    expect(await codeOf(post())).toBe('restricted_action');
  });
});

describe('a post', () => {
  it('is seen by everyone in the channel, in words', async () => {
    const { ada, bob, channel, post } = await aPoster();
    await post({ text: '*Paper* of the _day_: <https://arxiv.org/abs/1706.03762|Attention &amp; more>' });
    for (const person of [ada, bob]) {
      expect(person.in(channel).sees()).toMatchObject([
        { text: 'Paper of the day: Attention & more', author: 'Paperboy', visibility: 'public' },
      ]);
    }
  });

  it('takes 40,000 characters of text and no more, and an update 4,000', async () => {
    const { client, channel, post } = await aPoster();
    await post({ text: 'x'.repeat(40_000) });
    expect(await codeOf(post({ text: 'x'.repeat(40_001) }))).toBe('msg_too_long');
    const [message] = channel.messages();
    const update = (text: string) => client.chat.update({ channel: channel.id, ts: message?.id ?? '', text });
    await update('x'.repeat(4000));
    expect(await codeOf(update('x'.repeat(4001)))).toBe('msg_too_long');
  });

  it('takes markdown_text of 12,000 characters, and neither text nor blocks with it', async () => {
    const { post } = await aPoster();
    await post({ text: undefined, markdown_text: 'x'.repeat(12_000) });
    expect(await codeOf(post({ text: undefined, markdown_text: 'x'.repeat(12_001) }))).toBe('msg_too_long');
    expect(await codeOf(post({ markdown_text: 'x' }))).toBe('markdown_text_conflict');
  });

  it('needs text or blocks, and blocks alone leave notifications without words', async () => {
    const { slack, post } = await aPoster();
    expect(await codeOf(post({ text: ' ' }))).toBe('no_text');
    await post({ text: undefined, blocks: [{ type: 'divider' }] });
    expect(slack.violations.byBot().map(({ rule }) => rule)).toEqual(['no_text', 'missing_text']);
  });

  it('turns both kinds of previews off, or is noted', async () => {
    const { slack, post } = await aPoster();
    await post({ unfurl_links: true });
    await post({ unfurl_media: undefined });
    await post();
    expect(slack.violations.byBot().map(({ rule }) => rule)).toEqual(['unfurls', 'unfurls']);
  });

  it('replies to a message that is there, and not to a reply', async () => {
    const { channel, post } = await aPoster();
    await post();
    const [head] = channel.messages();
    if (head === undefined) throw new Error('no message');
    await post({ thread_ts: head.id, text: 'Reply' });
    const [reply] = channel.replies(head);
    expect(reply).toMatchObject({ text: 'Reply', thread: head.id });
    expect(await codeOf(post({ thread_ts: reply?.id }))).toBe('invalid_thread_ts');
    expect(await codeOf(post({ thread_ts: '1234567890.123456' }))).toBe('thread_not_found');
    expect(await codeOf(post({ reply_broadcast: true }))).toBe('invalid_arguments');
  });

  it('to a person goes to their direct messages, unless they have left or the app takes none', async () => {
    const { workspace, client, ada, bob, post } = await aPoster();
    await post({ channel: ada.user.id });
    expect(ada.inDirectMessage().sees()).toMatchObject([{ text: 'Hi' }]);
    const { channel } = await client.conversations.open({ users: ada.user.id });
    expect(channel?.id).toBe(ada.inDirectMessage().channel.id);
    workspace.change(bob, { deactivated: true });
    expect(await codeOf(post({ channel: bob.user.id }))).toBe('user_disabled');
    const closed = await aPoster({ app: { messagesTab: 'off' } });
    expect(await codeOf(closed.post({ channel: closed.ada.user.id }))).toBe('messages_tab_disabled');
  });
});

describe('a message for one person', () => {
  it('is seen by them alone, only where they are, and cannot be updated or deleted by its timestamp', async () => {
    const { slack, workspace, client, ada, bob, channel } = await aPoster();
    const { message_ts: ts = '' } = await client.chat.postEphemeral({ channel: channel.id, user: ada.user.id, text: 'For you' });
    expect(ada.in(channel).sees()).toMatchObject([{ text: 'For you', visibility: 'private' }]);
    expect(bob.in(channel).sees()).toEqual([]);
    expect(await codeOf(client.chat.update({ channel: channel.id, ts, text: 'Changed' }))).toBe('message_not_found');
    expect(await codeOf(client.chat.delete({ channel: channel.id, ts }))).toBe('message_not_found');
    const few = workspace.addChannel('few', { people: [bob], botIn: true });
    const toAda = client.chat.postEphemeral({ channel: few.id, user: ada.user.id, text: 'For you' });
    expect(await codeOf(toAda)).toBe('user_not_in_channel');
    expect(slack.violations.byBot()).toEqual([]);
  });
});

describe('a message that is there', () => {
  it('is changed and deleted by the app that posted it, and by no other', async () => {
    const { client, ada, channel, post } = await aPoster();
    await post();
    const [own] = channel.messages();
    const mine = { channel: channel.id, ts: own?.id ?? '' };
    await client.chat.update({ ...mine, text: 'Changed' });
    expect(channel.messages()).toMatchObject([{ text: 'Changed', state: 'edited' }]);
    await client.chat.delete(mine);
    expect(channel.messages()).toEqual([]);
    expect(await codeOf(client.chat.delete(mine))).toBe('message_not_found');
    const hers = { channel: channel.id, ts: ada.in(channel).posts('Mine').id };
    expect(await codeOf(client.chat.update({ ...hers, text: 'Changed' }))).toBe('cant_update_message');
    expect(await codeOf(client.chat.delete(hers))).toBe('cant_delete_message');
  });

  it('has an address of its own', async () => {
    const { client, channel, post } = await aPoster();
    await post();
    const ts = channel.messages()[0]?.id ?? '';
    const { permalink } = await client.chat.getPermalink({ channel: channel.id, message_ts: ts });
    expect(permalink).toBe(`https://reading-group.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`);
  });

  it('stays on the record when it is deleted', async () => {
    const { slack, client, channel, post } = await aPoster();
    await post();
    await client.chat.delete({ channel: channel.id, ts: channel.messages()[0]?.id ?? '' });
    expect(slack.everyMessage()).toMatchObject([{ text: 'Hi', state: 'deleted' }]);
  });
});

describe('history', () => {
  const scopes = ['chat:write', 'channels:history'];
  const metadata = { event_type: 'paper_posted', event_payload: { delivery: 'd1' } };

  it('is read with the scope for that kind of channel, from within, and by nobody else', async () => {
    const poor = await aPoster();
    expect(await refusalOf(poor.client.conversations.history({ channel: poor.channel.id }))).toMatchObject({
      error: 'missing_scope',
      needed: 'channels:history,groups:history,im:history',
    });
    const { client, workspace } = await aPoster({ workspace: { scopes } });
    const apart = workspace.addChannel('apart');
    expect(await codeOf(client.conversations.history({ channel: apart.id }))).toBe('not_in_channel');
    const hidden = workspace.addChannel('hidden', { private: true, botIn: true });
    expect(await refusalOf(client.conversations.history({ channel: hidden.id }))).toMatchObject({ needed: 'groups:history' });
  });

  it('tells metadata only where all of it is asked for, newest first, and never what one person alone sees', async () => {
    const { client, ada, channel, post } = await aPoster({ workspace: { scopes } });
    await post({ metadata });
    await post({ text: 'Later' });
    await client.chat.postEphemeral({ channel: channel.id, user: ada.user.id, text: 'For you' });
    const { messages } = await client.conversations.history({ channel: channel.id });
    expect(messages?.map(({ text }) => text)).toEqual(['Later', 'Hi']);
    expect(messages?.[1]).not.toHaveProperty('metadata');
    const full = await client.conversations.history({ channel: channel.id, include_all_metadata: true });
    expect(full.messages?.[1]).toMatchObject({ metadata });
  });

  it('of a thread has its head and its replies, which the channel’s own has not', async () => {
    const { client, channel, post } = await aPoster({ workspace: { scopes } });
    await post();
    const ts = channel.messages()[0]?.id ?? '';
    await post({ text: 'Reply', thread_ts: ts });
    const { messages } = await client.conversations.replies({ channel: channel.id, ts });
    expect(messages?.map(({ text }) => text)).toEqual(['Hi', 'Reply']);
    expect((await client.conversations.history({ channel: channel.id })).messages).toHaveLength(1);
    expect(await codeOf(client.conversations.replies({ channel: channel.id, ts: '1234567890.123456' }))).toBe('thread_not_found');
  });

  it('is 15 messages once a minute for an app that is distributed outside the Marketplace', async () => {
    const { slack, client, ada, channel } = await aPoster({ workspace: { scopes }, app: { history: 'reduced' } });
    for (let count = 0; count < 16; count += 1) ada.in(channel).posts(`Message ${count}`);
    const read = () => client.conversations.history({ channel: channel.id, limit: 100 });
    expect((await read()).messages).toHaveLength(15);
    expect(await refusalOf(read())).toMatchObject({ error: 'ratelimited', retryAfter: expect.any(Number) });
    slack.clock.advance({ minutes: 1 });
    await read();
  });

  it('keeps metadata only in the form that Slack takes', async () => {
    const { post } = await aPoster();
    expect(await codeOf(post({ metadata: { event_type: 'x' } }))).toBe('invalid_metadata_format');
    expect(await codeOf(post({ metadata: { ...metadata, more: 1 } }))).toBe('invalid_metadata_format');
    expect(await codeOf(post({ metadata: { event_type: 'x', event_payload: { long: 'x'.repeat(16_001) } } }))).toBe(
      'metadata_too_large',
    );
  });
});
