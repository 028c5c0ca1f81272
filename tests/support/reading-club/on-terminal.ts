/**
 * A reading club at a terminal that several people share: each has a conversation of their own, and all see the one channel.
 */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseConfig } from '../../../src/config.ts';
import type { Paper } from '../../../src/core/paper.ts';
import { makeLog } from '../../../src/log.ts';
import { terminalChannels } from '../../../src/platforms/terminal/channels.ts';
import { makeConversation } from '../../../src/platforms/terminal/conversation.ts';
import { makeStage, type StageAnswer } from '../../../src/platforms/terminal/stage.ts';
import { stageClock } from '../../../src/platforms/terminal/stage-clock.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { type Paperboy, startPaperboy } from '../../../src/wiring.ts';
import { aClock } from '../a-clock.ts';
import { anInstant, aUser, MANAGER, MEMBER } from '../builders.ts';
import { aFolder } from '../databases.ts';
import { type Asked, type Club, labelOf, type Reader, type Said, textOf } from './club.ts';

const SCREEN = { width: 300, color: false } as const;

export async function onTerminal(papers: readonly Paper[]): Promise<Club> {
  const folder = aFolder();
  const store = await openStore({ url: join(folder, 'paperboy.sqlite') });
  await store.upsertPapers(papers, anInstant('2026-01-05T08:00:00Z'));
  await store.close();
  const posts: Post[] = [];
  const clock = aClock();
  const errors: unknown[] = [];
  const start = () => startTerminal(folder, { clock, onPost: (post) => void posts.push(post), errors });
  let bot = await start();
  onTestFinished(async () => bot.paperboy.stop());
  /** Numbers stand for what the same person was shown last. */
  const readers = new Map<string, Reader>();
  const seen = (inThread: boolean) => posts.filter((post) => post.inThread === inThread);
  return {
    reader: (name) => {
      const known = readers.get(name) ?? bot.reader(name, (id) => posts.find((post) => post.id === id));
      readers.set(name, known);
      return known;
    },
    channel: () => seen(false),
    beneath: ({ id }) => {
      const from = posts.findIndex((post) => post.id === id) + 1;
      const to = posts.findIndex((post, at) => at >= from && !post.inThread);
      return posts.slice(from, to < 0 ? undefined : to);
    },
    paperboy: () => bot.paperboy,
    now: clock.now,
    advance: ({ ms }) => clock.advance({ seconds: ms / 1000 }),
    restart: async () => {
      await bot.paperboy.stop();
      bot = await start();
      readers.clear();
    },
    troubles: () => errors,
  };
}

interface Post extends Said {
  readonly inThread: boolean;
  readonly answer: StageAnswer;
}

interface Parts {
  readonly clock: ReturnType<typeof aClock>;
  readonly onPost: (post: Post) => void;
  readonly errors: unknown[];
}

async function startTerminal(folder: string, { clock, onPost, errors }: Parts) {
  let count = 0;
  const stage = makeStage({
    clock: stageClock(clock),
    channels: terminalChannels(join(folder, 'channels.jsonl')),
    asker: aUser('ada'),
    screen: () => SCREEN,
    beat: () => paperboy.beat(),
    nextMoment: (after) => paperboy.nextMoment(after),
    die: () => {},
  });
  stage.onNews((answer) => {
    const [heading = ''] = answer.text.split('\n');
    if (!heading.startsWith('── #')) return;
    count += 1;
    onPost({
      ...saidIn(answer.text.slice(heading.length).trim(), `${clock.now()} ${count}`),
      inThread: heading.includes('in the thread'),
      answer,
    });
  });
  const service = {
    platforms: [{ name: 'terminal', messenger: stage.messenger, check: stage.check, linkTo: async () => undefined }],
    deliveries: 'when-asked',
    lists: 'as-they-are',
    watch: (event) => {
      if ('error' in event) errors.push(event);
      stage.tell(event);
    },
    version: '0.1.0',
  } as const satisfies Parameters<typeof startPaperboy>[1];
  const paperboy: Paperboy = await startPaperboy(parseConfig({ DATA_DIR: folder, SYNC: 'off' }), service, {
    clock,
    log: makeLog({ level: 'silent', form: 'json' }),
    tell: () => {},
  });
  const reader = (name: string, postOf: (id: string) => Post | undefined): Reader => {
    const files: Said['files'][number][] = [];
    const conversation = makeConversation({
      bot: paperboy.bot,
      screen: () => SCREEN,
      context: () => ({
        asker: aUser(name),
        askerName: name,
        place: stage.place(),
        standing: name === 'ada' ? MANAGER : MEMBER,
        now: clock.now(),
      }),
      writeFile: async (file) => {
        files.push({ name: file.name, text: file.content });
        return file.name;
      },
    });
    const saying = (line: string): Asked => ({
      message: async () => {
        const said = await conversation.answer(line);
        return { ...saidIn(said.kind === 'print' ? said.text : '', ''), files: files.splice(0) };
      },
    });
    const types: Reader['types'] = (command, options = {}) => saying([command, ...Object.values(options)].join(' '));
    return {
      types,
      exports: async (command, options) => textOf(await types(command, options).message()),
      presses: (message, beginning) => {
        const post = postOf(message.id);
        if (post !== undefined) conversation.show(post.answer);
        return saying(numberOf(message, labelOf(message, beginning)));
      },
    };
  };
  return { paperboy, reader };
}

const KEY = /\[(\d+)\] ([^[\n]+)/g;

function saidIn(text: string, id: string): Said {
  return { id, text, buttons: [...text.matchAll(KEY)].map(([, , label = '']) => ({ label: label.trim() })), files: [] };
}

function numberOf({ text }: Said, wanted: string): string {
  const [, number = ''] = [...text.matchAll(KEY)].find(([, , label = '']) => label.trim() === wanted) ?? [];
  return number;
}
