import { describe, expect, it } from 'vitest';
import { makeInTurn } from '../../../src/platforms/slack/in-turn.ts';

describe('work in turn', () => {
  it('of one name waits for what was asked for before it, and of another name does not', async () => {
    const inTurn = makeInTurn();
    const told: string[] = [];
    let finishFirst: (value?: unknown) => void = () => undefined;
    const first = inTurn('ada', () =>
      new Promise((resolve) => {
        finishFirst = resolve;
      }).then(() => void told.push('first')),
    );
    const second = inTurn('ada', async () => void told.push('second'));
    await inTurn('bob', async () => void told.push('other'));
    expect(told).toEqual(['other']);
    finishFirst();
    await Promise.all([first, second]);
    expect(told).toEqual(['other', 'first', 'second']);
  });

  it('goes on after work that failed, and tells the failure to whoever asked for it alone', async () => {
    const inTurn = makeInTurn();
    const told: string[] = [];
    const first = inTurn('ada', () => Promise.reject(new Error('not now')));
    const second = inTurn('ada', async () => void told.push('second'));
    await expect(first).rejects.toThrow('not now');
    await second;
    expect(told).toEqual(['second']);
  });
});
