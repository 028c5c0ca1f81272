import { describe, expect, it } from 'vitest';
import { type Action, encodeAction } from '../../src/core/action.ts';
import type { DeliveryId } from '../../src/core/delivery.ts';
import { OperatorError } from '../../src/core/errors.ts';
import type { GroupId } from '../../src/core/groups/group.ts';
import { parsePaperId } from '../../src/core/paper-reference.ts';
import type { SavedQueryId } from '../../src/core/query.ts';
import type { SearchIndex } from '../../src/core/search-index.ts';
import type { ActionHandlers } from '../../src/features/bot.ts';
import { aBot } from '../support/a-bot.ts';
import { aDay, anInstant, aPaper, aUser, MANAGER } from '../support/builders.ts';
import { aPlace, subscriptionId } from '../support/delivery-builders.ts';

const never = () => new Promise<never>(() => {});
const INDEX_THAT_NEVER_ANSWERS: SearchIndex = {
  search: never,
  vocabulary: { termsOf: () => [], rarityOf: () => 0 },
  similar: never,
  named: () => [],
  suggest: () => [],
  suggestNames: () => [],
  put: never,
  remove: never,
};
const PAPER = parsePaperId('2106.09685') ?? aPaper().id;
const QUERY = '0123456789abcdef' as SavedQueryId;
const SUBSCRIPTION = subscriptionId('k7m2qx');
const GROUP = 'k7m2qx' as GroupId;
const DELIVERY = '0123456789abcdef01234567' as DeliveryId;

const ONE_OF_EACH: { readonly [K in Action['kind']]: Extract<Action, { readonly kind: K }> } = {
  'search.page': { kind: 'search.page', query: QUERY, page: 1 },
  'paper.show': { kind: 'paper.show', paper: PAPER },
  'paper.similar': { kind: 'paper.similar', paper: PAPER },
  'trending.show': { kind: 'trending.show', window: 'day' },
  share: { kind: 'share', what: { kind: 'paper.show', paper: PAPER } },
  'search.subscribe': { kind: 'search.subscribe', query: QUERY },
  'search.live': { kind: 'search.live', query: QUERY },
  'today.show': { kind: 'today.show', date: aDay(), page: 1 },
  'list.page': { kind: 'list.page', page: 1 },
  'digest.rest': { kind: 'digest.rest', delivery: DELIVERY, page: 1 },
  'digest.page': { kind: 'digest.page', delivery: DELIVERY, page: 1 },
  'paper.save': { kind: 'paper.save', paper: PAPER },
  'paper.unsave': { kind: 'paper.unsave', paper: PAPER },
  'paper.like': { kind: 'paper.like', paper: PAPER },
  'subscription.show': { kind: 'subscription.show', subscription: SUBSCRIPTION },
  'subscription.preview': { kind: 'subscription.preview', subscription: SUBSCRIPTION },
  'subscription.pause': { kind: 'subscription.pause', subscription: SUBSCRIPTION },
  'subscription.resume': { kind: 'subscription.resume', subscription: SUBSCRIPTION },
  'subscription.remove': { kind: 'subscription.remove', subscription: SUBSCRIPTION },
  'group.join': { kind: 'group.join', group: GROUP },
  'group.leave': { kind: 'group.leave', group: GROUP },
  'group.remind': { kind: 'group.remind', group: GROUP, way: 'direct' },
  'group.vote': { kind: 'group.vote', group: GROUP, meeting: anInstant('2026-01-15T14:00:00Z'), paper: PAPER },
  'group.taste-out': { kind: 'group.taste-out', group: GROUP, word: 'low-rank' },
  'group.taste-back': { kind: 'group.taste-back', group: GROUP, word: 'low-rank' },
  'group.delete': { kind: 'group.delete', group: GROUP },
  'paper.nominate': { kind: 'paper.nominate', paper: PAPER },
  'forget-me.confirm': { kind: 'forget-me.confirm' },
};

describe('a plan', () => {
  it('says how the answer will appear before any work is done, for every command', async () => {
    const { bot } = await aBot({ index: INDEX_THAT_NEVER_ANSWERS });
    for (const command of bot.commands) {
      const words = Object.keys(command.options).map((name) => [name, 'sparse attention'] as const);
      const plan = bot.plan({ kind: 'command', name: command.name, options: new Map(words) });
      expect(plan.answer).toBe(command.name === 'today' ? 'public' : 'private');
      void plan.run({
        asker: aUser(),
        place: { platform: 'terminal', workspace: 'w', channel: 'c' },
        standing: MANAGER,
        now: anInstant(),
      });
    }
  });

  it('says so for every button too, and only sharing speaks to a whole channel', async () => {
    const { bot } = await aBot({ index: INDEX_THAT_NEVER_ANSWERS });
    const answers = Object.values(ONE_OF_EACH).map((action) => [
      action.kind,
      bot.plan({ kind: 'action', encoded: encodeAction(action) }).answer,
    ]);
    expect(answers.filter(([, answer]) => answer === 'public')).toEqual([['share', 'public']]);
    expect(answers.filter(([, answer]) => answer === 'replace').map(([kind]) => kind)).toEqual([
      'search.page',
      'trending.show',
      'today.show',
      'list.page',
      'digest.page',
      'paper.like',
      'subscription.pause',
      'subscription.resume',
      'subscription.remove',
      'group.remind',
      'group.vote',
      'group.taste-out',
      'group.taste-back',
      'group.delete',
      'forget-me.confirm',
    ]);
  });

  it('cannot be made without a handler for every kind of button', () => {
    // @ts-expect-error: a table that forgets a kind does not compile
    const forgetful: ActionHandlers = { 'paper.show': { answer: 'private', run: async () => ({ kind: 'nothing' }) } };
    expect(forgetful).toBeDefined();
  });
});

describe('a bot', () => {
  it('has an example for every command that the command itself understands', async () => {
    const { bot, ask, bugs } = await aBot({ papers: [aPaper({ id: 'arxiv:2106.09685' })] });
    for (const { name, example } of bot.commands) {
      expect(example.startsWith(name)).toBe(true);
      const reply = await ask(example);
      // The name in such an example is one that each subscription has of its own
      const isUnknownName = reply.kind === 'notice' && reply.text.startsWith('No subscription here has that name.');
      const isOwnTurn = name === 'group swap' && reply.kind === 'notice' && reply.text.startsWith('It is your own turn.');
      if (!(example.endsWith(' k7m2qx') && isUnknownName) && !isOwnTurn)
        expect(reply, example).not.toMatchObject({ level: 'error' });
    }
    expect(bugs).toEqual([]);
  });

  it('describes commands and options in the room that every platform has', async () => {
    const { bot } = await aBot();
    for (const { summary, options } of bot.commands) {
      const descriptions = Object.values(options).map(({ description }) => description);
      for (const text of [summary, ...descriptions]) expect(text.length, text).toBeLessThanOrEqual(100);
    }
  });

  it('says an asker’s own mistake as it is, and reports no bug', async () => {
    const { ask, bugs } = await aBot();
    expect(await ask('search')).toEqual({
      kind: 'notice',
      level: 'error',
      text: expect.stringContaining('`search` needs query'),
    });
    expect(bugs).toEqual([]);
  });

  it('hides a bug behind a reference under which it is reported', async () => {
    const broken: SearchIndex = { ...INDEX_THAT_NEVER_ANSWERS, search: async () => Promise.reject(new Error('disk on fire')) };
    const { ask, bugs } = await aBot({ index: broken });
    const reply = await ask('search sparse');
    expect(reply).toMatchObject({
      level: 'error',
      text: expect.stringContaining('Something went wrong on our side (ref ab12cd).'),
    });
    expect(JSON.stringify(reply)).not.toContain('fire');
    expect(bugs).toMatchObject([{ reference: 'ab12cd', error: { message: 'disk on fire' } }]);
  });

  it('says so where whoever runs the bot can mend it, without telling askers what it is', async () => {
    const full = new OperatorError('disk-full', 'The disk of /srv/papers is full. Make room.');
    const { ask, bugs } = await aBot({ index: { ...INDEX_THAT_NEVER_ANSWERS, search: async () => Promise.reject(full) } });
    const reply = await ask('search sparse');
    expect(reply).toMatchObject({ text: expect.stringContaining('cannot do that just now (ref ab12cd)') });
    expect(JSON.stringify(reply)).not.toContain('/srv');
    expect(bugs).toMatchObject([{ error: full }]);
  });

  it.each(['0|paper.show|x', 'nonsense', '', '1|paper.nominate|2106.09685', `1|${'x'.repeat(5000)}`])(
    'tells the presser of the unreadable button %j to run the command again',
    async (encoded) => {
      const { bot } = await aBot();
      const reply = await bot.plan({ kind: 'action', encoded }).run({
        asker: aUser(),
        place: { platform: 'discord', workspace: 'g', channel: 'c' },
        standing: MANAGER,
        now: anInstant(),
      });
      expect(reply).toMatchObject({ level: 'error', text: 'This button is from an older version. Run the command again.' });
    },
  );

  it('answers an unknown command with where to look', async () => {
    const { bot } = await aBot();
    const plan = bot.plan({ kind: 'command', name: 'nominate', options: new Map() });
    expect(plan.answer).toBe('private');
    const reply = await plan.run({
      asker: aUser(),
      place: { platform: 'slack', workspace: 'T', channel: 'C' },
      standing: MANAGER,
      now: anInstant(),
    });
    expect(reply).toMatchObject({ level: 'error', text: expect.stringContaining('`help`') });
  });
});

describe('completion', () => {
  const AT = { asker: aUser(), place: aPlace() };

  it('offers titles under the ids that name them for good', async () => {
    const { bot } = await aBot({ papers: [aPaper({ id: 'arxiv:2106.09685', title: 'LoRA: Low-Rank Adaptation' })] });
    expect(await bot.complete({ command: 'show', option: 'paper', typed: 'low-rank ad' }, { ...AT, limit: 10 })).toEqual([
      { label: 'LoRA: Low-Rank Adaptation', value: '2106.09685' },
    ]);
  });

  it('offers time zones and the choices of an option', async () => {
    const { bot } = await aBot();
    expect(await bot.complete({ command: 'settings zone', option: 'zone', typed: 'berl' }, { ...AT, limit: 10 })).toEqual([
      { label: 'Europe/Berlin', value: 'Europe/Berlin' },
    ]);
    expect(
      (await bot.complete({ command: 'trending', option: 'window', typed: 'm' }, { ...AT, limit: 10 })).map(({ value }) => value),
    ).toEqual(['month', 'movers']);
    expect(await bot.complete({ command: 'export', option: 'format', typed: '' }, { ...AT, limit: 2 })).toHaveLength(2);
  });

  it('offers nothing for what it does not know', async () => {
    const { bot } = await aBot();
    expect(await bot.complete({ command: 'search', option: 'query', typed: 'x' }, { ...AT, limit: 5 })).toEqual([]);
    expect(await bot.complete({ command: 'nothing', option: 'query', typed: 'x' }, { ...AT, limit: 5 })).toEqual([]);
  });
});
