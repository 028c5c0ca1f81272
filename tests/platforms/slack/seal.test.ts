import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedSecret, makeSeal } from '../../../src/platforms/slack/seal.ts';

const KEY = Buffer.alloc(32, 1);
const OTHER_KEY = Buffer.alloc(32, 2);
const seal = makeSeal({ current: KEY }, randomBytes);

describe('a sealed token', () => {
  it('opens with its key for what it is of, and nothing of it can be read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 4 }), (token) => {
        const sealed = seal.close(token, 'T1');
        expect(sealed).not.toContain(token);
        expect(seal.open(sealed, 'T1')).toEqual({ kind: 'opened', text: token, by: 'current' });
      }),
    );
  });

  it('differs each time, as the same token twice would tell that it is the same', () => {
    expect(seal.close('xoxb-1', 'T1')).not.toBe(seal.close('xoxb-1', 'T1'));
  });

  it('does not open for another workspace, by another key, or once a letter of it has changed', () => {
    const sealed = seal.close('xoxb-1', 'T1');
    expect(seal.open(sealed, 'T2')).toEqual({ kind: 'locked' });
    expect(makeSeal({ current: OTHER_KEY }, randomBytes).open(sealed, 'T1')).toEqual({ kind: 'locked' });
    for (const [at, letter] of [...sealed].entries()) {
      const changed = `${sealed.slice(0, at)}${letter === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      const opened = seal.open(changed, 'T1');
      if (opened.kind === 'opened') expect(opened.text).toBe('xoxb-1'); // the last letter has bits that count for nothing
    }
    expect(seal.open('', 'T1')).toEqual({ kind: 'locked' });
    expect(seal.open('v1.0.0.0', 'T1')).toEqual({ kind: 'locked' });
  });

  it('opens by the former key while that is known, and says so', () => {
    const former = makeSeal({ current: OTHER_KEY }, randomBytes).close('xoxb-1', 'T1');
    const changing = makeSeal({ current: KEY, previous: OTHER_KEY }, randomBytes);
    expect(changing.open(former, 'T1')).toEqual({ kind: 'opened', text: 'xoxb-1', by: 'previous' });
    expect(changing.open(changing.close('xoxb-1', 'T1'), 'T1')).toMatchObject({ by: 'current' });
  });
});

describe('a secret made of the key', () => {
  it('is the same for the same purpose, another for another, and not the key', () => {
    expect(derivedSecret({ current: KEY }, 'state')).toBe(derivedSecret({ current: KEY }, 'state'));
    expect(derivedSecret({ current: KEY }, 'state')).not.toBe(derivedSecret({ current: KEY }, 'other'));
    expect(derivedSecret({ current: KEY }, 'state')).not.toContain(KEY.toString('hex').slice(0, 16));
  });
});
