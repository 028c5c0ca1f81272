/**
 * Watching a paper: the commands, and what is told of it slot by slot.
 */
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/core/message.ts';
import type { Paper } from '../../src/core/paper.ts';
import { directPlace } from '../../src/core/place.ts';
import { nextSlots } from '../../src/core/schedule.ts';
import { plus } from '../../src/core/time.ts';
import { composeWatch, type WatchSubscription } from '../../src/features/watch/compose.ts';
import { aBot, messageOf, wordsOf } from '../support/a-bot.ts';
import { anInstant, aPaper, aUser, MEMBER } from '../support/builders.ts';

const NOW = '2026-08-21T10:00:00Z';
const PAPER = aPaper({ id: 'arxiv:2608.10001', title: 'Reading as it happens' });
const CODE: Paper = { ...PAPER, codeUrl: 'https://github.com/example/reading' };
const CHANNEL = { platform: 'discord', workspace: 'g', channel: 'c' } as const;
const DIRECT = directPlace(aUser());
const DAY_MS = 86_400_000;

async function aWatch() {
  const bot = await aBot({ now: NOW, papers: [PAPER, aPaper({ id: 'arxiv:2608.10002', title: 'Another thing' })] });
  await bot.ask('watch 2608.10001', { place: CHANNEL });
  const [subscription] = await bot.store.subscriptionsIn(DIRECT);
  if (subscription?.program.kind !== 'watch') throw new Error('no watch');
  const watch: WatchSubscription = { ...subscription, program: subscription.program };
  const [first, second] = nextSlots(watch.schedule, anInstant(NOW), 2);
  if (first === undefined || second === undefined) throw new Error('no slots');
  return { ...bot, watch, first, second, compose: composeWatch({ papers: bot.store }) };
}

const listOf = ({ blocks }: Message) =>
  blocks.flatMap((block) =>
    block.kind === 'list' ? block.items.map(([span]) => (span && 'text' in span ? span.text : '')) : [],
  );

describe('watch', () => {
  it('tells by direct message each morning, in the asker’s zone, unless told to use the channel', async () => {
    const { ask, store, watch } = await aWatch();
    expect(watch).toMatchObject({ place: DIRECT, program: { paper: PAPER.id }, schedule: { kind: 'daily', at: { hour: 9 } } });
    await ask('watch to:here 2608.10002', { place: CHANNEL });
    expect(await store.subscriptionsIn(CHANNEL)).toMatchObject([{ program: { kind: 'watch', title: 'Another thing' } }]);
  });

  it('is one however often it is said, and needs the right to change a channel for a channel alone', async () => {
    const { ask, store } = await aWatch();
    const again = await ask('watch Reading as it happens', { place: CHANNEL, standing: MEMBER });
    expect(wordsOf(messageOf(again))).toMatch(/Watch of/);
    expect(messageOf(again).title).toBe('Already subscribed: Watch');
    expect(await store.subscriptionsIn(DIRECT)).toHaveLength(1);
    expect(await ask('watch to:here 2608.10001', { place: CHANNEL, standing: MEMBER })).toMatchObject({ level: 'error' });
  });

  it('refuses a paper without an arXiv id, and answers for one that is nowhere', async () => {
    const { ask, read } = await aBot({ now: NOW, papers: [{ ...PAPER, id: 'local:0123456789abcdef' as Paper['id'] }] });
    expect(await ask('watch Reading as it happens')).toMatchObject({ text: expect.stringMatching(/without its arXiv id/) });
    expect((await read('watch 2608.19999')).summary).toBe('2608.19999 is not in the archive here.');
  });

  it('is ended by unwatch, which says what to type to have it again', async () => {
    const { ask, store } = await aWatch();
    expect(wordsOf(messageOf(await ask('unwatch 2608.10001', { place: CHANNEL })))).toContain('watch 2608.10001');
    expect(await store.subscriptionsIn(DIRECT)).toEqual([]);
    expect(await ask('unwatch 2608.10001')).toMatchObject({ text: expect.stringMatching(/not watched/) });
  });

  it('can be previewed, and then says what is known by now and what is waited for', async () => {
    const { read, store } = await aWatch();
    await store.upsertPapers([CODE], anInstant(NOW));
    const [subscription] = await store.subscriptionsIn(DIRECT);
    expect(wordsOf(await read(`preview ${subscription?.id}`))).toContain(
      'There by now: code. Waited for: a model, a dataset, a Space or a withdrawal.',
    );
  });
});

describe('what a watch tells', () => {
  it('is what was first seen since the slot before, with the way there', async () => {
    const { compose, store, watch, first } = await aWatch();
    await store.upsertPapers([{ ...CODE, artifacts: { models: 1, datasets: 0, spaces: 0 } }], anInstant('2026-08-21T15:00:00Z'));
    const composed = await compose(watch, first);
    if (composed.kind !== 'post') throw new Error(composed.why);
    expect(composed.message.summary).toBe('Code is out, A model of it is on Hugging Face: Reading as it happens');
    expect(listOf(composed.message)).toEqual(['Code is out', 'A model of it is on Hugging Face']);
    expect(composed.message.buttons).toContainEqual({ kind: 'link', label: 'Code', url: CODE.codeUrl });
  });

  it('is nothing on a quiet day, and nothing that was there before', async () => {
    const { compose, watch, first } = await aWatch();
    expect(await compose(watch, first)).toMatchObject({ kind: 'nothing' });
  });

  it('is told once: what was seen around a slot falls into it or into the next, and never into both', async () => {
    const { compose, store, watch, first, second } = await aWatch();
    for (const minutes of [-11, -10, -9, -1, 0, 1]) {
      const at = plus(first, minutes * 60_000);
      const seen = { papersById: store.papersById, paperEvents: eventsAt(at) };
      const both = [
        await composeWatch({ papers: seen })(watch, first),
        await composeWatch({ papers: seen })({ ...watch, lastSlot: first }, second),
      ];
      expect(
        both.filter(({ kind }) => kind === 'post'),
        `${minutes} min from the slot`,
      ).toHaveLength(1);
    }
    expect(Date.parse(second) - Date.parse(first)).toBe(DAY_MS);
    expect(await compose({ ...watch, lastSlot: first }, second)).toMatchObject({ kind: 'nothing' });
  });

  it('is that it was withdrawn, where it was', async () => {
    const { compose, store, watch, first } = await aWatch();
    await store.upsertPapers([{ ...PAPER, withdrawnAt: anInstant(NOW) }], anInstant('2026-08-21T15:00:00Z'));
    expect(await compose(watch, first)).toMatchObject({
      kind: 'post',
      message: { summary: expect.stringMatching(/^It was withdrawn/) },
    });
  });
});

/** One event of that moment. */
function eventsAt(at: string) {
  return async (paper: Paper['id'], after: string, upTo: string) =>
    at > after && at <= upTo ? [{ paper, fact: 'code', at: anInstant(at) } as const] : [];
}
