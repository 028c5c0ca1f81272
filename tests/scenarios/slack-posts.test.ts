/**
 * What is posted to Slack, and what becomes of it when an answer is lost, or a channel, a permission or the bot goes: the whole program
 * on the twin.
 */
import { describe, expect, it } from 'vitest';
import { aSlackLab, restartSlackBot, type SlackBot, type SlackLab, startSlackBot } from '../support/a-slack-bot.ts';
import { aPaper } from '../support/builders.ts';
import type { SlackDraft } from '../support/slack-server/slack-server.ts';

/** Monday 5 January 2026, 09:00 UTC, is when stories begin; lists of Thursday and Friday are there. */
async function aSubscribedLab(line = 'subscribe paper-of-the-day daily at 10', draft: SlackDraft = {}) {
  const lab = await aSlackLab(draft);
  const bot = await startSlackBot(lab);
  expect((await lab.ada.in(lab.channel).types(`/papers ${line}`).message()).text).toMatch(/Subscribed/);
  return { ...lab, bot };
}

async function pass(
  { slack }: Pick<SlackLab, 'slack'>,
  { paperboy }: SlackBot,
  by: { readonly hours?: number; readonly minutes?: number },
) {
  slack.clock.advance(by);
  await paperboy.beat();
}

const placeOf = ({ workspace, channel }: Pick<SlackLab, 'workspace' | 'channel'>) =>
  ({ platform: 'slack', workspace: workspace.workspace.id, channel: channel.id }) as const;

const statusOf = async (lab: SlackLab, { paperboy }: SlackBot) =>
  (await paperboy.records.subscriptionsIn(placeOf(lab))).map(({ status }) => status);

const WITHOUT_HISTORY = ['commands', 'chat:write', 'chat:write.public', 'im:write', 'users:read', 'channels:read', 'groups:read'];
const LOST = { kind: 'drop', end: 'closed', request: 'done' } as const;

describe('a paper of the day on Slack', () => {
  it('comes once a day, pings nobody, and no link in it unfolds', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    await pass(lab, bot, { hours: 2 });
    await bot.paperboy.beat();
    expect(lab.channel.messages()).toHaveLength(1);
    await pass(lab, bot, { hours: 24 });
    expect(lab.channel.messages()).toHaveLength(2);
    expect(lab.channel.messages().map(({ recorded }) => recorded.unfurl)).toEqual([
      { links: false, media: false },
      { links: false, media: false },
    ]);
    expect(lab.slack.violations.all).toEqual([]);
  });

  it('is liked by whoever presses, before and after a restart, and keeps the mark by which it is found', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    await pass(lab, bot, { hours: 2 });
    const [post] = lab.channel.messages();
    if (post === undefined) throw new Error('nothing was posted');
    const mark = post.recorded.metadata;
    expect(JSON.stringify(mark)).toMatch(/"delivery":"[0-9a-f]{24}"/);
    const liked = await lab.bob.in(lab.channel).presses(post, '👍').message();
    expect(liked).toMatchObject({ id: post.id, visibility: 'public' });
    const again = await restartSlackBot(lab, bot);
    const twice = await lab.ada.in(lab.channel).presses(liked, '👍 1').message();
    expect(twice.buttons.map(({ label }) => label)).toContain('👍 2');
    expect(twice.recorded.metadata).toEqual(mark);
    expect(lab.slack.violations.all).toEqual([]);
    await again.stop();
  });

  it('is there once where Slack took it and the answer was lost, also over a restart, where history may be read', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    lab.slack.orderFault({ method: 'chat.postMessage', fault: LOST });
    await pass(lab, bot, { hours: 2 });
    expect(lab.channel.messages()).toHaveLength(1);
    const again = await restartSlackBot(lab, bot);
    await pass(lab, again, { minutes: 30 });
    await pass(lab, again, { hours: 2 });
    expect(lab.channel.messages()).toHaveLength(1);
    expect(lab.slack.violations.byBot()).toEqual([]);
  });

  it('may be there twice where history may not be read: it is sent again rather than lost', async () => {
    const { bot, ...lab } = await aSubscribedLab(undefined, { app: { scopes: WITHOUT_HISTORY } });
    lab.slack.orderFault({ method: 'chat.postMessage', fault: LOST });
    await pass(lab, bot, { hours: 2 });
    await pass(lab, bot, { minutes: 30 });
    await pass(lab, bot, { hours: 2 });
    expect(lab.channel.messages()).toHaveLength(2);
    expect(lab.slack.violations.byBot()).toEqual([]);
  });

  it('comes late where Slack asked to wait, and once', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    lab.slack.orderFault({ method: 'chat.postMessage', fault: { kind: 'rate-limit', retryAfterSeconds: 60 } });
    await pass(lab, bot, { hours: 2 });
    expect(lab.channel.messages()).toHaveLength(0);
    await pass(lab, bot, { minutes: 3 });
    expect(lab.channel.messages()).toHaveLength(1);
  });

  it.each([
    [{ kind: 'error', status: 503, request: 'not-done' }],
    [{ kind: 'error', status: 500, request: 'done' }],
    [{ kind: 'refuse', error: 'fatal_error', request: 'done' }],
    [{ kind: 'drop', end: 'reset', request: 'not-done' }],
  ] as const)('is there once after %j', async (fault) => {
    const { bot, ...lab } = await aSubscribedLab();
    lab.slack.orderFault({ method: 'chat.postMessage', fault });
    await pass(lab, bot, { hours: 2 });
    await pass(lab, bot, { minutes: 30 });
    await pass(lab, bot, { hours: 1 });
    expect(lab.channel.messages()).toHaveLength(1);
  });

  it('shows a hostile title as it is written, and nothing in it acts', async () => {
    const title = '*Bold* _claims_ of <!channel> & `code` ~struck~ <https://evil.example|x> @here :smile:';
    const papers = [aPaper({ id: 'arxiv:2601.00010', title, abstract: `${title} ${title}`, listedOn: '2026-01-02', upvotes: 9 })];
    const lab = await aSlackLab({}, papers);
    const bot = await startSlackBot(lab);
    await lab.ada.in(lab.channel).types('/papers subscribe paper-of-the-day daily at 10').message();
    await pass(lab, bot, { hours: 2 });
    const [post] = lab.channel.messages();
    const shown = post?.text
      .replaceAll('∗', '*')
      .replaceAll('ˍ', '_')
      .replaceAll('‘', '`')
      .replaceAll('∼', '~')
      .replaceAll('꞉', ':');
    expect(shown).toContain(title);
    expect(lab.slack.violations.all).toEqual([]);
  });
});

describe('a digest on Slack', () => {
  it('tells more of its papers in the thread of its post, and opens the rest to the asker alone', async () => {
    const { bot, ...lab } = await aSubscribedLab('subscribe digest "agents" max 2 daily at 10');
    await pass(lab, bot, { hours: 2 });
    const [post] = lab.channel.messages();
    if (post === undefined) throw new Error('nothing was posted');
    expect(post.text).toMatch(/Agents that read/);
    expect(lab.channel.replies(post).length).toBeGreaterThan(0);
    const rest = post.buttons.find(({ label }) => /more/i.test(label));
    const shown = await lab.bob
      .in(lab.channel)
      .presses(post, rest?.label ?? '')
      .message();
    expect(shown).toMatchObject({ visibility: 'private', text: expect.stringMatching(/Agents that read/) });
    expect(lab.slack.violations.all).toEqual([]);
  });

  it('comes to the direct messages of whoever asked for it there', async () => {
    const { bot, ...lab } = await aSubscribedLab('subscribe digest "agents" max 2 daily at 10 to:me');
    await pass(lab, bot, { hours: 2 });
    expect(lab.channel.messages()).toEqual([]);
    expect(lab.ada.inDirectMessage().sees()[0]?.text).toMatch(/Agents that read/);
    expect(lab.slack.violations.all).toEqual([]);
  });
});

describe('a subscription on Slack whose place is taken away', () => {
  it.each([
    ['its channel is archived', ({ channel }: SlackLab) => channel.archive(), 'channel-gone'],
    ['nobody may post there any more', ({ channel }: SlackLab) => channel.restrict('nobody'), 'not-permitted'],
    ['its channel is deleted', ({ channel }: SlackLab) => channel.delete(), 'not-permitted'],
    ['the workspace is gone', ({ workspace }: SlackLab) => workspace.close(), 'bot-removed'],
  ] as const)('is paused once with the reason where %s, and tried no more', async (_, take, why) => {
    const { bot, ...lab } = await aSubscribedLab();
    take(lab);
    await pass(lab, bot, { hours: 2 });
    expect(await statusOf(lab, bot)).toMatchObject([{ kind: 'paused', why }]);
    const tried = lab.slack.violations.all.length;
    await pass(lab, bot, { hours: 24 });
    expect(lab.slack.violations.all.filter(({ where }) => where.includes('postMessage')).length).toBeLessThanOrEqual(tried);
    if (why !== 'bot-removed') {
      const told = lab.ada.inDirectMessage().sees();
      expect(told.map(({ text }) => text).join()).toMatch(/paused/i);
    }
    expect(lab.slack.violations.byBot()).toEqual([]);
  });

  it('in a private channel is refused with how to invite the bot, until it is there', async () => {
    const { bot, ...lab } = await aSubscribedLab();
    const quiet = lab.workspace.addChannel('quiet', { private: true });
    const refused = await lab.ada.in(quiet).types('/papers subscribe digest "agents" weekdays at 9').message();
    expect(refused.text).toMatch(/invite it there/);
    quiet.inviteBot();
    const allowed = await lab.ada.in(quiet).types('/papers subscribe digest "agents" weekdays at 9').message();
    expect(allowed.text).toMatch(/Subscribed/);
    expect(bot.news.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
