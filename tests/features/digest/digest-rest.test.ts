/**
 * The button under a digest that shows some of its papers.
 */
import { describe, expect, it } from 'vitest';
import { encodeAction } from '../../../src/core/action.ts';
import type { DeliveryId } from '../../../src/core/delivery.ts';
import { UserError } from '../../../src/core/errors.ts';
import { digestRest } from '../../../src/features/digest/digest-rest.ts';
import { aBot, buttonOf, labelsOf, messageOf, papersIn, wordsOf } from '../../support/a-bot.ts';
import { anInstant, aUser, MEMBER } from '../../support/builders.ts';
import { aPlace } from '../../support/delivery-builders.ts';
import { aDigest, at, listed, messageIn } from './a-digest.ts';

const CONTEXT = { asker: aUser(), place: aPlace(), standing: MEMBER, now: anInstant(at(7)), settings: {} };
const PAPERS = Array.from({ length: 23 }, (_, number) => listed(6, number + 1, number + 1));

/** Posted on the 7th with two papers shown, and what its button answers. */
async function postedDigest(papers = PAPERS) {
  const { store, post, compose } = await aDigest(papers, { max: 2 });
  const button = buttonOf(messageIn(await compose(at(7))), `and ${papers.length - 2} more`);
  await post(at(7));
  if (button.kind !== 'digest.rest') throw new Error(`another button: ${button.kind}`);
  const page = async (number: number) =>
    messageOf(await digestRest(button.delivery, number, { posted: store, papers: store, context: CONTEXT }));
  return { store, button, page };
}

describe('the rest of a digest', () => {
  it('is all that it told of, ten a page, most votes first', async () => {
    const { page } = await postedDigest();
    const [first, last] = [await page(1), await page(3)];
    expect(papersIn(first).map(({ upvotes }) => upvotes)).toEqual([23, 22, 21, 20, 19, 18, 17, 16, 15, 14]);
    expect(wordsOf(first)).toBe('All of this digest 23 papers, most votes first · page 1 of 3');
    expect(papersIn(last).map(({ upvotes }) => upvotes)).toEqual([3, 2, 1]);
    expect(last.blocks.at(-1)).toMatchObject({ kind: 'paper', detail: 'line', rank: 23 });
  });

  it('is turned by buttons of its own', async () => {
    const { page, button } = await postedDigest();
    expect([labelsOf(await page(1)), labelsOf(await page(2)), labelsOf(await page(3))]).toEqual([
      ['Next'],
      ['Previous', 'Next'],
      ['Previous'],
    ]);
    expect(buttonOf(await page(1), 'Next')).toEqual({ kind: 'digest.page', delivery: button.delivery, page: 2 });
  });

  it('is told with the papers as they are by now: votes moved, ids became known, some were withdrawn', async () => {
    const { page, store } = await postedDigest(PAPERS.slice(0, 4));
    await store.upsertPapers([listed(6, 1, 50), listed(6, 4, 4, { withdrawnAt: at(8) })], anInstant(at(8)));
    expect(papersIn(await page(1)).map(({ id }) => id)).toEqual(['arxiv:2601.06001', 'arxiv:2601.06003', 'arxiv:2601.06002']);
  });

  it('is an error with a way out where the digest is no longer known, or has no such page', async () => {
    const { page, store } = await postedDigest();
    const gone = digestRest('f'.repeat(24) as DeliveryId, 1, { posted: store, papers: store, context: CONTEXT });
    await expect(gone).rejects.toThrow(UserError);
    await expect(gone).rejects.toThrow('The papers of this digest are no longer kept together.');
    await expect(page(4)).rejects.toThrow('This digest ends at page 3.');
  });

  it('is answered to whoever presses, and to them alone', async () => {
    const { button } = await postedDigest();
    const { bot, press } = await aBot();
    expect(bot.plan({ kind: 'action', encoded: encodeAction(button) }).answer).toBe('private');
    expect(await press(button)).toMatchObject({ kind: 'notice', level: 'error' }); // that bot has another database
  });
});
