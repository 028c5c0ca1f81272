/**
 * One story for Discord and Slack, word for word, wherever the bot does the same on both: the whole program on the twin of each.
 */
import { describe, expect, it } from 'vitest';
import type { Paperboy } from '../../src/wiring.ts';
import { aDiscordLab, restart, startBot } from '../support/a-discord-bot.ts';
import { aSlackLab, restartSlackBot, startSlackBot } from '../support/a-slack-bot.ts';
import type { OptionValues as TypedOptions } from '../support/discord-server/typed-command.ts';
import type { PersonAt } from '../support/slack-server/story/person.ts';
import type { SeenMessage } from '../support/slack-server/story/seen-message.ts';

interface Message {
  readonly id: string;
  readonly text: string;
  readonly visibility: 'public' | 'private';
  readonly buttons: readonly { readonly label: string }[];
}

interface Asked {
  readonly message: () => Promise<Message>;
}

/** What a person can do on either. */
interface At {
  types(line: string, options?: Readonly<Record<string, string | number>>): Asked;
  /** Messages are given back as they came: methods, as each platform's own are more than is named here. */
  presses(message: Message, button: string): Asked;
  uses(entry: string, message: Message): Asked;
  posts(text: string): Message;
  sees(): readonly Message[];
}

interface Lab {
  readonly ada: At;
  readonly bob: At;
  readonly adaDirectly: At;
  readonly bobDirectly: At;
  /** What all see in the channel, what stands in threads left out. */
  readonly channel: () => readonly Message[];
  readonly beneath: (post: Message) => readonly Message[];
  /** By which a client opens it. */
  readonly addressOf: (post: Message) => string;
  /** As it was sent, addresses and all. */
  readonly sourceOf: (message: Message) => string;
  readonly paperboy: () => Paperboy;
  readonly advance: (by: { readonly hours?: number; readonly minutes?: number }) => void;
  /** The next post is taken and its answer lost, or is refused with a wait. */
  readonly loseAnswer: () => void;
  readonly askToWait: (seconds: number) => void;
  readonly restart: () => Promise<void>;
  readonly expectNoTrouble: () => void;
}

async function onDiscord(): Promise<Lab> {
  const lab = await aDiscordLab();
  let bot = await startBot(lab);
  const at = (person: typeof lab.ada): At => person.in(lab.channel);
  const route = 'POST /channels/:channel/messages';
  return {
    ada: at(lab.ada),
    bob: at(lab.bob),
    adaDirectly: lab.ada.inDirectMessage(),
    bobDirectly: lab.bob.inDirectMessage(),
    channel: () => lab.channel.messages().filter(({ state }) => state !== 'deleted'),
    beneath: ({ id }) =>
      lab.channel
        .threads()
        .find((thread) => thread.id === id)
        ?.messages() ?? [],
    addressOf: ({ id }) => `https://discord.com/channels/${lab.guild.guild.id}/${lab.channel.id}/${id}`,
    sourceOf: ({ text }) => text,
    paperboy: () => bot.paperboy,
    advance: (by) => lab.discord.clock.advance(by),
    loseAnswer: () => void lab.discord.orderFault({ route, fault: { kind: 'drop', end: 'closed', request: 'done' } }),
    askToWait: (retryAfterSeconds) =>
      void lab.discord.orderFault({ route, fault: { kind: 'rate-limit', retryAfterSeconds, scope: 'user' } }),
    restart: async () => {
      bot = await restart(lab, bot);
    },
    expectNoTrouble: () => {
      expect(lab.discord.violations.byBot().filter(({ code }) => code !== 10_003)).toEqual([]); // a thread that is not there yet
      expect(lab.discord.unanswered()).toEqual([]);
      expect(bot.news.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
    },
  };
}

async function onSlack(): Promise<Lab> {
  const lab = await aSlackLab();
  let bot = await startSlackBot(lab);
  /** Messages come back as the twin gave them. */
  const handled = (own: PersonAt): At => ({
    ...own,
    presses: (message, button) => own.presses(message as SeenMessage, button),
    uses: (entry, message) => own.uses(entry, message as SeenMessage),
  });
  const at = (person: typeof lab.ada): At => handled(person.in(lab.channel));
  const method = 'chat.postMessage';
  return {
    ada: at(lab.ada),
    bob: at(lab.bob),
    adaDirectly: handled(lab.ada.inDirectMessage()),
    bobDirectly: handled(lab.bob.inDirectMessage()),
    channel: () => lab.channel.messages().filter(({ thread }) => thread === undefined),
    beneath: (post) => lab.channel.replies(post as SeenMessage),
    addressOf: ({ id }) => `slack.com/archives/${lab.channel.id}/p${id.replace('.', '')}`,
    sourceOf: (message) => JSON.stringify((message as SeenMessage).recorded.blocks),
    paperboy: () => bot.paperboy,
    advance: (by) => lab.slack.clock.advance(by),
    loseAnswer: () => void lab.slack.orderFault({ method, fault: { kind: 'drop', end: 'closed', request: 'done' } }),
    askToWait: (retryAfterSeconds) => void lab.slack.orderFault({ method, fault: { kind: 'rate-limit', retryAfterSeconds } }),
    restart: async () => {
      bot = await restartSlackBot(lab, bot);
    },
    expectNoTrouble: () => {
      expect(lab.slack.violations.byBot()).toEqual([]);
      expect(lab.slack.unanswered()).toEqual([]);
      expect(bot.news.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
    },
  };
}

const EVERY_COMMAND: readonly (readonly [
  path: string,
  options: TypedOptions & Readonly<Record<string, string | number>>,
  said: RegExp,
])[] = [
  ['search', { query: 'agents that read' }, /Agents that read/],
  ['show', { paper: '2601.00010' }, /Agents that read, part 1/],
  ['similar', { paper: '2601.00010' }, /\S/],
  ['find', { text: 'see https://arxiv.org/abs/2601.00010' }, /1 paper is named there/],
  ['today', { date: '2026-01-02' }, /Agents that read, part 7/],
  ['trending', { window: 'month' }, /\S/],
  ['save', { paper: '2601.00010' }, /Agents that read, part 1/],
  ['list', {}, /Agents that read, part 1/],
  ['unsave', { paper: '2601.00010' }, /\S/],
  ['subscribe digest', { query: 'agents', max: 5 }, /Subscribed/],
  ['subscribe paper-of-the-day', { when: 'weekdays at 9' }, /Subscribed/],
  ['subscriptions', {}, /paper of the day/i],
  ['follow author', { name: 'Ada Lovelace' }, /\S/],
  ['unfollow author', { name: 'Ada Lovelace' }, /\S/],
  ['settings zone', { zone: 'Europe/Berlin' }, /Berlin/],
  ['help', {}, /\/papers search/],
  ['about', {}, /0\.1\.0/],
  ['forget-me', {}, /\S/],
];

async function nextHours(lab: Lab, hours: number): Promise<void> {
  lab.advance({ hours });
  await lab.paperboy().beat();
}

describe.each([
  ['Discord', onDiscord],
  ['Slack', onSlack],
] as const)('on %s', (_, start) => {
  it('every command is answered, private but for the list of a day', async () => {
    const lab = await start();
    for (const [path, options, said] of EVERY_COMMAND) {
      const answer = await lab.ada.types(`/papers ${path}`, options).message();
      expect(answer.text, path).toMatch(said);
      expect(answer.visibility, path).toBe(path === 'today' ? 'public' : 'private');
      expect(answer.text, path).not.toMatch(/went wrong|could not be shown/);
    }
    lab.expectNoTrouble();
  });

  it('pages turn in place, and still do after a restart', async () => {
    const lab = await start();
    const first = await lab.ada.types('/papers search', { query: 'agents' }).message();
    const second = await lab.ada.presses(first, 'Next').message();
    expect(second.id).toBe(first.id);
    expect(second.text).not.toBe(first.text);
    await lab.restart();
    expect((await lab.ada.presses(second, 'Previous').message()).text).toBe(first.text);
    lab.expectNoTrouble();
  });

  it('what one person was shown is shared with all in their name, and cannot be shared from there again', async () => {
    const lab = await start();
    const paper = await lab.bob.types('/papers show', { paper: '2601.00010' }).message();
    const shared = await lab.bob.presses(paper, 'Share to channel').message();
    expect(shared).toMatchObject({ visibility: 'public', text: expect.stringContaining('Shared by') });
    expect(shared.buttons.map(({ label }) => label)).not.toContain('Share to channel');
    expect(lab.ada.sees().map(({ id }) => id)).toContain(shared.id);
    lab.expectNoTrouble();
  });

  it('a mistake is told to whoever made it, alone', async () => {
    const lab = await start();
    for (const [path, options] of [
      ['today', { date: 'the day after never' }],
      ['settings zone', { zone: 'Mars/North' }],
    ] as const) {
      expect((await lab.ada.types(`/papers ${path}`, options).message()).visibility, path).toBe('private');
    }
    expect(lab.channel()).toEqual([]);
    lab.expectNoTrouble();
  });

  it('the papers that a message names are found by the entry in its menu', async () => {
    const lab = await start();
    const posted = lab.bob.posts('read https://arxiv.org/abs/2601.00010 and 2601.00011');
    const answer = await lab.ada.uses('Find papers', posted).message();
    expect(answer).toMatchObject({ visibility: 'private', text: expect.stringContaining('2 papers are named there.') });
    lab.expectNoTrouble();
  });

  it('a paper of the day comes once a day, and is liked by whoever presses, also after a restart', async () => {
    const lab = await start();
    await lab.ada.types('/papers subscribe paper-of-the-day', { when: 'daily at 10' }).message();
    await nextHours(lab, 2);
    await lab.paperboy().beat();
    const [post, ...others] = lab.channel();
    expect(others).toEqual([]);
    if (post === undefined) throw new Error('nothing was posted');
    const liked = await lab.bob.presses(post, '👍').message();
    expect(liked.id).toBe(post.id);
    await lab.restart();
    const twice = await lab.ada.presses(liked, '👍 1').message();
    expect(twice.buttons.map(({ label }) => label)).toContain('👍 2');
    await nextHours(lab, 24);
    expect(lab.channel()).toHaveLength(2);
    lab.expectNoTrouble();
  });

  it('a post whose answer was lost is there once, also over a restart', async () => {
    const lab = await start();
    await lab.ada.types('/papers subscribe paper-of-the-day', { when: 'daily at 10' }).message();
    lab.loseAnswer();
    await nextHours(lab, 2);
    await lab.restart();
    lab.advance({ minutes: 30 });
    await lab.paperboy().beat();
    await nextHours(lab, 2);
    expect(lab.channel()).toHaveLength(1);
  });

  it('a post that has to wait comes late, and once', async () => {
    const lab = await start();
    await lab.ada.types('/papers subscribe paper-of-the-day', { when: 'daily at 10' }).message();
    lab.askToWait(60);
    await nextHours(lab, 2);
    expect(lab.channel()).toHaveLength(0);
    lab.advance({ minutes: 3 });
    await lab.paperboy().beat();
    expect(lab.channel()).toHaveLength(1);
  });

  it('a digest tells more in its thread, opens the rest to whoever asks, and comes directly to whoever wants it so', async () => {
    const lab = await start();
    await lab.ada.types('/papers subscribe digest', { query: 'agents', max: 2, when: 'daily at 10' }).message();
    await lab.adaDirectly.types('/papers subscribe digest', { query: 'agents', max: 2, when: 'daily at 10' }).message();
    const before = lab.adaDirectly.sees().length;
    await nextHours(lab, 2);
    const [post] = lab.channel();
    if (post === undefined) throw new Error('nothing was posted');
    expect(post.text).toMatch(/Agents that read/);
    expect(lab.beneath(post).length).toBeGreaterThan(0);
    expect(lab.adaDirectly.sees().length).toBeGreaterThan(before);
    const rest = post.buttons.find(({ label }) => /more/i.test(label))?.label ?? '';
    const shown = await lab.bob.presses(post, rest).message();
    expect(shown).toMatchObject({ visibility: 'private', text: expect.stringMatching(/Agents that read/) });
    lab.expectNoTrouble();
  });

  it('a reading group goes through its cycle, a step at a time and each once, also over a restart', async () => {
    const lab = await start();
    const when = 'weekly on thursday at 15:00 zone Europe/Berlin';
    expect((await lab.ada.types('/papers group create', { when }).message()).text).toMatch(/is made/);
    expect((await lab.bob.types('/papers group join').message()).text).toMatch(/2 members: ada and bob/);
    const paper = await lab.bob.types('/papers show', { paper: '2601.00012' }).message();
    expect((await lab.bob.presses(paper, 'Nominate').message()).text).toMatch(/is nominated/);
    const ballot = await lab.ada.types('/papers group ballot').message();
    const voted = await lab.ada.presses(ballot, 'Vote 1').message();
    expect(voted.text).toMatch(/1 vote: ada/);
    await lab.restart();
    for (let hour = 0; hour < 4 * 24; hour += 1) {
      await nextHours(lab, 1);
      await lab.paperboy().beat();
    }
    const said = lab.channel().map(({ text }) => text);
    const steps = [/this is what we read/, /meets tomorrow/, /meets in an hour/, /meets now/];
    expect(steps.map((step) => said.filter((text) => step.test(text)).length)).toEqual([1, 1, 1, 1]);
    const meeting = lab.channel().find(({ text }) => /meets now/.test(text));
    if (meeting === undefined) throw new Error('no meeting');
    expect(
      lab
        .beneath(meeting)
        .map(({ text }) => text)
        .join(),
    ).toMatch(/To talk over/);
    expect((await lab.bob.types('/papers group archive').message()).text).toMatch(/part 3[\s\S]*1 vote · ada presented/);
    lab.expectNoTrouble();
  });

  it('a meeting that is moved has its steps around its new time, once each, and is told of in the channel', async () => {
    const lab = await start();
    const when = 'weekly on thursday at 15:00 zone Europe/Berlin';
    await lab.ada.types('/papers group create', { when }).message();
    await lab.bob.types('/papers group join').message();
    await lab.bob.types('/papers group nominate', { paper: '2601.00012' }).message();
    expect((await lab.ada.types('/papers group move', { when: 'last friday' }).message()).text).toMatch(/cannot hold/);
    expect((await lab.ada.types('/papers group move', { when: '2026-01-20' }).message()).text).toMatch(/comes before that/);
    expect((await lab.ada.types('/papers group move', { when: '2026-01-02' }).message()).text).toMatch(/is over/);
    await lab.bob.types('/papers group remind', { how: 'me' }).message();
    expect((await lab.ada.types('/papers group move', { when: 'saturday at 10' }).message()).text).toMatch(/is moved/);
    expect((await lab.bob.types('/papers group next').message()).text).toMatch(/next meeting .+, moved from \S/);
    expect((await lab.ada.types('/papers group move', { when: 'back' }).message()).text).not.toMatch(/moved from/);
    expect((await lab.ada.types('/papers group move', { when: 'saturday at 10' }).message()).text).toMatch(/is moved/);
    await lab.restart();
    for (let hour = 0; hour < 6 * 24; hour += 1) {
      await nextHours(lab, 1);
      await lab.paperboy().beat();
    }
    const said = lab.channel().map(({ text }) => text);
    const steps = [
      /the meeting is moved/,
      /this is what we read/,
      /meets tomorrow/,
      /meets in an hour/,
      /meets now/,
      /nominations are open/,
    ];
    expect(steps.map((step) => said.filter((text) => step.test(text)).length)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(said.findIndex((text) => /meets now/.test(text))).toBeGreaterThan(said.findIndex((text) => /in an hour/.test(text)));
    expect((await lab.bob.types('/papers group archive').message()).text).toMatch(/part 3[\s\S]*ada presented/);
    const direct = lab.bobDirectly.sees().map(({ text }) => text);
    expect(direct.filter((text) => /meets tomorrow/.test(text))).toHaveLength(1);
    expect(direct.filter((text) => /meets in an hour/.test(text))).toHaveLength(1);
    lab.expectNoTrouble();
  });

  it('reminders reach each member where they chose, and the channel only while somebody is reminded there', async () => {
    const lab = await start();
    await lab.ada.types('/papers group create', { when: 'weekly on thursday at 15:00 zone Europe/Berlin' }).message();
    expect((await lab.bob.types('/papers group remind', { how: 'me' }).message()).text).toMatch(/for members/);
    await lab.bob.types('/papers group join').message();
    const chosen = await lab.bob.types('/papers group remind', { how: 'me' }).message();
    expect(chosen.text).toMatch(/by direct message/);
    const asked = await lab.ada.types('/papers group remind').message();
    expect(asked.text).toMatch(/in the channel/);
    expect((await lab.ada.presses(asked, 'Not at all').message()).text).toMatch(/not reminded/);
    for (let hour = 0; hour < 4 * 24; hour += 1) await nextHours(lab, 1);
    expect(lab.channel().filter(({ text }) => /meets (?:tomorrow|in an hour)/.test(text))).toEqual([]);
    expect(lab.bobDirectly.sees().filter(({ text }) => /meets (?:tomorrow|in an hour)/.test(text))).toHaveLength(2);
    await lab.bob.types('/papers group leave').message();
    for (let hour = 0; hour < 7 * 24; hour += 1) await nextHours(lab, 1);
    expect(lab.bobDirectly.sees().filter(({ text }) => /meets (?:tomorrow|in an hour)/.test(text))).toHaveLength(2);
    lab.expectNoTrouble();
  });

  it('remembers what was posted and discussed, with a way there, and searches what was seen, also over a restart', async () => {
    const lab = await start();
    await lab.ada.types('/papers subscribe paper-of-the-day', { when: 'daily at 10' }).message();
    await lab.ada.types('/papers group create', { when: 'weekly on thursday at 15:00 zone Europe/Berlin' }).message();
    await nextHours(lab, 2);
    const [post] = lab.channel();
    if (post === undefined) throw new Error('nothing was posted');
    const number = /part (\d+)/.exec(post.text)?.[1] ?? '';
    const paper = `2601.000${Number(number) + 9}`;
    await lab.ada.types('/papers group nominate', { paper }).message();
    const shown = await lab.bob.types('/papers show', { paper }).message();
    expect(shown.text).toMatch(/Nominated here[\s\S]*Paper of the day here/);
    expect(lab.sourceOf(shown)).toContain(lab.addressOf(post));
    await lab.restart();
    for (let hour = 0; hour < 4 * 24; hour += 1) {
      await nextHours(lab, 1);
      await lab.paperboy().beat();
    }
    const meeting = lab.channel().find(({ text }) => /meets now/.test(text));
    if (meeting === undefined) throw new Error('no meeting');
    expect(meeting.text).toContain(`part ${number}`);
    const later = await lab.bob.types('/papers show', { paper }).message();
    expect(later.text).toMatch(/Discussed here[\s\S]*ada presented/);
    expect(lab.sourceOf(later)).toContain(lab.addressOf(meeting));
    const named = await lab.bob.uses('Find papers', lab.bob.posts(`have we read ${paper}?`)).message();
    expect(named.text).toMatch(/Discussed here[\s\S]*and 1 more/);
    const seen = await lab.bob.types('/papers search', { query: 'in:here' }).message();
    expect(seen.text).toMatch(/4 papers|5 papers/);
    expect((await lab.bobDirectly.types('/papers show', { paper }).message()).text).not.toMatch(/here/);
    lab.expectNoTrouble();
  });

  it('a group changes its taste by line and by button, and is offered papers by it, also over a restart', async () => {
    const lab = await start();
    await lab.ada.types('/papers group create', { when: 'weekly on thursday at 15:00 zone Europe/Berlin' }).message();
    expect((await lab.bob.types('/papers group taste').message()).text).toMatch(/There are no words yet/);
    const shown = await lab.ada.types('/papers group taste', { add: 'agents, video' }).message();
    expect(shown).toMatchObject({ visibility: 'private', text: expect.stringMatching(/agents[\s\S]*added by hand[\s\S]*video/) });
    await lab.restart();
    const without = await lab.ada.presses(shown, 'Leave out video').message();
    expect(without.id).toBe(shown.id);
    expect(without.text).toMatch(/Taken out: `?video/);
    expect((await lab.ada.presses(without, 'Bring back video').message()).text).not.toMatch(/Taken out/);
    expect((await lab.bob.types('/papers group taste', { add: 'audio' }).message()).text).toMatch(/for members/);
    for (let hour = 0; hour < 6 * 24 + 6; hour += 1) await nextHours(lab, 1);
    const ballot = lab.channel().find(({ text }) => /what do we read next/.test(text));
    expect(ballot?.text).toMatch(/chosen by what this group votes for: `?agents`?\. See and change that with/);
    lab.expectNoTrouble();
  });
});
