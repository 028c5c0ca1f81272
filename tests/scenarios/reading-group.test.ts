/**
 * A reading group on Discord, over weeks: the whole program on the twin, with people who join, nominate, vote, swap and leave.
 */
import { describe, expect, it } from 'vitest';
import { aDiscordLab, type DiscordBot, type DiscordLab, restart, startBot } from '../support/a-discord-bot.ts';
import type { Person } from '../support/discord-server/people.ts';
import type { SeenMessage } from '../support/discord-server/seen-message.ts';

/** The story begins on Monday 5 January 2026 at 09:00 UTC; the group meets on Thursdays at 15:00 in Berlin. */
async function aGroup() {
  const lab = await aDiscordLab();
  const bot = await startBot(lab);
  const made = await lab.ada
    .in(lab.channel)
    .types('/papers group create', { when: 'weekly on thursday at 15:00 zone Europe/Berlin' })
    .message();
  expect(made.text).toMatch(/Reading group is made/);
  const people = new Map([
    ['ada', lab.ada],
    ['bob', lab.bob],
  ]);
  const person = (name: string): Person => {
    const known = people.get(name) ?? lab.discord.addPerson(name);
    if (!people.has(name)) lab.guild.addMember(known);
    people.set(name, known);
    return known;
  };
  return { ...lab, bot, person };
}

const at = ({ channel }: DiscordLab, person: Person) => person.in(channel);
const posts = ({ channel }: DiscordLab, title: RegExp): readonly SeenMessage[] =>
  channel.messages().filter(({ text }) => title.test(text));

/** Hour by hour, as beats come. */
async function pass({ discord }: DiscordLab, { paperboy }: DiscordBot, hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour += 1) {
    discord.clock.advance({ hours: 1 });
    await paperboy.beat();
    await paperboy.beat(); // what stands beneath a post follows it
  }
}

describe('a reading group', () => {
  it('goes through its cycle: nominations, a ballot, a choice, reminders, a meeting with questions in its thread', async () => {
    const { bot, person, ...lab } = await aGroup();
    const [ada, bob] = [person('ada'), person('bob')];
    await at(lab, bob).types('/papers group join').message();
    const shown = await at(lab, bob).types('/papers show', { paper: '2601.00012' }).message();
    expect((await at(lab, bob).presses(shown, 'Nominate').message()).text).toMatch(/is nominated/);
    await at(lab, ada).types('/papers group nominate', { paper: '2601.00010' }).message();
    // Votes of the first week began on Sunday before the group was made, so its ballot is asked for
    const ballot = await at(lab, ada).types('/papers group ballot').message();
    expect(ballot.text).toMatch(/part 3[\s\S]*part 1/);
    await at(lab, ada).presses(ballot, 'Vote 1').message();
    const voted = await at(lab, bob)
      .presses(await at(lab, bob).types('/papers group ballot').message(), 'Vote 1 · 1')
      .message();
    expect(voted.text).toMatch(/2 votes: ada, bob/);
    await pass(lab, bot, 4 * 24);
    expect(posts(lab, /this is what we read/)).toHaveLength(1);
    expect(posts(lab, /this is what we read/)[0]?.text).toMatch(/part 3[\s\S]*ada\*\* presents[\s\S]*Chosen with 2 votes/);
    expect(posts(lab, /meets tomorrow/)).toHaveLength(1);
    expect(posts(lab, /meets in an hour/)).toHaveLength(1);
    const [meeting] = posts(lab, /meets now/);
    expect(meeting?.text).toMatch(/part 3/);
    const [thread] = lab.channel.threads();
    expect(
      thread
        ?.messages()
        .map(({ text }) => text)
        .join(),
    ).toMatch(/To talk over/);
    await pass(lab, bot, 24);
    expect(posts(lab, /nominations are open/)).toHaveLength(1);
    expect((await at(lab, bob).types('/papers group present').message()).text).toMatch(/bob\*\* is next/);
    expect((await at(lab, bob).types('/papers group archive').message()).text).toMatch(/part 3[\s\S]*2 votes · ada presented/);
    expect(lab.discord.violations.byBot()).toEqual([]);
  });

  it('puts papers of the week to the vote where nobody nominated, and counts each member once, over a restart', async () => {
    const { bot, person, ...lab } = await aGroup();
    await pass(lab, bot, 6 * 24 + 6);
    const [ballot] = posts(lab, /what do we read next/);
    expect(ballot?.text).toMatch(/proposed, as nobody nominated/);
    if (ballot === undefined) throw new Error('no ballot');
    const names = ['bob', 'cai', 'dov'];
    for (const name of names) await at(lab, person(name)).presses(ballot, 'Join the group').message();
    const again = await restart(lab, bot);
    let shown = ballot;
    for (const name of ['bob', 'bob', 'cai']) {
      const label = shown.buttons.find((button) => button.label.startsWith('Vote 2'))?.label ?? '';
      shown = await at(lab, person(name)).presses(shown, label).message();
    }
    expect(shown.id).toBe(ballot.id);
    expect(shown.text).toMatch(/2 votes: bob, cai/);
    const moved = await at(lab, person('bob')).presses(shown, 'Vote 1').message();
    expect(moved.text).toMatch(/1 vote: bob[\s\S]*1 vote: cai/);
    await again.stop();
  });

  it('meets about a paper that the channel was sent before as one of the day', async () => {
    const { bot, person, ...lab } = await aGroup();
    await at(lab, lab.ada).types('/papers subscribe paper-of-the-day', { when: 'daily at 9:30 zone UTC' }).message();
    await pass(lab, bot, 1);
    const [ofTheDay] = posts(lab, /part \d/);
    const [part = ''] = /part \d+/.exec(ofTheDay?.text ?? '') ?? [];
    await at(lab, lab.ada)
      .types('/papers group nominate', { paper: part.replace(/part (\d+)/, (_, n) => `2601.000${Number(n) + 9}`) })
      .message();
    await pass(lab, bot, 4 * 24);
    const [meeting, ...again] = posts(lab, /meets now/);
    expect(meeting?.text).toContain(part);
    expect(again).toEqual([]);
    expect(lab.channel.threads().map((thread) => thread.messages().length)).toEqual([1]);
    expect(lab.discord.violations.byBot()).toEqual([]);
  });

  it('pauses the reminders of one who takes no direct messages, says so where they ask, and reminds all others', async () => {
    const { bot, person, ...lab } = await aGroup();
    const [bob, cai] = [person('bob'), person('cai')];
    for (const each of [bob, cai]) {
      await at(lab, each).types('/papers group join').message();
      await at(lab, each).types('/papers group remind', { how: 'me' }).message();
    }
    cai.closeDirectMessages();
    await pass(lab, bot, 4 * 24);
    expect(
      bob
        .inDirectMessage()
        .sees()
        .filter(({ text }) => /meets (?:tomorrow|in an hour)/.test(text)),
    ).toHaveLength(2);
    expect(posts(lab, /meets (?:tomorrow|in an hour)/)).toHaveLength(2);
    const told = await at(lab, cai).types('/papers group remind').message();
    expect(told.text).toMatch(/could not be delivered/);
    expect((await at(lab, bob).types('/papers group remind').message()).text).not.toMatch(/could not be delivered/);
    expect((await at(lab, cai).presses(told, 'In the channel').message()).text).toMatch(/in the channel/);
  });

  it('lets go of who asks to be forgotten, and keeps what was decided', async () => {
    const { bot, person, ...lab } = await aGroup();
    const bob = person('bob');
    await at(lab, bob).types('/papers group join').message();
    await at(lab, bob).types('/papers group remind', { how: 'me' }).message();
    await at(lab, bob).types('/papers group nominate', { paper: '2601.00012' }).message();
    await at(lab, bob).types('/papers group vote', { paper: '2601.00012' }).message();
    const asked = await at(lab, bob).types('/papers forget-me').message();
    expect((await at(lab, bob).presses(asked, 'Delete everything').message()).text).toMatch(/1 group membership/);
    expect((await at(lab, lab.ada).types('/papers group ballot').message()).text).toMatch(/1 vote: somebody/);
    await pass(lab, bot, 4 * 24);
    expect(posts(lab, /meets now/)[0]?.text).toMatch(/part 3[\s\S]*1 member: ada/);
    expect(lab.discord.violations.byBot()).toEqual([]);
  });

  it('lets only members vote and nominate, and only who manages the channel change the group', async () => {
    const { bot, person, ...lab } = await aGroup();
    const cai = person('cai');
    expect((await at(lab, cai).types('/papers group nominate', { paper: '2601.00010' }).message()).text).toMatch(/for members/);
    for (const command of ['skip', 'delete']) {
      expect((await at(lab, cai).types(`/papers group ${command}`).message()).text, command).toMatch(/Manage Channels/);
    }
    expect((await at(lab, cai).types('/papers group settings', { ballot: 5 }).message()).text).toMatch(/Manage Channels/);
    const elsewhere = lab.guild.addChannel('elsewhere');
    expect((await lab.ada.in(elsewhere).types('/papers group next').message()).text).toMatch(/There is no reading group here/);
    expect((await lab.ada.inDirectMessage().types('/papers group create', { when: 'weekly' }).message()).text).toMatch(
      /belongs to a channel/,
    );
    expect(bot.news.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('leaves out a skipped meeting, which is nobody’s turn, and is quiet once it is deleted', async () => {
    const { bot, person, ...lab } = await aGroup();
    await at(lab, person('bob')).types('/papers group join').message();
    await at(lab, lab.ada).types('/papers group skip').message();
    await pass(lab, bot, 5 * 24);
    expect(posts(lab, /meets/)).toEqual([]);
    expect((await at(lab, person('bob')).types('/papers group present').message()).text).toMatch(/ada\*\* is next/);
    const asked = await at(lab, lab.ada).types('/papers group delete').message();
    await at(lab, lab.ada).presses(asked, 'Delete the group').message();
    const before = lab.channel.messages().length;
    await pass(lab, bot, 8 * 24);
    expect(lab.channel.messages()).toHaveLength(before);
  });

  it('is fair to seven over half a year with a clock change, swaps, a volunteer and somebody who leaves and comes back', {
    timeout: 60_000,
  }, async () => {
    const { bot, person, ...lab } = await aGroup();
    const names = ['ada', 'bob', 'cai', 'dov', 'eve', 'fay', 'gil'];
    for (const name of names.slice(1)) await at(lab, person(name)).types('/papers group join').message();
    for (let week = 0; week < 26; week += 1) {
      if (week === 3) await at(lab, person('eve')).types('/papers group swap').message();
      if (week === 8) await at(lab, person('gil')).types('/papers group volunteer').message();
      if (week === 10) await at(lab, person('fay')).types('/papers group leave').message();
      if (week === 15) await at(lab, person('fay')).types('/papers group join').message();
      lab.discord.clock.advance({ hours: 7 * 24 });
      for (let beat = 0; beat < 3; beat += 1) await bot.paperboy.beat();
    }
    const rota = await at(lab, lab.ada).types('/papers group present').message();
    const turns = [...rota.text.matchAll(/presented (once|\d+ times)/g)].map(([, often]) =>
      often === 'once' ? 1 : Number.parseInt(String(often), 10),
    );
    expect(turns).toHaveLength(7);
    expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1);
    expect(lab.discord.unanswered()).toEqual([]);
  });
});
