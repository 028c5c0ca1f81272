/**
 * A reading club on the strict twin of Discord, by the real client.
 */
import type { Paper } from '../../../src/core/paper.ts';
import { toInstant } from '../../../src/core/time.ts';
import { aDiscordLab, restart, startBot } from '../a-discord-bot.ts';
import type { Person } from '../discord-server/people.ts';
import type { SeenMessage } from '../discord-server/seen-message.ts';
import { type Club, labelOf, type Reader, textOf } from './club.ts';

export async function onDiscord(papers: readonly Paper[]): Promise<Club> {
  const lab = await aDiscordLab({}, papers);
  let bot = await startBot(lab);
  const people = new Map([
    ['ada', lab.ada],
    ['bob', lab.bob],
  ]);
  const messages = () => lab.channel.messages().filter(({ state }) => state !== 'deleted');
  const person = (name: string): Person => {
    const known = people.get(name) ?? lab.discord.addPerson(name);
    if (!people.has(name)) lab.guild.addMember(known);
    people.set(name, known);
    return known;
  };
  const reader = (name: string): Reader => {
    const at = person(name).in(lab.channel);
    return {
      types: (command, options = {}) => at.types(`/papers ${command}`, options),
      presses: (message, label) => at.presses(message as SeenMessage, labelOf(message, label)),
      exports: async (command, options) => textOf(await at.types(`/papers ${command}`, options).message()),
    };
  };
  return {
    reader,
    channel: messages,
    beneath: ({ id }) =>
      lab.channel
        .threads()
        .find((thread) => thread.id === id)
        ?.messages() ?? [],
    paperboy: () => bot.paperboy,
    now: () => toInstant(lab.discord.clock.now()),
    advance: (by) => lab.discord.clock.advance(by),
    restart: async () => {
      bot = await restart(lab, bot);
    },
    troubles: () => [
      ...lab.discord.violations.byBot().filter(({ code }) => code !== 10_003), // a thread that is not there yet
      ...lab.discord.unanswered(),
      ...bot.news.filter(({ level }) => level === 'error' || level === 'fatal'),
    ],
  };
}
