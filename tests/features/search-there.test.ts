import { describe, expect, it } from 'vitest';
import type { PaperId } from '../../src/core/paper.ts';
import { directPlace, type Place } from '../../src/core/place.ts';
import type { AskContext } from '../../src/features/bot.ts';
import { aBot, buttonOf, labelsOf, messageOf, papersIn, type TestedBot, wordsOf } from '../support/a-bot.ts';
import { aPaper, aUser, somePapers } from '../support/builders.ts';
import { aDelivery, aPlace, aSubscription, putDown } from '../support/delivery-builders.ts';

const TWELVE = somePapers(12, { abstract: 'On sparse attention.' });
const numbered = (number: number): PaperId => `arxiv:2401.${String(number).padStart(5, '0')}` as PaperId;
const at = (place: Place): Partial<AskContext> => ({ place });
const HERE = at(aPlace());
const NEXT_DOOR = at(aPlace('next-door'));
const OTHER_WORKSPACE = at({ platform: 'terminal', workspace: 'rivals', channel: 'papers' });

async function post({ store }: TestedBot, { place = aPlace() }: Partial<AskContext>, numbers: readonly number[]): Promise<void> {
  const subscription = aSubscription({ id: JSON.stringify(place), place });
  await store.addSubscription(subscription);
  await putDown(store, aDelivery({ of: subscription }), { posted: numbers.map(numbered), as: 'digest' });
}

async function found(bot: TestedBot, line: string, context: Partial<AskContext>): Promise<readonly PaperId[]> {
  return papersIn(await bot.read(line, context)).map(({ id }) => id);
}

describe('a search in a place', () => {
  it('finds only what was seen there, and in the workspace what any of its channels saw', async () => {
    const bot = await aBot({ papers: TWELVE });
    await post(bot, HERE, [1, 2]);
    await post(bot, NEXT_DOOR, [3]);
    await post(bot, OTHER_WORKSPACE, [4]);
    expect(await found(bot, 'search sparse in:here', HERE)).toEqual([1, 2].map(numbered));
    expect(await found(bot, 'search sparse in:workspace', HERE)).toEqual([1, 2, 3].map(numbered));
    expect(await found(bot, 'search sparse in:workspace', OTHER_WORKSPACE)).toEqual([numbered(4)]);
  });

  it('counts what is nominated in the reading group of the channel', async () => {
    const bot = await aBot({ papers: TWELVE });
    await bot.read('group create weekly on thursday at 15:00 zone Europe/Berlin', HERE);
    await bot.ask('group nominate 2401.00007', HERE);
    expect(await found(bot, 'search sparse in:here', HERE)).toEqual([numbered(7)]);
    expect(await found(bot, 'search sparse in:workspace', NEXT_DOOR)).toEqual([numbered(7)]);
  });

  it('takes a thread for its channel too', async () => {
    const bot = await aBot({ papers: TWELVE });
    await post(bot, HERE, [1]);
    const inThread = { place: aPlace('thread'), channelOfThread: aPlace() };
    expect(await found(bot, 'search sparse in:here', inThread)).toEqual([numbered(1)]);
  });

  it('goes with words, filters and orders, and alone lists all that was seen', async () => {
    const papers = [
      aPaper({ id: numbered(1), abstract: 'Sparse.', publishedOn: '2024-01-01', upvotes: 3 }),
      aPaper({ id: numbered(2), abstract: 'Sparse.', publishedOn: '2025-01-01', upvotes: 9 }),
      aPaper({ id: numbered(3), abstract: 'Dense.', publishedOn: '2025-02-01', upvotes: 5 }),
      aPaper({ id: numbered(4), abstract: 'Sparse.', publishedOn: '2025-03-01', upvotes: 7 }),
    ];
    const bot = await aBot({ papers });
    await post(bot, HERE, [1, 2, 3]);
    expect(await found(bot, 'search in:here sort:votes', HERE)).toEqual([2, 3, 1].map(numbered));
    expect(await found(bot, 'search sparse in:here since:2025', HERE)).toEqual([numbered(2)]);
    expect(await found(bot, 'search in:here votes:>4 sort:newest', HERE)).toEqual([3, 2].map(numbered));
    expect(await found(bot, 'search in:here', HERE)).toEqual([3, 2, 1].map(numbered));
  });

  it('turns pages where the button is pressed, with what was seen there', async () => {
    const bot = await aBot({ papers: TWELVE });
    await post(bot, HERE, [1, 2, 3, 4, 5, 6, 7]);
    await post(bot, NEXT_DOOR, [8]);
    const first = await bot.read('search sparse in:here', HERE);
    expect(labelsOf(first)).toEqual(['Next']);
    const next = buttonOf(first, 'Next');
    expect(papersIn(messageOf(await bot.press(next, HERE))).map(({ id }) => id)).toEqual([6, 7].map(numbered));
    expect(await bot.press(next, NEXT_DOOR)).toMatchObject({ level: 'error', text: expect.stringContaining('end at page 1') });
    if (first.share === undefined) throw new Error('not shareable');
    const shared = messageOf(await bot.press({ kind: 'share', what: first.share }, NEXT_DOOR));
    expect(papersIn(shared).map(({ id }) => id)).toEqual([numbered(8)]);
  });

  it('in direct messages is the asker’s own, which nobody can share by a slip', async () => {
    const bot = await aBot({ papers: TWELVE });
    const adas = { asker: aUser('ada'), place: directPlace(aUser('ada')) };
    await bot.ask('save 2401.00005', adas);
    await post(bot, adas, [6]);
    const message = await bot.read('search sparse in:here', adas);
    expect(papersIn(message).map(({ id }) => id)).toEqual([5, 6].map(numbered));
    expect(message.share).toBeUndefined();
    const bobs = { asker: aUser('bob'), place: directPlace(aUser('bob')) };
    expect(papersIn(await bot.read('search sparse in:here', bobs))).toEqual([]);
    expect(await bot.ask('search sparse in:workspace', adas)).toMatchObject({
      kind: 'notice',
      level: 'error',
      text: expect.stringContaining('Direct messages are in no workspace'),
    });
  });

  it('that finds nothing says where it looked, and offers the search without it', async () => {
    const bot = await aBot({ papers: TWELVE });
    const message = await bot.read('search sparse in:here', HERE);
    expect(wordsOf(message)).toMatch(/No paper for sparse in:here .*posted, nominated, voted for or read here/);
    expect(labelsOf(message)).toEqual(['Without in:here (12 papers)']);
    expect(papersIn(messageOf(await bot.press(buttonOf(message, 'Without in:here (12 papers)'), HERE)))).toHaveLength(5);
  });

  it('says what is accepted for another place', async () => {
    const bot = await aBot();
    expect(await bot.ask('search sparse in:foo', HERE)).toMatchObject({
      text: '`in:foo` is not a place. Write `in:here` or `in:workspace`.',
    });
  });

  it('cannot become a digest or topics of the paper of the day', async () => {
    const bot = await aBot({ papers: TWELVE });
    for (const line of [
      'subscribe digest "sparse in:here" weekdays at 9',
      'subscribe paper-of-the-day topics:"sparse in:workspace" weekdays at 9',
    ]) {
      expect(await bot.ask(line, HERE), line).toMatchObject({
        level: 'error',
        text: expect.stringContaining('for `search` alone'),
      });
    }
  });
});
