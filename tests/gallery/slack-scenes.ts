/**
 * One story that brings out every kind of message, form and home on Slack, over the page that the program ships with and a few
 * made-up papers.
 */
import { withFolder } from '../support/folders.ts';
import { seedPapers } from '../support/seed-papers.ts';
import { assembleSlackBot, furnishSlackLab, REGISTRATION, type SlackLab } from '../support/slack-lab.ts';
import { formPage, messagePage } from '../support/slack-server/html/message-html.ts';
import { startSlack } from '../support/slack-server/slack-server.ts';
import type { SeenForm } from '../support/slack-server/story/seen-form.ts';
import type { SeenMessage } from '../support/slack-server/story/seen-message.ts';
import { LISTED_PAPERS } from './listed-papers.ts';

export interface SlackScene {
  /** Lower case and hyphens, for a file. */
  readonly name: string;
  readonly html: string;
}

export function slackScenes(): Promise<readonly SlackScene[]> {
  return withFolder(async (folder) => {
    const slack = await startSlack({ app: REGISTRATION });
    const lab = await furnishSlackLab(slack, { folder, papers: [...(await seedPapers()), ...LISTED_PAPERS] });
    const bot = await assembleSlackBot(lab);
    try {
      await bot.connect();
      const answers = await askedScenes(lab);
      return [...answers, ...(await postedScenes(lab, bot.paperboy.beat))];
    } finally {
      await bot.stop();
      await slack.close();
    }
  });
}

const LINES: readonly (readonly [name: string, line: string])[] = [
  ['search-agents', 'search agents reproduce research'],
  ['search-misspelt', 'search quantizaton "low-rank" year:2023'],
  ['search-nothing', 'search sparse author:nobody votes:>5000'],
  ['show-from-page', 'show PiSSA'],
  ['similar', 'similar PiSSA'],
  ['find', 'find see https://arxiv.org/abs/2601.00010, 2601.00011 and 2401.99999'],
  ['today', 'today 2026-01-01'],
  ['today-empty', 'today 2026-01-03'],
  ['trending', 'trending week'],
  ['list', 'list'],
  ['settings', 'settings'],
  ['help', 'help'],
  ['help-search', 'help search'],
  ['about', 'about'],
  ['forget-me', 'forget-me'],
  ['notice', 'settings zone Mars/North'],
  ['unknown', 'serach agents'],
  ['subscribe', 'subscribe digest "agents | models" daily at 10 max 3'],
  ['subscribe-paper', 'subscribe paper-of-the-day daily at 10 zone Europe/Berlin'],
  ['follow', 'follow author "Ada Lovelace"'],
  ['subscriptions', 'subscriptions'],
];

async function askedScenes({ ada, channel }: SlackLab): Promise<readonly SlackScene[]> {
  const at = ada.in(channel);
  const scenes: SlackScene[] = [];
  const show = async (name: string, message: Promise<SeenMessage>): Promise<SeenMessage> => {
    const seen = await message;
    scenes.push({ name, html: messagePage({ title: name, messages: [seen] }) });
    return seen;
  };
  const open = async (name: string, form: Promise<SeenForm>): Promise<SeenForm> => {
    const seen = await form;
    scenes.push({ name, html: formPage({ title: name, form: seen }) });
    return seen;
  };
  const found = await show('search', at.types('/papers search low-rank adaptation').message());
  await show('search-next-page', at.presses(found, 'Next').message());
  const paper = await show('show', at.types('/papers show 2601.00010').message());
  await show('shared', at.presses(paper, 'Share to channel').message());
  await show('saved', at.presses(paper, 'Save').message());
  for (const [name, line] of LINES) await show(name, at.types(`/papers ${line}`).message());
  const form = await open('form', at.types('/papers').form());
  await open('form-subscribe', ada.chooses(form, 'Something else…', 'subscribe digest').form());
  const home = await open('home', ada.opensHome().home());
  await open('home-paper', ada.presses(home, 'Open').form());
  return scenes;
}

async function postedScenes({ slack, channel, ada }: SlackLab, beat: () => Promise<void>): Promise<readonly SlackScene[]> {
  const asked = new Set(channel.messages().map(({ id }) => id));
  slack.clock.advance({ hours: 2 });
  await beat();
  await beat();
  const posts = channel.messages().filter(({ id, thread }) => thread === undefined && !asked.has(id));
  const scene = (name: string, messages: readonly SeenMessage[]): SlackScene => ({
    name,
    html: messagePage({ title: name, messages }),
  });
  return [
    ...posts.map((post, at) => scene(`post-${at + 1}`, [post])),
    ...posts.map((post, at) => scene(`post-${at + 1}-thread`, channel.replies(post))),
    scene('direct-messages', ada.inDirectMessage().sees()),
  ];
}
