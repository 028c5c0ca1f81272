import { describe, expect, it } from 'vitest';
import type { Group } from '../../../src/core/groups/group.ts';
import type { Message } from '../../../src/core/message.ts';
import type { Paper } from '../../../src/core/paper.ts';
import type { Subscription } from '../../../src/core/subscription.ts';
import type { AskContext } from '../../../src/features/bot.ts';
import { composeGroupStep, type GroupSubscription } from '../../../src/features/groups/compose.ts';
import { aBot, anIndexOf, buttonOf, labelsOf, messageOf, papersIn, type TestedBot, wordsOf } from '../../support/a-bot.ts';
import { anInstant, aPaper, aUser } from '../../support/builders.ts';
import { aPlace } from '../../support/delivery-builders.ts';

const MONDAY = anInstant('2026-01-05T09:00:00Z');
/** Votes for the meeting of Thursday 15 January begin. */
const BALLOT = anInstant('2026-01-11T14:00:00Z');
const [ADA, BOB]: readonly Partial<AskContext>[] = [
  { place: aPlace(), now: MONDAY, asker: aUser('ada'), askerName: 'Ada' },
  { place: aPlace(), now: MONDAY, asker: aUser('bob'), askerName: 'Bob' },
];

const paper = (number: number, title: string, upvotes: number, listedOn: string): Paper =>
  aPaper({ id: `arxiv:2601.000${number}`, title, abstract: `On ${title}.`, upvotes, listedOn });
/** What was there when the group began, and what came in the week before its second ballot. */
const LIKED = paper(10, 'Quantization of weights', 5, '2026-01-02');
const EARLIER = [LIKED, paper(11, 'Video for all', 90, '2026-01-02')];
const WEEK = [
  paper(20, 'Video without end', 80, '2026-01-08'),
  paper(21, 'Quantizations of states', 1, '2026-01-08'),
  paper(22, 'Weights and their quantization', 3, '2026-01-09'),
  paper(23, 'Audio', 70, '2026-01-09'),
  paper(24, 'Audio again', 60, '2026-01-09'),
];
const PAPERS = [...EARLIER, ...WEEK];

async function aGroup(): Promise<TestedBot> {
  const bot = await aBot({ papers: PAPERS });
  await bot.read('group create weekly on thursday at 15:00 zone Europe/Berlin', ADA);
  await bot.read('group join', BOB);
  return bot;
}

async function theGroup({ store }: TestedBot): Promise<Group> {
  const group = await store.groupIn(aPlace());
  if (group === undefined) throw new Error('no group');
  return group;
}

/** What the channel gets when votes of the second week begin, where nobody nominated. */
async function ballot(bot: TestedBot): Promise<Message> {
  const { store } = bot;
  const isBallot = (each: Subscription): each is GroupSubscription =>
    each.program.kind === 'group' && each.program.step === 'ballot';
  const subscription = (await store.subscriptionsIn(aPlace())).find(isBallot);
  if (subscription === undefined) throw new Error('no votes');
  const index = await anIndexOf(PAPERS);
  const deps = { groups: store, papers: store, people: store, memory: store, index };
  const composed = await composeGroupStep(deps)(subscription, BALLOT);
  if (composed.kind !== 'post') throw new Error(composed.why);
  return composed.message;
}

async function voteForQuantization(bot: TestedBot): Promise<void> {
  for (const asker of [ADA, BOB]) {
    await bot.ask('group nominate 2601.00010', asker);
    await bot.ask('group vote 2601.00010', asker);
  }
}

const listOf = ({ blocks }: Message): string => JSON.stringify(blocks.filter(({ kind }) => kind === 'list'));

describe('`group taste`', () => {
  it('shows the words of what the group voted for, what they are made of and what they are for', async () => {
    const bot = await aGroup();
    await voteForQuantization(bot);
    const message = await bot.read('group taste', ADA);
    expect(wordsOf(message)).toMatch(/Made of 2 votes in this channel.*weights · 100 quantization · 71.*where nobody nominates/);
    expect(labelsOf(message)).toContain('Leave out quantization');
  });

  it('says so where there is nothing yet', async () => {
    expect(wordsOf(await (await aGroup()).read('group taste', ADA))).toMatch(/Nobody has voted.*no words yet/);
  });

  it('is for anyone to see and for members to change', async () => {
    const bot = await aGroup();
    await voteForQuantization(bot);
    const cai = { ...ADA, asker: aUser('cai') };
    expect(labelsOf(await bot.read('group taste', cai))).toEqual([]);
    expect(await bot.ask('group taste add:"video"', cai)).toMatchObject({ text: expect.stringContaining('for members') });
    const { id: group } = await theGroup(bot);
    const press = await bot.press({ kind: 'group.taste-out', group, word: 'quantization' }, cai);
    expect(press).toMatchObject({ level: 'error', text: expect.stringContaining('for members') });
    expect(await bot.ask('group taste', { ...ADA, place: aPlace('elsewhere') })).toMatchObject({ level: 'error' });
  });

  it('takes words in and out, by line and by button, for all of their forms', async () => {
    const bot = await aGroup();
    await voteForQuantization(bot);
    const added = await bot.read('group taste add:"state space, audio" remove:"weight"', BOB);
    expect(wordsOf(added)).toMatch(/state space · added by hand audio · added by hand quantization · 100/);
    expect(listOf(added)).not.toContain('weights');
    expect(wordsOf(added)).toContain('Taken out: weight.');
    const out = messageOf(await bot.press(buttonOf(added, 'Leave out quantization'), ADA));
    expect(wordsOf(out)).toContain('Taken out: weight and quantization.');
    const back = messageOf(await bot.press(buttonOf(out, 'Bring back quantization'), ADA));
    expect(wordsOf(back)).toContain('quantization · 100');
    expect(await bot.ask('group taste add:"…"', ADA)).toMatchObject({ text: expect.stringContaining('no word to look for') });
  });

  it('hears likes and what members saved here, and nothing of other lists or by those who are no members', async () => {
    const bot = await aGroup();
    await bot.press({ kind: 'paper.save', paper: LIKED.id }, BOB);
    await bot.ask('save 2601.00023', { ...BOB, place: aPlace('elsewhere') });
    await bot.ask('save 2601.00011', { ...ADA, asker: aUser('cai') });
    await bot.press({ kind: 'paper.like', paper: LIKED.id }, { ...ADA, asker: aUser('dov') });
    const message = await bot.read('group taste', ADA);
    expect(wordsOf(message)).toMatch(/Made of 1 like and 1 save/);
    expect(listOf(message)).toMatch(/quantization/);
    expect(listOf(message)).not.toMatch(/audio|video/i);
    expect(JSON.stringify(message)).not.toMatch(/Bob|bob/);
    await bot.store.forgetPerson(aUser('bob'));
    expect(wordsOf(await bot.read('group taste', ADA))).toMatch(/Made of 1 like in/);
  });

  it('counts a paper as chosen once the meeting has taken place, also one that was moved', async () => {
    const bot = await aGroup();
    await voteForQuantization(bot);
    await bot.ask('group move saturday at 15:00', ADA);
    const onFriday = wordsOf(await bot.read('group taste', { ...ADA, now: anInstant('2026-01-09T15:00:00Z') }));
    expect(onFriday).toMatch(/Made of 2 votes in/);
    const onSunday = wordsOf(await bot.read('group taste', { ...ADA, now: anInstant('2026-01-11T15:00:00Z') }));
    expect(onSunday).toMatch(/Made of 2 votes and 1 chosen paper in/);
  });

  it('is of its own channel: another group knows nothing of it', async () => {
    const bot = await aGroup();
    await voteForQuantization(bot);
    const rivals = { ...ADA, place: { platform: 'terminal', workspace: 'rivals', channel: 'papers' } } as const;
    await bot.read('group create weekly on thursday at 15:00 zone Europe/Berlin', rivals);
    expect(wordsOf(await bot.read('group taste', rivals))).toMatch(/no words yet/);
  });
});

describe('where nobody nominated, the votes', () => {
  it('are about the papers of the week nearest to the taste, and say by which words and how to change that', async () => {
    const bot = await aGroup();
    await voteForQuantization(bot);
    const message = await ballot(bot);
    expect(papersIn(message).map(({ title }) => title)).toEqual([
      'Weights and their quantization',
      'Quantizations of states',
      'Video without end',
    ]);
    expect(wordsOf(message)).toMatch(
      /chosen by what this group votes for: weights and quantization\. See and change that with group taste/,
    );
  });

  it('are about those with most votes where there is no taste yet, and say that', async () => {
    const message = await ballot(await aGroup());
    expect(papersIn(message).map(({ title }) => title)).toEqual(['Video without end', 'Audio', 'Audio again']);
    expect(wordsOf(message)).toMatch(/papers of the week with most votes/);
  });

  it('follow what was changed by hand', async () => {
    const bot = await aGroup();
    await voteForQuantization(bot);
    await bot.ask('group taste remove:"quantization, weights" add:"audio"', ADA);
    const message = await ballot(bot);
    expect(papersIn(message).map(({ title }) => title)).toEqual(['Audio', 'Audio again', 'Video without end']);
    expect(wordsOf(message)).toContain('chosen by what this group votes for: audio.');
  });

  it('say the same when they are composed again, and no proposal that nobody voted for becomes taste', async () => {
    const bot = await aGroup();
    const first = await ballot(bot);
    expect(await ballot(bot)).toEqual(first);
    const later = { ...ADA, now: anInstant('2026-01-16T09:00:00Z') };
    expect(wordsOf(await bot.read('group taste', later))).toMatch(/no words yet/);
  });

  it('never propose what was put to the vote before', async () => {
    const bot = await aGroup();
    await bot.ask('group nominate 2601.00022', ADA);
    await bot.ask('group vote 2601.00022', ADA);
    expect(papersIn(await ballot(bot)).map(({ title }) => title)).not.toContain('Weights and their quantization');
  });
});
