import { describe, expect, it } from 'vitest';
import { plus } from '../../../src/core/time.ts';
import { makeOnce } from '../../../src/platforms/slack/once.ts';
import { makePacing } from '../../../src/platforms/slack/pacing.ts';
import { anInstant } from '../../support/builders.ts';

/** A clock that goes on only while somebody waits. */
function aPacing() {
  let now = anInstant('2026-11-27T13:00:00Z');
  const waits: number[] = [];
  const takeTurn = makePacing({
    clock: { now: () => now },
    pause: async (ms) => {
      waits.push(ms);
    },
  });
  const { signal } = new AbortController();
  return {
    waits,
    turn: (channel: string) => takeTurn(channel, signal),
    pass: (ms: number) => {
      now = plus(now, ms);
    },
  };
}

describe('messages to one channel', () => {
  it('are a second apart and a little more, however many come at once, and those to others do not wait for them', async () => {
    const { waits, turn } = aPacing();
    await Promise.all([turn('C1'), turn('C1'), turn('C1'), turn('C2')]);
    expect(waits).toEqual([1050, 2100]);
  });

  it('do not wait where a second has passed', async () => {
    const { waits, turn, pass } = aPacing();
    await turn('C1');
    pass(1050);
    await turn('C1');
    expect(waits).toEqual([]);
  });
});

describe('what came in lately', () => {
  it('is new once, and one that has no id always', () => {
    const once = makeOnce(10);
    expect([once.isNew('a'), once.isNew('a'), once.isNew('b'), once.isNew(''), once.isNew('')]).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
  });

  it('is forgotten oldest first where there is too much of it', () => {
    const once = makeOnce(10);
    for (let at = 0; at < 11; at += 1) once.isNew(`id ${at}`);
    expect(once.isNew('id 10')).toBe(false);
    expect(once.isNew('id 0')).toBe(true);
  });
});
