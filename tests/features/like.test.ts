import { describe, expect, it } from 'vitest';
import type { Message, Reply } from '../../src/core/message.ts';
import type { PaperId } from '../../src/core/paper.ts';
import { aBot, labelsOf, messageOf } from '../support/a-bot.ts';
import { anInstant, aPagePaper, aPaper, aUser } from '../support/builders.ts';
import { aDelivery, aPlace, aSubscription, putDown } from '../support/delivery-builders.ts';

const PAPER = aPaper({ id: 'arxiv:2601.00001' });
const POST: Message = {
  summary: 'Paper of the day',
  blocks: [{ kind: 'paper', paper: PAPER, detail: 'card' }],
  buttons: [{ kind: 'action', label: '👍', action: { kind: 'paper.like', paper: PAPER.id } }],
};

async function aPostedPaper() {
  const bot = await aBot({ papers: [PAPER] });
  await bot.store.addSubscription(aSubscription());
  await putDown(bot.store, aDelivery({ message: POST }), { posted: [PAPER.id] });
  const press = (name: string, paper: PaperId = PAPER.id): Promise<Reply> =>
    bot.press({ kind: 'paper.like', paper }, { asker: aUser(name), place: aPlace() });
  return { bot, press };
}

describe('👍 on a post', () => {
  it('is counted for all to see, and taken back by a second press', async () => {
    const { press } = await aPostedPaper();
    const labels: (readonly string[])[] = [];
    for (const name of ['ada', 'alan', 'ada', 'alan']) labels.push(labelsOf(messageOf(await press(name))));
    expect(labels).toEqual([['👍 1'], ['👍 2'], ['👍 1'], ['👍']]);
  });

  it('shows the post as it was posted, whoever presses', async () => {
    const { press } = await aPostedPaper();
    expect(messageOf(await press('ada')).blocks).toEqual(POST.blocks);
  });

  it('of two people at once counts both', async () => {
    const { press } = await aPostedPaper();
    await Promise.all([press('ada'), press('alan'), press('grace')]);
    expect(labelsOf(messageOf(await press('edsger')))).toEqual(['👍 4']);
  });

  it('is counted still where the post is not kept any more', async () => {
    const { bot, press } = await aPostedPaper();
    await bot.store.removeSubscription(aSubscription().id);
    expect(await press('ada')).toMatchObject({ kind: 'notice', level: 'info', text: 'Counted. Likes here: 1.' });
  });

  it('knows a like that was given while the paper had another id', async () => {
    const { bot, press } = await aPostedPaper();
    const page = aPagePaper('On Reading');
    await bot.store.upsertPapers([page], anInstant());
    await press('ada', page.id);
    const known = aPaper({ id: 'arxiv:2601.00009', title: 'On Reading' });
    await bot.store.upsertPapers([known], anInstant());
    expect(await press('alan', known.id)).toMatchObject({ text: 'Counted. Likes here: 2.' });
    expect(await press('ada', known.id)).toMatchObject({ text: 'Counted. Likes here: 1.' });
  });

  it('is forgotten with the person', async () => {
    const { bot, press } = await aPostedPaper();
    await press('ada');
    expect(await bot.store.forgetPerson(aUser('ada'))).toMatchObject({ likes: 1 });
    expect(labelsOf(messageOf(await press('alan')))).toEqual(['👍 1']);
  });
});
