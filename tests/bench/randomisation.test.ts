import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairedRandomisation } from './randomisation.ts';

const SEED = 11;
const pairs = fc.array(fc.tuple(fc.float({ min: 0, max: 1, noNaN: true }), fc.float({ min: 0, max: 1, noNaN: true })), {
  minLength: 1,
  maxLength: 8,
});

describe('the paired randomisation test', () => {
  it('is sure of nothing where both are the same', () => {
    expect(pairedRandomisation([0.2, 0.9, 0.5], [0.2, 0.9, 0.5], SEED)).toEqual({ difference: 0, p: 1 });
    expect(pairedRandomisation([], [], SEED)).toEqual({ difference: 0, p: 1 });
  });

  it('is near the share of swaps that are as far apart, which three queries let one count', () => {
    // Of the eight ways to sign 0.3, 0.2 and 0.1, all plus and all minus reach 0.6
    const { difference, p } = pairedRandomisation([0, 0, 0], [0.3, 0.2, 0.1], SEED);
    expect(difference).toBeCloseTo(0.2, 12);
    expect(p).toBeCloseTo(2 / 8, 1);
  });

  it('finds a small gain on each of forty queries beyond luck, and a large one on a single query not', () => {
    const before = Array.from({ length: 40 }, () => 0.5);
    const everywhere = before.map((figure) => figure + 0.01);
    const once = before.map((figure, query) => (query === 0 ? 1 : figure));
    expect(pairedRandomisation(before, everywhere, SEED).p).toBeLessThan(0.001);
    expect(pairedRandomisation(before, once, SEED).p).toBe(1);
  });

  it('turns its sign and nothing else where the two change places', () => {
    fc.assert(
      fc.property(pairs, (figures) => {
        const [a, b] = [figures.map(([first]) => first), figures.map(([, second]) => second)];
        const [there, back] = [pairedRandomisation(a, b, SEED), pairedRandomisation(b, a, SEED)];
        expect(back.difference).toBeCloseTo(-there.difference, 9);
        expect(back.p).toBeCloseTo(there.p, 1);
        expect(there.p).toBeGreaterThan(0);
        expect(there.p).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });

  it('gives the same for the same seed, and refuses figures that cannot be paired', () => {
    const [a, b] = [
      [0.1, 0.5, 0.3, 0.9],
      [0.4, 0.4, 0.8, 0.7],
    ];
    expect(pairedRandomisation(a, b, 3)).toEqual(pairedRandomisation(a, b, 3));
    expect(() => pairedRandomisation([1], [], 3)).toThrow(RangeError);
  });
});
