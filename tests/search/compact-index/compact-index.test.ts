/**
 * The compact index against what it stands for: BM25F counted naively over whole documents, through any history of changes.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompactIndex, type Field, makeCompactIndex } from '../../../src/search/compact-index/compact-index.ts';
import type { ScanWord } from '../../../src/search/compact-index/scan.ts';
import { atOnce } from '../../../src/search/compact-index/steps.ts';

interface Document {
  readonly title: readonly number[];
  readonly body: readonly number[];
  readonly names: readonly number[];
}

const fieldsOf = ({ title, body, names }: Document): readonly Field[] => [
  { terms: title, weight: 3, length: 'counts' },
  { terms: body, weight: 1, length: 'counts' },
  { terms: names, weight: 1, length: 'ignored' },
];

const textWord = (term: number, weight = 1): ScanWord => ({ rows: [{ term, weight, counts: 'frequency' }], finds: 'answers' });

/** What a scan found, by document. */
function scanned(index: CompactIndex, words: readonly ScanWord[], accepts?: (document: number) => boolean) {
  const { documents, scores, matched } = atOnce(index.scan(words, accepts));
  const found = Array.from(documents, (document, at) => [document, { score: scores[at], matched: matched[at] }] as const);
  return new Map(found.sort(([a], [b]) => a - b));
}

function lengthOf({ title, body }: Document): number {
  return 3 * title.length + body.length;
}

/** The formula, word by word, with no index. */
function countedNaively(documents: ReadonlyMap<number, Document>, words: readonly ScanWord[]) {
  const average = [...documents.values()].reduce((sum, document) => sum + lengthOf(document), 0) / (documents.size || 1) || 1;
  const found = new Map<number, { score: number; matched: number }>();
  for (const [number, document] of documents) {
    const times = (term: number): number =>
      fieldsOf(document).reduce(
        (sum, { terms, weight }) => sum + weight * [...terms].filter((other) => other === term).length,
        0,
      );
    const gainsOf = (rows: ScanWord['rows']) =>
      rows
        .filter(({ term }) => times(term) > 0)
        .map(({ term, weight, counts }) => {
          if (counts === 'presence') return weight;
          const length = 0.3 + (0.7 * lengthOf(document)) / average;
          return (weight * 2.2 * times(term)) / (times(term) + 1.2 * length);
        });
    const gains = words.map(({ rows, instead = [] }) => {
      const own = gainsOf(rows);
      const other = instead.find((standIn) => standIn.terms.length > 0 && standIn.terms.every((term) => times(term) > 0));
      return own.length > 0 || other === undefined ? own : [other.weight];
    });
    const isAnswer = words.some(({ finds }, at) => finds === 'answers' && (gains[at] ?? []).length > 0);
    if (!isAnswer) continue;
    found.set(number, {
      score: expect.closeTo(
        gains.flat().reduce((sum, gain) => sum + gain, 0),
        8,
      ),
      matched: gains.filter((ofWord) => ofWord.length > 0).length,
    });
  }
  return found;
}

const terms = fc.array(fc.nat({ max: 12 }), { maxLength: 8 });
const documents = fc.record({ title: terms, body: terms, names: fc.array(fc.integer({ min: 300, max: 304 }), { maxLength: 3 }) });
const changes = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('add' as const), document: documents, gap: fc.nat({ max: 300 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('save and load' as const) }) },
);
const rows = fc.record({
  term: fc.oneof(fc.nat({ max: 13 }), fc.integer({ min: 300, max: 305 })),
  weight: fc.constantFrom(0.5, 1, 4),
  counts: fc.constantFrom('frequency' as const, 'presence' as const),
});
const insteads = fc.record({ terms: fc.array(fc.nat({ max: 13 }), { maxLength: 3 }), weight: fc.constantFrom(0.25, 2) });
const queries = fc.array(
  fc.record({
    rows: fc.array(rows, { maxLength: 2 }),
    instead: fc.array(insteads, { maxLength: 2 }),
    finds: fc.constantFrom('answers' as const, 'support' as const),
  }),
  { maxLength: 5 },
);

describe('a compact index', () => {
  it('scores as the formula does, whatever was added, taken out, saved and loaded before', () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 40 }), fc.array(queries, { maxLength: 3 }), (history, asked) => {
        let index = makeCompactIndex();
        const held = new Map<number, Document>();
        let next = 0;
        for (const change of history) {
          if (change.kind === 'add') {
            next += change.gap;
            index.add(next, fieldsOf(change.document));
            held.set(next, change.document);
            next += 1;
          } else if (change.kind === 'remove') {
            const gone = [...held.keys()][change.which % (held.size || 1)] ?? 0;
            index.remove(gone);
            held.delete(gone);
          } else index = makeCompactIndex(index.save());
        }
        expect(index.size()).toBe(held.size);
        for (const query of asked) expect(scanned(index, query)).toEqual(countedNaively(held, query));
      }),
    );
  });

  it('finds a document as soon as it is added and no more once it is taken out', () => {
    const index = makeCompactIndex();
    index.add(0, [{ terms: [7], weight: 1, length: 'counts' }]);
    expect([...scanned(index, [textWord(7)]).keys()]).toEqual([0]);
    index.remove(0);
    index.remove(0);
    index.remove(99);
    expect(scanned(index, [textWord(7)])).toEqual(new Map());
    expect(index.size()).toBe(0);
  });

  it('finds the same while live documents are merged, however many came', () => {
    const index = makeCompactIndex();
    for (let document = 0; document < 5_000; document += 1) {
      index.add(document, [{ terms: [document % 3, 10 + document], weight: 1, length: 'counts' }]);
      if (document % 10 === 0) index.remove(document);
    }
    expect([...scanned(index, [textWord(0)]).keys()]).toEqual(
      Array.from({ length: 5_000 }, (_, at) => at).filter((at) => at % 3 === 0 && at % 10 !== 0),
    );
    expect([...scanned(index, [textWord(10 + 4_321)]).keys()]).toEqual([4_321]);
  });

  it('finds the same in the middle of a merge, with what came and went since it began, and out of what is saved then', () => {
    const index = makeCompactIndex();
    const held = new Set<number>();
    const expectAll = (asked: CompactIndex): void => {
      for (const term of [0, 1, 2]) {
        const having = [...held].filter((document) => document % 3 === term).sort((a, b) => a - b);
        expect([...scanned(asked, [textWord(term)]).keys()].sort((a, b) => a - b)).toEqual(having);
      }
    };
    for (let document = 0; document < 3_000; document += 1) {
      index.add(document, [{ terms: [document % 3, 10 + document], weight: 1, length: 'counts' }]);
      held.add(document);
      const gone = (document * 7) % (document + 1);
      if (document % 4 === 0) {
        index.remove(gone);
        held.delete(gone);
      }
      if (document % 97 === 0) expectAll(index);
      if (document % 611 === 0) {
        const saved = makeCompactIndex(index.save());
        expectAll(saved);
        expect(saved.size()).toBe(index.size());
      }
    }
    expectAll(index);
  });

  it('finds in one scan what was there when it began, whatever comes between its steps, and several scans at once', () => {
    const index = makeCompactIndex();
    const add = (document: number): void =>
      index.add(document, [{ terms: [1, 2 + (document % 2), 4], weight: 1, length: 'counts' }]);
    for (let document = 0; document < 1_400; document += 1) add(document);
    const words = [textWord(1), textWord(2), { ...textWord(4), finds: 'support' as const }];
    const before = atOnce(index.scan(words));
    const [first, second] = [index.scan(words), index.scan([textWord(3)])];
    first.next();
    second.next();
    for (let document = 1_400; document < 3_500; document += 1) add(document);
    expect([...atOnce(first).documents].sort()).toEqual([...before.documents].sort());
    expect(atOnce(second).documents).toHaveLength(700);
    expect(atOnce(index.scan(words)).documents).toHaveLength(3_500);
  });

  it('tells which documents have all of some terms, in the middle of a merge too', () => {
    const index = makeCompactIndex();
    const termsOf = (document: number): readonly number[] => [document % 2, 5 + (document % 3), 10 + (document % 5)];
    for (let document = 0; document < 1_300; document += 1) {
      index.add(document, [{ terms: termsOf(document), weight: 1, length: 'counts' }]);
      if (document % 6 === 5) index.remove(document - 5);
    }
    for (const wanted of [[1], [0, 6], [1, 7, 12], [99], [1, 99]]) {
      const having = [...index.having(wanted)].flatMap((has, document) => (has === 1 ? [document] : []));
      const all = Array.from({ length: 1_300 }, (_, document) => document);
      const isHeld = (document: number): boolean => document % 6 !== 0 || document + 5 >= 1_300;
      expect(having).toEqual(
        all.filter((document) => isHeld(document) && wanted.every((term) => termsOf(document).includes(term))),
      );
    }
  });

  it('asks a filter once of each document that a telling word found, and of no other', () => {
    const index = makeCompactIndex();
    for (let document = 0; document < 6; document += 1)
      index.add(document, [{ terms: [document % 2, 9], weight: 1, length: 'counts' }]);
    const asked: number[] = [];
    const accepts = (document: number): boolean => {
      asked.push(document);
      return document > 1;
    };
    const found = scanned(index, [{ ...textWord(9), finds: 'support' }, textWord(0), textWord(0)], accepts);
    expect([...found.keys()]).toEqual([2, 4]);
    expect(asked.toSorted()).toEqual([0, 2, 4]);
  });

  it('takes a word that is given for several terms as matched once', () => {
    const index = makeCompactIndex();
    index.add(0, [{ terms: [1, 2], weight: 1, length: 'counts' }]);
    const word: ScanWord = { rows: [1, 2].map((term) => ({ term, weight: 1, counts: 'presence' })), finds: 'answers' };
    expect(scanned(index, [word])).toEqual(new Map([[0, { score: 2, matched: 1 }]]));
  });

  it('holds frequencies and lengths beyond what its bytes can, as the highest they can', () => {
    const index = makeCompactIndex();
    index.add(0, [{ terms: Array.from({ length: 100_000 }, () => 1), weight: 3, length: 'counts' }]);
    expect(scanned(index, [textWord(1)]).get(0)?.score).toBeGreaterThan(0);
  });

  it.each(['before it was saved', 'after it was saved and loaded'])('keeps no posting of what was taken out %s', (when) => {
    const grown = (count: number): CompactIndex => {
      const index = makeCompactIndex();
      for (let document = 0; document < count; document += 1)
        index.add(document, [{ terms: [1, 2, 3], weight: 1, length: 'counts' }]);
      return index;
    };
    const index = when === 'before it was saved' ? grown(100) : makeCompactIndex(grown(100).save());
    for (let document = 1; document < 100; document += 1) index.remove(document);
    const bytesAPlace = 3;
    expect(index.save().length).toBeLessThanOrEqual(grown(1).save().length + 100 * bytesAPlace);
    expect([...scanned(index, [textWord(2)]).keys()]).toEqual([0]);
  });

  it('refuses a document that is not later than all before it', () => {
    const index = makeCompactIndex();
    index.add(3, []);
    for (const document of [3, 2]) expect(() => index.add(document, [])).toThrow(RangeError);
  });
});

describe('a saved compact index', () => {
  const savedIndex = (): Uint8Array => {
    const index = makeCompactIndex();
    for (let document = 0; document < 20; document += 1)
      index.add(document, [{ terms: [document, document % 4], weight: 3, length: 'counts' }]);
    return index.save();
  };

  it('is the same bytes again after it was loaded', () => {
    const bytes = savedIndex();
    expect(makeCompactIndex(bytes).save()).toEqual(bytes);
    expect(makeCompactIndex(makeCompactIndex().save()).size()).toBe(0);
  });

  it('is refused whichever of its bits was turned and wherever it was cut off', () => {
    const bytes = savedIndex();
    for (let at = 0; at < bytes.length; at += 1) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      expect(() => makeCompactIndex(damaged), `byte ${at}`).toThrow(RangeError);
      expect(() => makeCompactIndex(bytes.slice(0, at)), `${at} bytes`).toThrow(RangeError);
    }
  });

  it('is not changed by what is added or taken out after it was loaded', () => {
    const bytes = savedIndex();
    const before = bytes.slice();
    const index = makeCompactIndex(bytes);
    index.remove(3);
    index.add(20, [{ terms: [3], weight: 1, length: 'counts' }]);
    index.save();
    expect(bytes).toEqual(before);
  });
});
