/**
 * The packed structures against plain ones, through random histories, and out of what they save.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeColumn } from '../../../src/search/packed/column.ts';
import { makeHashChains } from '../../../src/search/packed/hash-chains.ts';
import { makeHashes } from '../../../src/search/packed/hashes.ts';
import { makeNumberLists, makeRun } from '../../../src/search/packed/number-lists.ts';
import type { Parts } from '../../../src/search/packed/parts.ts';
import { makeStringTable } from '../../../src/search/packed/string-table.ts';
import { makeTexts } from '../../../src/search/packed/texts.ts';

/** Whole characters: half of a pair is no text that comes back. */
const texts = fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 200 });
const numbers = fc.array(fc.integer({ min: 0, max: 0xffff_ffff }), { maxLength: 300 });

/** As they come from a file: each in memory of its own. */
const copied = (parts: Parts): Parts => Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, bytes.slice()]));

describe('a string table', () => {
  it('gives each string one number, in order, and finds it by either', () => {
    fc.assert(
      fc.property(texts, texts, (added, others) => {
        const numbered = new Map<string, number>();
        let table = makeStringTable();
        for (const [at, text] of [...added, ...added].entries()) {
          if (!numbered.has(text)) numbered.set(text, numbered.size);
          expect(table.add(text)).toBe(numbered.get(text));
          if (at === added.length >> 1) table = makeStringTable(copied(table.save()));
        }
        expect(table.size()).toBe(numbered.size);
        for (const [text, number] of numbered) expect(table.at(number)).toBe(text);
        for (const text of [...added, ...others]) expect(table.find(text)).toBe(numbered.get(text));
      }),
    );
  });

  it('orders plain strings as they are ordered', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const table = makeStringTable();
        const order = table.compare(table.add(a), table.add(b));
        expect(Math.sign(order)).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });
});

describe('texts', () => {
  it('come back as they were put, and empty where they are not kept', () => {
    fc.assert(
      fc.property(texts, (given) => {
        const kept = makeTexts();
        for (const text of given) kept.push(text);
        expect(given.map((_, at) => kept.at(at))).toEqual(given);
        const restored = makeTexts(copied(kept.save((at) => at % 3 > 0)));
        expect(given.map((_, at) => restored.at(at))).toEqual(given.map((text, at) => (at % 3 > 0 ? text : '')));
        expect(restored.at(restored.push('one more'))).toBe('one more');
      }),
    );
  });

  it('have U+FFFD for half of a surrogate pair', () => {
    const kept = makeTexts();
    expect(kept.at(kept.push('a\ud800b'))).toBe('a\ufffdb');
  });
});

describe('lists of numbers', () => {
  it('come back as they were put, each a list of its own', () => {
    fc.assert(
      fc.property(fc.array(numbers, { maxLength: 30 }), (given) => {
        const kept = makeNumberLists();
        for (const list of given) kept.push(Uint32Array.from(list));
        const restored = makeNumberLists(copied(kept.save()));
        const read = given.map((_, at) => restored.at(at));
        expect(read.map((list) => [...list])).toEqual(given);
      }),
    );
  });
});

describe('a run of numbers', () => {
  it('is in a list exactly where the numbers stand one after the other', () => {
    const few = fc.array(fc.constantFrom(0, 1, 127, 128, 129, 300, 16_384, 0xffff_ffff), { maxLength: 12 });
    fc.assert(
      fc.property(few, few, few, (list, before, wanted) => {
        const kept = makeNumberLists();
        kept.push(Uint32Array.from(before));
        const position = kept.push(Uint32Array.from(list));
        kept.push(Uint32Array.from(wanted));
        const found = list.some((_, at) => wanted.every((number, offset) => list[at + offset] === number));
        if (wanted.length > 0) expect(kept.hasRun(position, makeRun(wanted))).toBe(found);
      }),
    );
  });
});

describe('a column', () => {
  it.each([
    ['four-bytes', 0xffff_ffff],
    ['one-byte', 0xff],
  ] as const)('of %s keeps numbers up to %i, and is 0 beyond its last', (width, max) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max }), { maxLength: 300 }), (given) => {
        const column = makeColumn(width);
        for (const [at, number] of given.entries()) expect(column.push(number)).toBe(at);
        const restored = makeColumn(width, column.save());
        expect(given.map((_, at) => restored.at(at))).toEqual(given);
        expect(restored.at(given.length)).toBe(0);
        expect(restored.at(restored.push(7))).toBe(7);
      }),
    );
  });
});

describe('hashes', () => {
  it('come back, can be changed, and are of one length', () => {
    const hashes = makeHashes();
    const hash = (at: number): string => String(at).padStart(22, '-');
    for (let at = 0; at < 200; at += 1) hashes.push(hash(at));
    hashes.set(3, hash(999));
    const restored = makeHashes(hashes.save());
    expect([0, 3, 199].map(restored.at)).toEqual([hash(0), hash(999), hash(199)]);
    expect(() => restored.push('short')).toThrow(RangeError);
  });
});

describe('hash chains', () => {
  it('find every number under its key, newest first, until it is taken out', () => {
    const change = fc.record({ key: fc.constantFrom('a', 'b', 'long key', 'ü', ''), value: fc.nat(50), add: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
        const model = new Map<string, number[]>();
        let chains = makeHashChains();
        for (const [at, { key, value, add }] of changes.entries()) {
          const known = model.get(key) ?? [];
          if (add) chains.add(key, value);
          else chains.remove(key, value);
          const found = known.indexOf(value);
          model.set(key, add ? [value, ...known] : known.filter((_, index) => index !== found));
          if (at === changes.length >> 1) chains = makeHashChains(copied(chains.save()));
        }
        for (const [key, values] of model) expect([...chains.find(key)]).toEqual(values);
        expect([...chains.find('nobody')]).toEqual([]);
      }),
    );
  });

  it('keep thousands of keys apart', () => {
    const chains = makeHashChains();
    for (let at = 0; at < 5000; at += 1) chains.add(`key ${at}`, at);
    for (let at = 0; at < 5000; at += 1) expect([...chains.find(`key ${at}`)]).toContain(at);
  });
});
