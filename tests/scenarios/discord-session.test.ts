/**
 * The bot on Discord as a person meets it: every command, button and menu through the real client, over real sockets.
 */
import { describe, expect, it } from 'vitest';
import { discordCommands } from '../../src/platforms/discord/register.ts';
import { aDiscordLab, type DiscordLab, restart, startBot } from '../support/a-discord-bot.ts';
import { ask, saying } from '../support/discord-server/raw-api.ts';
import type { OptionValues } from '../support/discord-server/typed-command.ts';

async function aServedLab() {
  const lab = await aDiscordLab();
  return { ...lab, bot: await startBot(lab) };
}

/** Nothing that Discord refused, nothing left unanswered, nothing that went wrong. */
function expectNoTrouble(lab: DiscordLab, bot: Awaited<ReturnType<typeof startBot>>): void {
  expect(lab.discord.violations.all).toEqual([]);
  expect(lab.discord.unanswered()).toEqual([]);
  expect(bot.news.filter(({ level }) => level !== 'info' && level !== 'debug')).toEqual([]);
}

const EVERY_COMMAND: readonly (readonly [path: string, options: OptionValues, said: RegExp])[] = [
  ['search', { query: 'agents that read' }, /Agents that read/],
  ['show', { paper: '2601.00010' }, /Agents that read, part 1/],
  ['similar', { paper: '2601.00010' }, /\S/],
  ['find', { text: 'see https://arxiv.org/abs/2601.00010' }, /1 paper is named there/],
  ['today', { date: '2026-01-02' }, /Agents that read, part 7/],
  ['trending', { window: 'month' }, /\S/],
  ['save', { paper: '2601.00010' }, /Agents that read, part 1/],
  ['list', {}, /Agents that read, part 1/],
  ['export', { format: 'bibtex' }, /\S/],
  ['unsave', { paper: '2601.00010' }, /\S/],
  ['subscribe digest', { query: 'agents', max: 5 }, /Subscribed/],
  ['subscribe paper-of-the-day', { when: 'weekdays at 9' }, /Subscribed/],
  ['subscriptions', {}, /paper of the day/i],
  ['follow author', { name: 'Ada Lovelace' }, /\S/],
  ['unfollow author', { name: 'Ada Lovelace' }, /\S/],
  ['follow org', { name: 'deepseek-ai' }, /\S/],
  ['unfollow org', { name: 'deepseek-ai' }, /\S/],
  ['watch', { paper: '2601.00010' }, /Watch of \*\*Agents that read, part 1/],
  ['unwatch', { paper: '2601.00010' }, /Ended: Watch of/],
  ['group create', { when: 'weekly on thursday at 15:00' }, /Reading group is made/],
  ['group settings', { ballot: 5 }, /is changed/],
  ['group join', {}, /You are in/],
  ['group nominate', { paper: '2601.00010' }, /nominated/],
  ['group ballot', {}, /what do we read next/],
  ['group vote', { paper: '2601.00010' }, /1 vote: ada/],
  ['group next', {}, /next meeting/],
  ['group present', {}, /is next/],
  ['group volunteer', {}, /You present/],
  ['group swap', {}, /your own turn/],
  ['group remind', { how: 'me' }, /by direct message/],
  ['group taste', { add: 'low-rank' }, /added by hand/],
  ['group leave', {}, /You left/],
  ['group move', { when: 'saturday at 16:00' }, /is moved/],
  ['group skip', {}, /left out/],
  ['group archive', {}, /what we read/],
  ['group export', { format: 'ics' }, /read so far/],
  ['group delete', {}, /cannot be undone/],
  ['settings show', {}, /zone/i],
  ['settings zone', { zone: 'Europe/Berlin' }, /Berlin/],
  ['settings language', { language: 'de' }, /\S/],
  ['help', {}, /\/papers search/],
  ['about', {}, /0\.1\.0/],
  ['forget-me', {}, /\S/],
];

describe('every command on Discord', () => {
  it('is answered, private but for the list of a day, and acknowledged before all else', async () => {
    const { bot, ...lab } = await aServedLab();
    for (const [path, options, said] of EVERY_COMMAND) {
      const answer = await lab.ada.in(lab.channel).types(`/papers ${path}`, options).message();
      expect(answer.text, path).toMatch(said);
      expect(answer.visibility, path).toBe(path === 'today' ? 'public' : 'private');
      expect(answer.text, path).not.toMatch(/went wrong|could not be shown/);
    }
    const subscriptions = await bot.paperboy.records.subscriptionsIn(placeOf(lab));
    for (const command of ['preview', 'pause', 'resume', 'unsubscribe']) {
      const subscription = subscriptions[0]?.id ?? '';
      const answer = await lab.ada.in(lab.channel).types(`/papers ${command}`, { subscription }).message();
      expect(answer.text, command).toMatch(/\S/);
    }
    expectNoTrouble(lab, bot);
  });

  it('that is registered is tried here', async () => {
    const { bot } = await aServedLab();
    const [papers] = discordCommands(bot.paperboy.bot.commands, 'everywhere');
    const branches = papers !== undefined && 'options' in papers ? (papers.options ?? []) : [];
    const paths = branches.flatMap((branch) =>
      branch.type === 2 ? (branch.options ?? []).map(({ name }) => `${branch.name} ${name}`) : [branch.name],
    );
    const tried = new Set([...EVERY_COMMAND.map(([path]) => path), 'preview', 'pause', 'resume', 'unsubscribe']);
    expect(paths.filter((path) => !tried.has(path))).toEqual([]);
  });

  it('works in direct messages and for whoever installed the bot for themselves', async () => {
    const { bot, ...lab } = await aServedLab();
    const eve = lab.discord.addPerson('eve', { installed: 'yes' });
    const friend = lab.discord.addPerson('friend');
    for (const at of [lab.ada.inDirectMessage(), eve.with([friend])]) {
      expect((await at.types('/papers search', { query: 'agents' }).message()).text).toMatch(/Agents that read/);
    }
    const subscribed = await eve.with([friend]).types('/papers subscribe digest', { query: 'agents' }).message();
    expect(subscribed.text).toMatch(/direct messages/);
    expectNoTrouble(lab, bot);
  });

  it('sends a reading list as a file', async () => {
    const { bot, ...lab } = await aServedLab();
    await lab.ada.in(lab.channel).types('/papers save', { paper: '2601.00010' }).message();
    const answer = await lab.ada.in(lab.channel).types('/papers export', { format: 'bibtex' }).message();
    expect(answer.files).toMatchObject([{ name: expect.stringMatching(/\.bib$/), text: expect.stringContaining('2601.00010') }]);
    expectNoTrouble(lab, bot);
  });

  it('answers a mistake with a sentence to the asker alone, and takes a public answer away for it', async () => {
    const { bot, ...lab } = await aServedLab();
    const wrong = lab.ada.in(lab.channel).types('/papers today', { date: 'the day after never' });
    const told = await wrong.message();
    expect(told.visibility).toBe('private');
    expect(lab.channel.messages().filter(({ state }) => state !== 'deleted')).toEqual([]);
    const missing = await lab.ada.in(lab.channel).types('/papers settings zone', { zone: 'Mars/North' }).message();
    expect(missing).toMatchObject({ visibility: 'private', text: expect.stringMatching(/no time zone of that name/) });
    expectNoTrouble(lab, bot);
  });

  it('lets only who manages a channel change what it gets', async () => {
    const { bot, ...lab } = await aServedLab();
    const refused = await lab.bob.in(lab.channel).types('/papers subscribe digest', { query: 'agents' }).message();
    expect(refused.text).toMatch(/Manage Channels/);
    lab.guild.addMember(lab.bob, { may: ['ManageChannels'] });
    const allowed = await lab.bob.in(lab.channel).types('/papers subscribe digest', { query: 'agents' }).message();
    expect(allowed.text).toMatch(/Subscribed/);
    expectNoTrouble(lab, bot);
  });

  it('subscribes no channel where the bot lacks a permission, and names it as Discord’s settings do', async () => {
    const { bot, ...lab } = await aServedLab();
    const quiet = lab.guild.addChannel('quiet', { botMay: ['ViewChannel', 'ReadMessageHistory', 'SendMessagesInThreads'] });
    const refused = await lab.ada.in(quiet).types('/papers subscribe digest', { query: 'agents' }).message();
    expect(refused.text).toContain('Embed Links, Send Messages and Create Public Threads');
    quiet.botMay([
      'ViewChannel',
      'ReadMessageHistory',
      'SendMessages',
      'EmbedLinks',
      'CreatePublicThreads',
      'SendMessagesInThreads',
    ]);
    expect((await lab.ada.in(quiet).types('/papers subscribe digest', { query: 'agents' }).message()).text).toMatch(/Subscribed/);
    expectNoTrouble(lab, bot);
  });
});

describe('what is offered while a person types', () => {
  it('are titles, authors, zones and the asker’s subscriptions', async () => {
    const { bot, ...lab } = await aServedLab();
    const at = lab.ada.in(lab.channel);
    const titles = await at.completes('/papers show', { paper: 'Agents' }, 'paper').choices();
    expect(titles.length).toBeGreaterThan(5);
    expect(titles[0]).toMatchObject({ name: expect.stringMatching(/^Agents that read/) });
    const authors = await at.completes('/papers follow author', { name: 'ada' }, 'name').choices();
    expect(authors).toEqual([{ name: 'Ada Lovelace', value: 'Ada Lovelace' }]);
    expect(await at.completes('/papers settings zone', { zone: 'berl' }, 'zone').choices()).toEqual([
      { name: 'Europe/Berlin', value: 'Europe/Berlin' },
    ]);
    await at.types('/papers subscribe digest', { query: 'agents' }).message();
    await at.completes('/papers preview', { subscription: '' }, 'subscription').choices(); // read for the next letter
    await at.types('/papers subscriptions').message();
    const own = await at.completes('/papers preview', { subscription: '' }, 'subscription').choices();
    expect(own).toHaveLength(1);
    expectNoTrouble(lab, bot);
  });
});

describe('what can be pressed', () => {
  it('turns pages in place, and still does after a restart', async () => {
    const { bot, ...lab } = await aServedLab();
    const first = await lab.ada.in(lab.channel).types('/papers search', { query: 'agents' }).message();
    const next = first.buttons.find(({ label }) => label.startsWith('Next'))?.label ?? '';
    const second = await lab.ada.in(lab.channel).presses(first, next).message();
    expect(second.id).toBe(first.id);
    expect(second.text).not.toBe(first.text);
    const again = await restart(lab, bot);
    const back = second.buttons.find(({ label }) => label.includes('Previous'))?.label ?? '';
    const returned = await lab.ada.in(lab.channel).presses(second, back).message();
    expect(returned.text).toBe(first.text);
    expectNoTrouble(lab, again);
  });

  it('opens a paper out of a menu, saves it, and shares it with the channel in the name of who did', async () => {
    const { bot, ...lab } = await aServedLab();
    const found = await lab.bob.in(lab.channel).types('/papers search', { query: 'agents' }).message();
    const [menu] = found.menus;
    const chosen = menu?.options[1]?.value ?? '';
    const paper = await lab.bob.in(lab.channel).chooses(found, 'open', [chosen]).message();
    expect(paper).toMatchObject({ visibility: 'private', text: expect.stringMatching(/Agents that read/) });
    await lab.bob.in(lab.channel).presses(paper, 'Save').message();
    expect((await lab.bob.in(lab.channel).types('/papers list').message()).text).toMatch(/Agents that read/);
    const shared = await lab.bob.in(lab.channel).presses(paper, 'Share to channel').message();
    expect(shared.visibility).toBe('public');
    expect(shared.text).toContain(`Shared by <@${lab.bob.user.id}>`);
    expect(
      lab.ada
        .in(lab.channel)
        .sees()
        .map(({ id }) => id),
    ).toContain(shared.id);
    expect(shared.buttons.map(({ label }) => label)).not.toContain('Share to channel');
    expectNoTrouble(lab, bot);
  });

  it('asks in a form what a subscription to a search leaves open, and says what was wrong with it', async () => {
    const { bot, ...lab } = await aServedLab();
    const at = lab.ada.in(lab.channel);
    const found = await at.types('/papers search', { query: 'agents' }).message();
    const form = await at.presses(found, 'Subscribe').form();
    expect(form.fields.map(({ label }) => label)).toEqual(['When', 'Max', 'To', 'Details', 'Empty']);
    const subscribed = await at.submits(form, { When: 'fridays at 9', Max: '3', Details: 'none' }).message();
    expect(subscribed).toMatchObject({ visibility: 'private', text: expect.stringMatching(/Subscribed[\s\S]*Fri/) });
    const wrong = await at.submits(await at.presses(found, 'Subscribe').form(), { Max: '300' }).message();
    expect(wrong).toMatchObject({ visibility: 'private', text: expect.stringContaining('max is a whole number from 1 to 25') });
    expect(await bot.paperboy.records.subscriptionsIn(placeOf(lab))).toMatchObject([{ program: { kind: 'digest', max: 3 } }]);
    expectNoTrouble(lab, bot);
  });

  it('answers a button of another version with what to do, and leaves what stands', async () => {
    const { bot, ...lab } = await aServedLab();
    const old = { type: 2, style: 2, label: 'Next', custom_id: '0|search.page|older' };
    const components = [{ type: 1, components: [old] }];
    await ask(lab.discord, `POST /channels/${lab.channel.id}/messages`, { body: saying('Results', { components }) });
    const [standing] = lab.channel.messages();
    if (standing === undefined) throw new Error('nothing was posted');
    const told = await lab.bob.in(lab.channel).presses(standing, 'Next').message();
    expect(told).toMatchObject({ visibility: 'private', text: expect.stringContaining('from an older version') });
    expect(lab.channel.messages()).toMatchObject([{ text: 'Results', state: 'there' }]);
    expectNoTrouble(lab, bot);
  });

  it('finds the papers that a message names, by the entry in its menu', async () => {
    const { bot, ...lab } = await aServedLab();
    const posted = lab.bob.in(lab.channel).posts('read https://arxiv.org/abs/2601.00010 and 2601.00011');
    const answer = await lab.ada.in(lab.channel).uses('Find papers', posted).message();
    expect(answer).toMatchObject({ visibility: 'private', text: expect.stringContaining('2 papers are named there.') });
    expectNoTrouble(lab, bot);
  });
});

function placeOf({ guild, channel }: Pick<DiscordLab, 'guild' | 'channel'>) {
  return { platform: 'discord', workspace: guild.guild.id, channel: channel.id } as const;
}
