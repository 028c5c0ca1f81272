/**
 * A reading club on the strict twin of Slack, by the real Bolt.
 */
import type { Paper } from '../../../src/core/paper.ts';
import { toInstant } from '../../../src/core/time.ts';
import { aSlackLab, restartSlackBot, startSlackBot } from '../a-slack-bot.ts';
import type { SeenMessage } from '../slack-server/story/seen-message.ts';
import { type Asked, type Club, labelOf, type Reader, textOf } from './club.ts';

export async function onSlack(papers: readonly Paper[]): Promise<Club> {
  const lab = await aSlackLab({}, papers);
  let bot = await startSlackBot(lab);
  const people = new Map([
    ['ada', lab.ada],
    ['bob', lab.bob],
  ]);
  const reader = (name: string): Reader => {
    const person = people.get(name) ?? lab.workspace.addPerson(name);
    people.set(name, person);
    const at = person.in(lab.channel);
    return {
      types: (command, options = {}) => at.types(`/papers ${command}`, options),
      presses: (message, label) => settled(at.presses(message as SeenMessage, labelOf(message, label))),
      exports: async (command, options) => {
        const asked = at.types(`/papers ${command}`, options);
        await asked.message();
        return textOf(await asked.message()); // among their direct messages
      },
    };
  };
  return {
    reader,
    channel: () => lab.channel.messages().filter(({ thread, files }) => thread === undefined && files.length === 0),
    beneath: (post) => lab.channel.replies(post as SeenMessage),
    paperboy: () => bot.paperboy,
    now: () => toInstant(lab.slack.clock.now()),
    advance: (by) => lab.slack.clock.advance(by),
    restart: async () => {
      bot = await restartSlackBot(lab, bot);
    },
    troubles: () => [
      ...lab.slack.violations.byBot(),
      ...lab.slack.unanswered(),
      ...bot.news.filter(({ level }) => level === 'error' || level === 'fatal'),
    ],
  };
}

/** What is seen first may be what somebody else's press made of the message; nobody goes on before their own arrived. */
function settled(asked: Asked & { readonly received: () => Promise<unknown> }): Asked {
  return {
    message: async () => {
      const [message] = await Promise.all([asked.message(), asked.received()]);
      return message;
    },
  };
}
