import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  type Action,
  decodeAction,
  encodeAction,
  MAX_PAGE,
  type ShareableAction,
  TRENDING_WINDOWS,
} from '../../src/core/action.ts';
import type { DeliveryId } from '../../src/core/delivery.ts';
import type { GroupId } from '../../src/core/groups/group.ts';
import type { PaperId } from '../../src/core/paper.ts';
import type { SavedQueryId } from '../../src/core/query.ts';

const QUERY = '0123456789abcdef' as SavedQueryId;
const DELIVERY = '0123456789abcdef01234567' as DeliveryId;
const PAPER = 'arxiv:2404.02948' as PaperId;

const hex16 = fc.stringMatching(/^[0-9a-f]{16}$/);
const aPaperId = fc.oneof(
  fc.stringMatching(/^arxiv:(1[5-9]|2[0-9])(0[1-9]|1[0-2])\.[0-9]{5}$/),
  fc.stringMatching(/^arxiv:(cond-mat|hep-th|math|astro-ph)\/9[0-9](0[1-9]|1[0-2])[0-9]{3}$/),
  hex16.map((digits) => `local:${digits}`),
) as fc.Arbitrary<PaperId>;
const aPage = fc.integer({ min: 1, max: MAX_PAGE });

const aShareable: fc.Arbitrary<ShareableAction> = fc.oneof(
  fc.record({ kind: fc.constant('search.page' as const), query: hex16 as fc.Arbitrary<SavedQueryId>, page: aPage }),
  fc.record({ kind: fc.constantFrom('paper.show' as const, 'paper.similar' as const), paper: aPaperId }),
  fc.record({ kind: fc.constant('trending.show' as const), window: fc.constantFrom(...TRENDING_WINDOWS) }),
);
const anAction: fc.Arbitrary<Action> = fc.oneof(
  aShareable,
  fc.record({ kind: fc.constant('share' as const), what: aShareable }),
  fc.record({ kind: fc.constant('list.page' as const), page: aPage }),
  fc.record({ kind: fc.constantFrom('paper.save' as const, 'paper.unsave' as const), paper: aPaperId }),
  fc.record({
    kind: fc.constantFrom('digest.rest' as const, 'digest.page' as const),
    delivery: fc.stringMatching(/^[0-9a-f]{24}$/) as fc.Arbitrary<DeliveryId>,
    page: aPage,
  }),
  fc.record({
    kind: fc.constantFrom('group.taste-out' as const, 'group.taste-back' as const),
    group: fc.stringMatching(/^[a-z2-9]{6}$/) as fc.Arbitrary<GroupId>,
    word: fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  }),
  fc.constant<Action>({ kind: 'forget-me.confirm' }),
);

describe('an action on a button', () => {
  it.each<[Action, string]>([
    [{ kind: 'search.page', query: QUERY, page: 2 }, '1|search.page|0123456789abcdef|2'],
    [{ kind: 'share', what: { kind: 'search.page', query: QUERY, page: 2 } }, '1|share|search.page|0123456789abcdef|2'],
    [{ kind: 'share', what: { kind: 'trending.show', window: 'week' } }, '1|share|trending.show|week'],
    [{ kind: 'paper.save', paper: PAPER }, '1|paper.save|arxiv:2404.02948'],
    [{ kind: 'paper.show', paper: 'arxiv:hep-th/9901001' as PaperId }, '1|paper.show|arxiv:hep-th/9901001'],
    [{ kind: 'list.page', page: 10_000 }, '1|list.page|10000'],
    [{ kind: 'digest.rest', delivery: DELIVERY, page: 1 }, '1|digest.rest|0123456789abcdef01234567|1'],
    [{ kind: 'digest.page', delivery: DELIVERY, page: 12 }, '1|digest.page|0123456789abcdef01234567|12'],
    [{ kind: 'forget-me.confirm' }, '1|forget-me.confirm'],
  ])('%j is written so that buttons already posted go on working', (action, encoded) => {
    expect(encodeAction(action)).toBe(encoded);
    expect(decodeAction(encoded)).toEqual(action);
  });

  it('comes back the same, from at most 100 characters', () => {
    fc.assert(
      fc.property(anAction, (action) => {
        const encoded = encodeAction(action);
        expect(encoded.length).toBeLessThanOrEqual(100);
        expect(decodeAction(encoded)).toEqual(action);
      }),
      { numRuns: 1000 },
    );
  });

  it('is an action of a known kind to the compiler', () => {
    // @ts-expect-error: sharing is of an answer, not of a change
    const shared: Action = { kind: 'share', what: { kind: 'forget-me.confirm' } };
    expectTypeOf(shared).toExtend<Action>();
  });
});

describe('a stranger on a button', () => {
  it.each([
    '',
    '1',
    '1|',
    '2|forget-me.confirm',
    'forget-me.confirm',
    '1|forget-me.confirm|',
    '1|forget-me.confirm|now',
    '1|toString',
    '1|__proto__',
    '1|constructor|x',
    '1|meeting.join|m1',
    '1|search.page|0123456789abcdef',
    '1|search.page|0123456789abcdef|0',
    '1|search.page|0123456789abcdef|-1',
    '1|search.page|0123456789abcdef|1.5',
    '1|search.page|0123456789abcdef|1e3',
    '1|search.page|0123456789abcdef|02',
    '1|search.page|0123456789abcdef|10001',
    '1|search.page|0123456789abcdef|2|3',
    '1|search.page|0123456789ABCDEF|2',
    '1|search.page|0123456789abcde|2',
    '1|paper.show',
    '1|paper.show|',
    '1|paper.show|2404.02948',
    '1|paper.show|arxiv:2404.02948v2',
    '1|paper.show|ARXIV:2404.02948',
    '1|paper.show| arxiv:2404.02948',
    '1|paper.show|arxiv:2404.02948|x',
    '1|paper.show|arxiv:math.GT/0309136',
    '1|paper.show|local:xyz',
    '1|paper.show|https://arxiv.org/abs/2404.02948',
    '1|trending.show|year',
    '1|digest.rest|0123456789abcdef|1',
    '1|digest.page|0123456789abcdef01234567',
    '1|share',
    '1|share|forget-me.confirm',
    '1|share|paper.save|arxiv:2404.02948',
    '1|share|share|paper.show|arxiv:2404.02948',
    `1|${'share|'.repeat(50_000)}`,
  ])('does nothing: %.60s', (encoded) => {
    expect(decodeAction(encoded)).toBeUndefined();
  });

  it('never makes the decoder throw, and what it accepts is written just so', () => {
    const parts = fc.constantFrom(
      '1',
      '2',
      'share',
      'search.page',
      'paper.show',
      'list.page',
      QUERY,
      PAPER,
      '2',
      '0',
      'week',
      '',
      'toString',
    );
    const forged = fc.oneof(
      fc.array(parts, { maxLength: 7 }).map((all) => all.join('|')),
      fc.array(parts, { maxLength: 5 }).map((all) => ['1', ...all].join('|')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(forged, (encoded) => {
        const action = decodeAction(encoded);
        if (action) expect(encodeAction(action)).toBe(encoded);
      }),
      { numRuns: 1500 },
    );
  });
});
