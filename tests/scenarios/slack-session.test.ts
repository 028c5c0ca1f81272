/**
 * The bot on Slack as a person meets it: every command, button, menu and form through the real client, over real sockets.
 */
import { describe, expect, it } from 'vitest';
import { aSlackLab, byRequests, restartSlackBot, type SlackBot, type SlackLab, startSlackBot } from '../support/a-slack-bot.ts';
import { aWebClient } from '../support/slack-server/tiny-bolt.ts';

async function aServedLab(line: 'socket' | 'requests' = 'socket') {
  const lab = await aSlackLab();
  return { ...lab, bot: await startSlackBot(lab, line === 'requests' ? byRequests(lab) : {}) };
}

/** Nothing that Slack refused, nothing left unanswered, nothing that went wrong. */
function expectNoTrouble(lab: SlackLab, bot: SlackBot): void {
  expect(lab.slack.violations.all).toEqual([]);
  expect(lab.slack.unanswered()).toEqual([]);
  expect(bot.news.filter(({ level }) => level !== 'info' && level !== 'debug')).toEqual([]);
}

const EVERY_COMMAND: readonly (readonly [line: string, said: RegExp])[] = [
  ['search agents that read', /Agents that read/],
  ['show 2601.00010', /Agents that read, part 1/],
  ['similar 2601.00010', /\S/],
  ['find see https://arxiv.org/abs/2601.00010', /1 paper is named there/],
  ['today 2026-01-02', /Agents that read, part 7/],
  ['trending month', /\S/],
  ['save 2601.00010', /Agents that read, part 1/],
  ['list', /Agents that read, part 1/],
  ['export bibtex', /\S/],
  ['unsave 2601.00010', /\S/],
  ['subscribe digest “agents” max 5 weekdays at 9', /Subscribed/],
  ['subscribe paper-of-the-day weekdays at 9', /Subscribed/],
  ['subscriptions', /paper of the day/i],
  ['follow author "Ada Lovelace"', /\S/],
  ['unfollow author "Ada Lovelace"', /\S/],
  ['follow org deepseek-ai', /\S/],
  ['unfollow org deepseek-ai', /\S/],
  ['watch 2601.00010', /\S/],
  ['unwatch 2601.00010', /\S/],
  ['group create weekly on thursday at 15:00', /Reading group is made/],
  ['group settings ballot:5', /is changed/],
  ['group join', /You are in/],
  ['group nominate 2601.00010', /nominated/],
  ['group ballot', /what do we read next/],
  ['group vote 2601.00010', /1 vote: ada/],
  ['group next', /next meeting/],
  ['group present', /is next/],
  ['group volunteer', /You present/],
  ['group swap', /your own turn/],
  ['group remind me', /by direct message/],
  ['group taste add:"low-rank"', /added by hand/],
  ['group leave', /You left/],
  ['group move saturday at 16:00', /is moved/],
  ['group skip', /left out/],
  ['group archive', /what we read/],
  ['group export ics', /read so far/],
  ['group delete', /cannot be undone/],
  ['settings', /zone/i],
  ['settings zone Europe/Berlin', /Berlin/],
  ['settings language de', /\S/],
  ['help', /\/papers search/],
  ['about', /0\.1\.0/],
  ['forget-me', /\S/],
];

describe.each(['socket', 'requests'] as const)('every command on Slack by %s', (line) => {
  it('is answered, private but for the list of a day, and acknowledged before all else', async () => {
    const { bot, ...lab } = await aServedLab(line);
    for (const [typed, said] of EVERY_COMMAND) {
      const asked = lab.ada.in(lab.channel).types(`/papers ${typed}`);
      const answer = await asked.message();
      if (typed.includes('export')) await asked.message().then(asked.message); // the file, and where it is
      expect(answer.text, typed).toMatch(said);
      expect(answer.visibility, typed).toBe(typed.startsWith('today') ? 'public' : 'private');
      expect(answer.text, typed).not.toMatch(/went wrong|could not be shown/);
    }
    const place = { platform: 'slack', workspace: lab.workspace.workspace.id, channel: lab.channel.id } as const;
    const [subscription] = await bot.paperboy.records.subscriptionsIn(place);
    for (const command of ['preview', 'pause', 'resume', 'unsubscribe']) {
      const answer = await lab.ada.in(lab.channel).types(`/papers ${command} ${subscription?.id}`).message();
      expect(answer.text, command).toMatch(/\S/);
    }
    expectNoTrouble(lab, bot);
  });
});

describe('where the bot stops on Slack, it', () => {
  it.each(['socket', 'requests'] as const)('does all that it acknowledged: by %s', async (line) => {
    const lab = await aSlackLab();
    const by = line === 'requests' ? byRequests(lab) : {};
    const bot = await startSlackBot(lab, by);
    const asked = Array.from({ length: 12 }, (_, at) => lab.ada.in(lab.channel).types(`/papers save 2601.000${at + 10}`));
    await asked[0]?.received();
    await restartSlackBot(lab, bot, by);
    const { text } = await lab.ada.in(lab.channel).types('/papers list').message();
    const acknowledged = asked.filter(({ act }) => act.delivery?.state === 'acknowledged');
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(Number(/(\d+) papers?/.exec(text)?.[1])).toBeGreaterThanOrEqual(acknowledged.length);
  });
});

describe('every command on Slack', () => {
  it('that there is is tried here', async () => {
    const { bot } = await aServedLab();
    const names = bot.paperboy.bot.commands.map(({ name }) => name);
    const isTried = (name: string): boolean => EVERY_COMMAND.some(([line]) => line === name || line.startsWith(`${name} `));
    expect(names.filter((name) => !isTried(name) && !['preview', 'pause', 'resume', 'unsubscribe'].includes(name))).toEqual([]);
  });
});

describe('what is typed on Slack', () => {
  it('is read with Slack’s own markup undone, and the mistakes of people told to them alone', async () => {
    const { bot, ...lab } = await aServedLab();
    const at = lab.ada.in(lab.channel);
    expect((await at.types('/papers show https://arxiv.org/abs/2601.00010').message()).text).toMatch(/part 1/);
    expect((await at.types('/papers https://arxiv.org/abs/2601.00010').message()).text).toMatch(/part 1/);
    expect((await at.types('/papers search #papers & votes:>0 agents').message()).text).toMatch(/agents/);
    for (const [line, said] of [
      ['serach agents', /no command “serach”\. The nearest is \/papers search/],
      ['today the day after never', /\S/],
      ['settings zone Mars/North', /no time zone of that name/],
      [`search ${'x'.repeat(9000)}`, /Shorten it/],
    ] as const) {
      const told = await at.types(`/papers ${line}`).message();
      expect(told.visibility, line).toBe('private');
      expect(told.text, line).toMatch(said);
    }
    expect(lab.channel.messages()).toEqual([]);
    expectNoTrouble(lab, bot);
  });

  it('in direct messages concerns whoever types there', async () => {
    const { bot, ...lab } = await aServedLab();
    const subscribed = await lab.ada.inDirectMessage().types('/papers subscribe digest "agents" weekdays at 9').message();
    expect(subscribed.text).toMatch(/direct messages/);
    expectNoTrouble(lab, bot);
  });

  it('brings a reading list as a file, into one’s direct messages', async () => {
    const { bot, ...lab } = await aServedLab();
    const at = lab.ada.in(lab.channel);
    await at.types('/papers save 2601.00010').message();
    const asked = at.types('/papers export bibtex');
    expect((await asked.message()).text).toMatch(/1 paper as BibTeX/);
    const file = await asked.message();
    expect(file.files).toMatchObject([{ name: expect.stringMatching(/\.bib$/), text: expect.stringContaining('2601.00010') }]);
    expect((await asked.message()).text).toMatch(/in your direct messages/);
    expect(lab.bob.in(lab.channel).sees()).toEqual([]);
    expectNoTrouble(lab, bot);
  });

  it('shows a file as text, and names the permission, where files were not granted', async () => {
    const lab = await aSlackLab({ app: { scopes: ['commands', 'chat:write', 'im:write'] } });
    const bot = await startSlackBot(lab);
    const at = lab.ada.in(lab.channel);
    await at.types('/papers save 2601.00010').message();
    const asked = at.types('/papers export bibtex');
    await asked.message();
    const shown = await asked.message();
    expect(shown.text).toMatch(/needs the permission files:write[\s\S]*2601\.00010/);
    expect(lab.slack.violations.byBot()).toEqual([]);
    expect(bot.news.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('who may subscribe a channel on Slack', () => {
  const SLACK = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

  it('is each of its members', async () => {
    const { bot, ...lab } = await aServedLab();
    const answer = await lab.bob.in(lab.channel).types('/papers subscribe paper-of-the-day daily at 10').message();
    expect(answer.text).toMatch(/Subscribed/);
    expectNoTrouble(lab, bot);
  });

  it('is who is named in the settings, and the admins of the workspace, where anybody is named', async () => {
    const lab = await aSlackLab();
    const named = `${lab.workspace.workspace.id}/${lab.bob.user.id}`;
    const bot = await startSlackBot(lab, { managedBy: 'admins', env: { ...SLACK, SLACK_ADMINS: named } });
    const line = '/papers subscribe paper-of-the-day daily at 10';
    expect((await lab.ada.in(lab.channel).types(line).message()).text).toMatch(/only the bot's admins may do that/);
    expect((await lab.bob.in(lab.channel).types(line).message()).text).toMatch(/Subscribed/);
    lab.workspace.change(lab.ada, { role: 'admin' });
    expect((await lab.ada.in(lab.channel).types('/papers subscribe digest "agents" daily at 10').message()).text).toMatch(/only/);
    lab.slack.clock.advance({ minutes: 6 });
    expect((await lab.ada.in(lab.channel).types('/papers subscribe digest "agents" daily at 10').message()).text).toMatch(
      /Subscribed/,
    );
    expectNoTrouble(lab, bot);
  });
});

describe('a form on Slack', () => {
  it('opens for /papers alone, finds a paper while its title is typed, and answers where it was asked for', async () => {
    const { bot, ...lab } = await aServedLab();
    const asked = lab.ada.in(lab.channel).types('/papers');
    const form = await asked.form();
    expect(form.fields.map(({ label }) => label)).toEqual(['Search for', 'Or open a paper']);
    expect(await lab.ada.submits(form).errors()).toEqual({ query: 'Type what to look for, or choose a paper below.' });
    const choices = await lab.ada.searchesMenu(form, 'Or open a paper', 'Agents').choices();
    expect(choices.length).toBeGreaterThan(5);
    const chosen = choices[0]?.label ?? '';
    await lab.ada.submits(form, { 'Or open a paper': chosen }).closed();
    const paper = await asked.message();
    expect(paper).toMatchObject({
      visibility: 'private',
      channelId: lab.channel.id,
      text: expect.stringMatching(/Agents that read/),
    });
    expectNoTrouble(lab, bot);
  });

  it('searches for the words that were typed into it', async () => {
    const { bot, ...lab } = await aServedLab();
    const asked = lab.ada.in(lab.channel).types('/papers');
    await lab.ada.submits(await asked.form(), { 'Search for': 'agents “that read”' }).closed();
    const found = await asked.message();
    expect(found.text).toMatch(/Results for/);
    expectNoTrouble(lab, bot);
  });

  it('leads to one for each command, whose answer comes where the first was asked for', async () => {
    const { bot, ...lab } = await aServedLab();
    const asked = lab.ada.in(lab.channel).types('/papers');
    const own = await lab.ada.chooses(await asked.form(), 'Something else…', 'subscribe digest').form();
    expect(own.fields.map(({ label }) => label)).toEqual(['Query', 'Max', 'Empty', 'Details', 'To', 'When']);
    await lab.ada.submits(own, { Query: 'agents', Max: '3', When: 'fridays at 9' }).closed();
    const subscribed = await asked.message();
    expect(subscribed).toMatchObject({ channelId: lab.channel.id, text: expect.stringMatching(/Subscribed[\s\S]*Fri/) });
    const place = { platform: 'slack', workspace: lab.workspace.workspace.id, channel: lab.channel.id } as const;
    expect(await bot.paperboy.records.subscriptionsIn(place)).toMatchObject([{ program: { kind: 'digest', max: 3 } }]);
    expectNoTrouble(lab, bot);
  });

  it('that was open for long is answered in direct messages, as its address takes nothing more', async () => {
    const { bot, ...lab } = await aServedLab();
    const form = await lab.ada.in(lab.channel).types('/papers').form();
    lab.slack.clock.advance({ minutes: 31 });
    await lab.ada.submits(form, { 'Search for': 'agents' }).closed();
    await lab.slack.until(
      () => (lab.ada.inDirectMessage().sees().length > 0 ? true : undefined),
      () => 'an answer in direct messages',
    );
    expect(lab.ada.inDirectMessage().sees()[0]?.text).toMatch(/Results for agents/);
    expect(bot.news.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('asks what a subscription to a search leaves open', async () => {
    const { bot, ...lab } = await aServedLab();
    const at = lab.ada.in(lab.channel);
    const found = await at.types('/papers search agents').message();
    const asked = at.presses(found, 'Subscribe');
    const form = await asked.form();
    expect(form.fields.map(({ label }) => label)).toEqual(['When', 'Max', 'To', 'Details', 'Empty']);
    await at.submits(form, { When: 'fridays at 9', Max: '3', Details: 'none' }).closed();
    const subscribed = await asked.message();
    expect(subscribed).toMatchObject({ visibility: 'private', text: expect.stringMatching(/Subscribed[\s\S]*Fri/) });
    expectNoTrouble(lab, bot);
  });
});

describe('what can be pressed on Slack', () => {
  it('turns pages in place, and still does after a restart', async () => {
    const { bot, ...lab } = await aServedLab();
    const at = lab.ada.in(lab.channel);
    const first = await at.types('/papers search agents').message();
    const second = await at.presses(first, 'Next').message();
    expect(second.id).toBe(first.id);
    expect(second.text).not.toBe(first.text);
    const again = await restartSlackBot(lab, bot);
    const returned = await at.presses(second, 'Previous').message();
    expect(returned.text).toBe(first.text);
    expectNoTrouble(lab, again);
  });

  it('opens a paper by its button, saves it, and shares it with the channel in the name of who did', async () => {
    const { bot, ...lab } = await aServedLab();
    const at = lab.bob.in(lab.channel);
    const found = await at.types('/papers search agents').message();
    const paper = await at.presses(found, 'open-1').message();
    expect(paper).toMatchObject({ visibility: 'private', text: expect.stringMatching(/Agents that read/) });
    await at.presses(paper, 'Save').message();
    expect((await at.types('/papers list').message()).text).toMatch(/Agents that read/);
    const shared = await at.presses(paper, 'Share to channel').message();
    expect(shared.visibility).toBe('public');
    expect(shared.text).toContain('Shared by bob');
    expect(shared.buttons.map(({ label }) => label)).not.toContain('Share to channel');
    const seen = lab.ada.in(lab.channel).sees();
    expect(seen.map(({ id }) => id)).toEqual([shared.id]);
    expectNoTrouble(lab, bot);
  });

  it('opens papers of a day out of a menu', async () => {
    const { bot, ...lab } = await aServedLab();
    const at = lab.ada.in(lab.channel);
    const day = await at.types('/papers today 2026-01-02').message();
    const label = day.menus[0]?.options[0]?.label ?? '';
    const paper = await at.chooses(day, 'Open a paper…', label).message();
    expect(paper).toMatchObject({ visibility: 'private', text: expect.stringMatching(/Agents that read, part 8/) });
    expectNoTrouble(lab, bot);
  });

  it('of another version says what to do, and leaves what stands', async () => {
    const { bot, ...lab } = await aServedLab();
    const old = {
      type: 'button',
      action_id: 'old',
      value: '0|search.page|older',
      text: { type: 'plain_text', text: 'Next' },
    } as const;
    await aWebClient(lab.slack, lab.workspace.token()).chat.postMessage({
      channel: lab.channel.id,
      text: 'Results',
      unfurl_links: false,
      unfurl_media: false,
      blocks: [{ type: 'actions', elements: [old] }],
    });
    const [standing] = lab.channel.messages();
    if (standing === undefined) throw new Error('nothing was posted');
    const told = await lab.bob.in(lab.channel).presses(standing, 'Next').message();
    expect(told).toMatchObject({ visibility: 'private', text: expect.stringContaining('from an older version') });
    expect(lab.channel.messages()).toMatchObject([{ id: standing.id, state: standing.state }]);
    expectNoTrouble(lab, bot);
  });

  it('leads away where it is a link, and that is acknowledged too', async () => {
    const { bot, ...lab } = await aServedLab();
    await lab.ada.in(lab.channel).types('/papers subscribe paper-of-the-day daily at 10').message();
    lab.slack.clock.advance({ hours: 2 });
    await bot.paperboy.beat();
    const [post] = lab.channel.messages();
    const link = post?.buttons.find(({ kind }) => kind === 'link');
    if (post === undefined || link === undefined) throw new Error(`no link: ${post?.text}`);
    await lab.ada.in(lab.channel).presses(post, link.label).received();
    expectNoTrouble(lab, bot);
  });

  it('finds the papers that a message names, by the entry in its menu', async () => {
    const { bot, ...lab } = await aServedLab();
    const posted = lab.bob.in(lab.channel).posts('read https://arxiv.org/abs/2601.00010 and 2601.00011');
    const answer = await lab.ada.in(lab.channel).uses('Find papers', posted).message();
    expect(answer).toMatchObject({ visibility: 'private', text: expect.stringContaining('2 papers are named there.') });
    expectNoTrouble(lab, bot);
  });

  it('is done once where Slack brings it twice', async () => {
    const { bot, ...lab } = await aServedLab();
    const asked = lab.ada.in(lab.channel).types('/papers subscribe paper-of-the-day daily at 10');
    await asked.message();
    const [delivery] = lab.slack.deliveries;
    if (delivery === undefined) throw new Error('nothing was brought');
    await lab.slack.deliverAgain(delivery);
    const place = { platform: 'slack', workspace: lab.workspace.workspace.id, channel: lab.channel.id } as const;
    expect(await bot.paperboy.records.subscriptionsIn(place)).toHaveLength(1);
    expectNoTrouble(lab, bot);
  });
});

describe('a person’s time zone on Slack', () => {
  it('is that of their profile, until they choose one', async () => {
    const { bot, ...lab } = await aServedLab();
    const eve = lab.workspace.addPerson('eve', { zone: 'Europe/Berlin' });
    const at = eve.in(lab.channel);
    expect((await at.types('/papers settings').message()).text).toMatch(/Europe\/Berlin, as your profile here has it/);
    const digest = await at.types('/papers subscribe digest "agents" weekdays at 9').message();
    expect(digest.text).toMatch(/09:00, Europe\/Berlin/);
    expect((await at.types('/papers settings zone Asia/Tokyo').message()).text).toMatch(/Asia\/Tokyo/);
    const group = await at.types('/papers group create weekly on thursday at 15:00').message();
    expect(group.text).toMatch(/15:00, Asia\/Tokyo/);
    expectNoTrouble(lab, bot);
  });
});

describe('App Home on Slack', () => {
  it('shows one’s list, subscriptions and groups, opens what is pressed over it, and is anew after', async () => {
    const { bot, ...lab } = await aServedLab();
    const at = lab.ada.in(lab.channel);
    await at.types('/papers save 2601.00010').message();
    await lab.ada.inDirectMessage().types('/papers subscribe digest "agents" weekdays at 9').message();
    await at.types('/papers group create weekly on thursday at 15:00').message();
    const home = await lab.ada.opensHome().home();
    expect(home.text).toMatch(/Your reading list[\s\S]*Agents that read, part 1[\s\S]*1 subscription[\s\S]*next/);
    expect(home.text).toMatch(/Your reading groups[\s\S]*Reading group in [\s\S]*you present/);
    const opened = lab.ada.presses(home, 'Open');
    const paper = await opened.form();
    expect(paper.text).toMatch(/Agents that read, part 1/);
    await opened.home();
    const unsaved = lab.ada.presses(paper, 'Unsave');
    expect((await unsaved.form()).text).toMatch(/\S/);
    expect((await unsaved.home()).text).toMatch(/Your reading list is empty/);
    expectNoTrouble(lab, bot);
  });
});
