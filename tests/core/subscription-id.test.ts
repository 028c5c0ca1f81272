import { describe, expect, it } from 'vitest';
import { wordsQuery } from '../../src/core/query.ts';
import type { Program } from '../../src/core/subscription.ts';
import {
  dailyChannelId,
  followingId,
  isDailyChannelId,
  SUBSCRIPTION_ID,
  subscriptionIdOf,
} from '../../src/core/subscription-id.ts';
import { aPlace, DAILY_AT_NINE } from '../support/delivery-builders.ts';

const PROGRAM: Program = { kind: 'paper-of-the-day', weekends: 'settled', prompt: 'in-post' };
const idOf = (channel: string, program: Program = PROGRAM, turn = 0) =>
  subscriptionIdOf(aPlace(channel), program, { schedule: DAILY_AT_NINE, turn });

describe('the short name of a subscription', () => {
  it('is the same for the same wish, and another for another place, wish or turn', () => {
    const names = [idOf('a'), idOf('b'), idOf('a', { ...PROGRAM, topics: wordsQuery('agents') }), idOf('a', PROGRAM, 1)];
    expect(new Set(names).size).toBe(4);
    expect(idOf('a')).toBe(names[0]);
  });

  it('can be typed, and read out of a button', () => {
    for (let at = 0; at < 200; at += 1) expect(idOf(`c${at}`)).toMatch(/^[bcdfghjkmnpqrstvwxz2-9]{6}$/);
    for (const id of [idOf('a'), followingId(aPlace()), dailyChannelId(aPlace())]) expect(id).toMatch(SUBSCRIPTION_ID);
  });

  it('tells those that the settings made from those that people made', () => {
    expect([dailyChannelId(aPlace()), idOf('a'), followingId(aPlace())].map(isDailyChannelId)).toEqual([true, false, false]);
  });
});
