/**
 * A day on Discord with a gateway that drops, asks to reconnect and forgets sessions, and an API that limits, fails and loses
 * answers: every channel gets its posts once, and every person an answer.
 */
import { describe, expect, it } from 'vitest';
import { aDiscordLab, type DiscordBot, type DiscordLab, startBot } from '../support/a-discord-bot.ts';
import type { Fault } from '../support/discord-server/faults.ts';

const HOURS = 24;
/** Each channel's hour of the day, in UTC. */
const CHANNELS = [10, 11, 13, 14, 17, 20, 23];
const POSTING = 'POST /channels/:channel/messages';

/** One every other hour, in turn. */
const GATEWAY_TROUBLES: readonly ((lab: DiscordLab) => void)[] = [
  ({ discord }) => discord.gateway.dropSockets(),
  ({ discord }) => discord.gateway.askReconnect(),
  ({ discord }) => discord.gateway.invalidateSessions('resumable'),
  ({ discord }) => discord.gateway.closeWith(4000),
  ({ discord }) => discord.gateway.invalidateSessions('not-resumable'),
  ({ guild }) => {
    guild.goDown();
    guild.comeBack();
  },
];

const API_TROUBLES: readonly Fault[] = [
  { kind: 'rate-limit', retryAfterSeconds: 30, scope: 'user' },
  { kind: 'rate-limit', retryAfterSeconds: 1, scope: 'global' }, // the client counts it by the machine's clock
  { kind: 'error', status: 500, request: 'done' },
  { kind: 'error', status: 502, request: 'not-done' },
  { kind: 'drop', end: 'reset', request: 'done' },
  { kind: 'drop', end: 'closed', request: 'done' },
  { kind: 'drop', end: 'closed', request: 'not-done' },
];

async function aBusyLab() {
  const lab = await aDiscordLab();
  const bot = await startBot(lab);
  const channels = CHANNELS.map((hour) => ({ hour, channel: lab.guild.addChannel(`at-${hour}`) }));
  for (const { hour, channel } of channels) {
    const asked = lab.ada.in(channel).types('/papers subscribe paper-of-the-day', { when: `daily at ${hour}` });
    expect((await asked.message()).text).toMatch(/Subscribed/);
  }
  return { ...lab, bot, channels };
}

/** A session that can be resumed is; one that cannot begins anew, five seconds after the last by Discord's rule. */
async function connected({ discord, guild }: DiscordLab, { platform }: DiscordBot): Promise<void> {
  const isServed = async () => {
    const place = { platform: 'discord', workspace: guild.guild.id, channel: '0' } as const;
    return (
      discord.gateway.sessions().some((session) => session.connected) && (await platform.check(place)).kind !== 'cannot-tell'
    );
  };
  discord.clock.advance({ seconds: 6 });
  while (!(await isServed())) await new Promise((resolve) => setImmediate(resolve));
}

describe('a day of troubles on Discord', () => {
  it('brings every channel its paper once, and everybody who asks an answer', { timeout: 60_000 }, async () => {
    const { bot, channels, ...lab } = await aBusyLab();
    for (let hour = 0; hour < HOURS; hour += 1) {
      if (hour % 2 === 0) GATEWAY_TROUBLES[(hour / 2) % GATEWAY_TROUBLES.length]?.(lab);
      const fault = API_TROUBLES[hour % API_TROUBLES.length];
      if (fault !== undefined) lab.discord.orderFault({ route: POSTING, fault });
      for (let beat = 0; beat < 4; beat += 1) {
        lab.discord.clock.advance({ minutes: 15 });
        await bot.paperboy.beat();
      }
      await connected(lab, bot);
      const found = await lab.bob.in(lab.channel).types('/papers search', { query: 'agents' }).message();
      expect(found.text, `hour ${hour}`).toMatch(/Agents that read/);
    }
    for (const { hour, channel } of channels) expect(channel.messages(), `at ${hour}`).toHaveLength(1);
    expect(lab.discord.unanswered()).toEqual([]);
    expect(lab.discord.violations.byBot().filter(({ status }) => status !== 429)).toEqual([]);
    expect(lab.discord.gateway.resumes()).toBeGreaterThan(5);
    expect(await pausedIn(lab, bot, channels)).toEqual([]);
  });

  it('answers a person while Discord limits and fails what is not their answer', async () => {
    const { bot, channels, ...lab } = await aBusyLab();
    const limited = { kind: 'rate-limit', retryAfterSeconds: 600, scope: 'user' } as const;
    lab.discord.orderFault({ route: POSTING, fault: limited, times: 2 });
    lab.discord.clock.advance({ hours: 3 });
    await bot.paperboy.beat();
    const found = await lab.bob.in(lab.channel).types('/papers search', { query: 'agents' }).message();
    expect(found.text).toMatch(/Agents that read/);
    for (let minute = 0; minute < 60; minute += 1) {
      lab.discord.clock.advance({ minutes: 1 });
      await bot.paperboy.beat();
    }
    const due = channels.filter(({ hour }) => hour <= 13);
    for (const { hour, channel } of due) expect(channel.messages(), `at ${hour}`).toHaveLength(1);
  });
});

async function pausedIn(
  { guild }: DiscordLab,
  { paperboy }: DiscordBot,
  channels: Awaited<ReturnType<typeof aBusyLab>>['channels'],
): Promise<readonly unknown[]> {
  const places = channels.map(
    ({ channel }) => ({ platform: 'discord', workspace: guild.guild.id, channel: channel.id }) as const,
  );
  const all = await Promise.all(places.map((place) => paperboy.records.subscriptionsIn(place)));
  return all.flat().filter(({ status }) => status.kind === 'paused');
}
