import { describe, expect, it } from 'vitest';
import type { MessageRef } from '../../src/core/delivery.ts';
import type { Message } from '../../src/core/message.ts';
import type { LinkTo } from '../../src/core/messenger.ts';
import type { PaperId } from '../../src/core/paper.ts';
import { directPlace, type Place } from '../../src/core/place.ts';
import type { MentionKind } from '../../src/core/place-memory.ts';
import type { Instant, Milliseconds } from '../../src/core/time.ts';
import type { AskContext } from '../../src/features/bot.ts';
import { aBot, messageOf, type TestedBot } from '../support/a-bot.ts';
import { anInstant, aPaper, aUser } from '../support/builders.ts';
import { aDelivery, aPlace, aSubscription, putDown } from '../support/delivery-builders.ts';
import { said } from '../support/said.ts';

const PAPER = aPaper({ id: 'arxiv:2601.00001' });
const OTHER = aPaper({ id: 'arxiv:2601.00002' });
const HERE: Partial<AskContext> = { place: aPlace() };
const MEETING = anInstant('2026-01-08T14:00:00Z');
/** Of the morning after the meeting. */
const AFTER: Partial<AskContext> = { ...HERE, now: anInstant('2026-01-09T09:00:00Z') };
const ADDRESSES: LinkTo = async ({ channel }, ref) => `https://chat.example/${channel}/${ref}`;

interface Post {
  readonly as: MentionKind;
  readonly slot: string;
  readonly place?: Place;
  readonly papers?: readonly PaperId[];
}

async function post({ store }: TestedBot, { as, slot, place = aPlace(), papers = [PAPER.id] }: Post): Promise<void> {
  const at = anInstant(slot);
  const of = aSubscription({ id: `${as} ${slot} ${place.channel}`, place, createdAt: at, lastSlot: before(at) });
  await store.addSubscription(of);
  await putDown(store, aDelivery({ of, slot: at }), { told: papers, as });
  for (const each of await store.claim({ now: at, lease: 120_000 as Milliseconds, limit: 9, platforms: ['terminal'] })) {
    if (each.kind === 'unreadable') throw new Error(each.why);
    await store.settle(each.delivery, { kind: 'sent', at, ref: `${as}-${slot.slice(0, 10)}` as MessageRef }, at);
  }
}

const before = (at: Instant): Instant => anInstant(new Date(Date.parse(at) - 60_000).toISOString());

/** A group that meets on Thursday 8 January at 15:00 in Berlin; ada and bob are in it. */
async function meet(bot: TestedBot): Promise<void> {
  const monday = { ...HERE, now: anInstant('2026-01-05T09:00:00Z') };
  const [ada, bob] = [
    { ...monday, asker: aUser('ada'), askerName: 'Ada' },
    { ...monday, asker: aUser('bob'), askerName: 'Bob' },
  ];
  await bot.read('group create weekly on thursday at 15:00 zone Europe/Berlin', ada);
  await bot.read('group join', bob);
  await bot.ask('group nominate 2601.00001', ada);
  await bot.ask('group nominate 2601.00002', bob);
  await bot.ask('group vote 2601.00001', ada);
  await bot.ask('group vote 2601.00001', bob);
}

function linesOf({ blocks }: Message): readonly string[] {
  return blocks.flatMap((block) => (block.kind === 'list' ? block.items.map(said) : []));
}

function addressesIn({ blocks }: Message): readonly string[] {
  const spans = blocks.flatMap((block) => (block.kind === 'list' ? block.items.flat() : []));
  return spans.flatMap((span) => (span.kind === 'link' ? [span.url] : []));
}

const shown = async (bot: TestedBot, context: Partial<AskContext>): Promise<readonly string[]> =>
  linesOf(await bot.read('show 2601.00001', context));

describe('what `show` says of a paper here', () => {
  it('is nothing where nothing happened', async () => {
    expect(await shown(await aBot({ papers: [PAPER] }), HERE)).toEqual([]);
  });

  it('is when it was posted and as what, with its likes and a way to the post', async () => {
    const bot = await aBot({ papers: [PAPER], linkTo: ADDRESSES });
    await post(bot, { as: 'paper-of-the-day', slot: '2026-01-05T09:00:00Z' });
    await bot.press({ kind: 'paper.like', paper: PAPER.id }, HERE);
    const message = await bot.read('show 2601.00001', HERE);
    expect(linesOf(message)).toEqual(['Paper of the day here, 2026-01-05T09:00:00.000Z · 1 like']);
    expect(addressesIn(message)).toEqual(['https://chat.example/papers/paper-of-the-day-2026-01-05']);
  });

  it('names the channel where the platform has no address', async () => {
    const bot = await aBot({ papers: [PAPER] });
    await post(bot, { as: 'digest', slot: '2026-01-05T09:00:00Z' });
    expect(await shown(bot, HERE)).toEqual(['In a digest here, 2026-01-05T09:00:00.000Z in #papers']);
  });

  it('follows a meeting: nominated, voted on, discussed with who presented', async () => {
    const bot = await aBot({ papers: [PAPER, OTHER], linkTo: ADDRESSES });
    await meet(bot);
    const at = (now: string) => ({ ...HERE, now: anInstant(now) });
    expect(await shown(bot, at('2026-01-05T10:00:00Z'))).toEqual([`Nominated here for the meeting of ${MEETING}`]);
    const chosen = 'Voted on here, 2026-01-06T14:00:00.000Z: 2 of 2 votes, chosen';
    expect(await shown(bot, at('2026-01-07T10:00:00Z'))).toEqual([chosen]);
    const group = await bot.store.groupIn(aPlace());
    if (group === undefined) throw new Error('no group');
    await bot.store.changeMeeting(group.id, MEETING, (meeting) => ({ ...meeting, presenter: aUser('bob') }));
    await post(bot, { as: 'choice', slot: '2026-01-06T14:00:00Z' });
    await post(bot, { as: 'meeting', slot: MEETING });
    const message = await bot.read('show 2601.00001', AFTER);
    expect(linesOf(message)).toEqual([`Discussed here, ${MEETING}; Bob presented; chosen with 2 of 2 votes`]);
    expect(addressesIn(message)).toEqual(['https://chat.example/papers/meeting-2026-01-08']);
    expect(linesOf(await bot.read('show 2601.00002', AFTER))).toEqual([
      'Voted on here, 2026-01-06T14:00:00.000Z: 0 of 2 votes, not chosen',
    ]);
  });

  it('is at most three things, newest first, and how many more', async () => {
    const bot = await aBot({ papers: [PAPER, OTHER] });
    await meet(bot);
    for (const [at, as] of (['paper-of-the-day', 'digest', 'post', 'digest'] as const).entries()) {
      await post(bot, { as, slot: `2026-01-0${at + 1}T09:00:00Z` });
    }
    const lines = await shown(bot, AFTER);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/^Discussed here/);
    expect(lines[1]).toMatch(/^In a digest here, 2026-01-04/);
    expect(lines[2]).toMatch(/^Posted here, 2026-01-03.* · and 2 more$/);
  });

  it('takes a thread for its channel too', async () => {
    const bot = await aBot({ papers: [PAPER] });
    await post(bot, { as: 'digest', slot: '2026-01-05T09:00:00Z' });
    expect(await shown(bot, { place: aPlace('thread'), channelOfThread: aPlace() })).toHaveLength(1);
  });

  it('is nothing of another channel, workspace or person', async () => {
    const bot = await aBot({ papers: [PAPER, OTHER] });
    await meet(bot);
    await post(bot, { as: 'digest', slot: '2026-01-05T09:00:00Z' });
    await post(bot, { as: 'digest', slot: '2026-01-05T09:00:00Z', place: directPlace(aUser('ada')) });
    const others: readonly Partial<AskContext>[] = [
      { place: aPlace('elsewhere') },
      { place: { platform: 'terminal', workspace: 'rivals', channel: 'papers' } },
      { place: { platform: 'slack', workspace: 'lab', channel: 'papers' } },
      { asker: aUser('bob'), place: directPlace(aUser('bob')) },
    ];
    for (const context of others) expect(await shown(bot, { ...AFTER, ...context })).toEqual([]);
    expect(await shown(bot, { ...AFTER, asker: aUser('ada'), place: directPlace(aUser('ada')) })).toHaveLength(1);
  });

  it('goes before a whole channel where it is the channel’s, and not where it is one person’s', async () => {
    const bot = await aBot({ papers: [PAPER] });
    const adas = { asker: aUser('ada'), place: directPlace(aUser('ada')) };
    await post(bot, { as: 'digest', slot: '2026-01-05T09:00:00Z' });
    await post(bot, { as: 'digest', slot: '2026-01-05T09:00:00Z', place: adas.place });
    const share = { kind: 'share', what: { kind: 'paper.show', paper: PAPER.id } } as const;
    expect(linesOf(messageOf(await bot.press(share, HERE)))).toHaveLength(1);
    expect(linesOf(messageOf(await bot.press(share, adas)))).toEqual([]);
  });
});

describe('what `find` says of papers here', () => {
  it('is the newest thing of each, and how many more', async () => {
    const bot = await aBot({ papers: [PAPER, OTHER], linkTo: ADDRESSES });
    await post(bot, { as: 'paper-of-the-day', slot: '2026-01-05T09:00:00Z' });
    await post(bot, { as: 'digest', slot: '2026-01-07T09:00:00Z' });
    const { blocks } = await bot.read('find 2601.00001 and 2601.00002', HERE);
    expect(blocks.flatMap((block) => (block.kind === 'paper' ? [block.reason && said(block.reason)] : []))).toEqual([
      'In a digest here, 2026-01-07T09:00:00.000Z · and 1 more',
      undefined,
    ]);
  });
});
