/**
 * The passage shown under a result: short, whole, marked, and the best there is.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../src/core/message.ts';
import { wordsQuery } from '../../src/core/query.ts';
import { parseQueryText } from '../../src/core/query-language.ts';
import { foldedWords, isStopWord, termOf } from '../../src/search/analysis.ts';
import { MAX_EXCERPT_LENGTH, makeExcerpt, type WordWeight } from '../../src/search/excerpt.ts';
import { anyCharacter } from '../support/any-character.ts';
import { said, saidBy } from '../support/said.ts';
import { seedPapers } from '../support/seed-papers.ts';

fc.configureGlobal({ seed: 20_261_123 });

const alike: WordWeight = () => 1;
const FILLER = 'Nothing of any note is to be found in this long sentence that only fills the page. ';

const marked = (spans: readonly Span[]) => spans.filter(isMarked).map(saidBy);
const isMarked = (span: Span) => span.kind === 'text' && span.weight === 'match';
const excerpt = (abstract: string, typed: string, weightOf = alike) => makeExcerpt(abstract, parseQueryText(typed), weightOf);

describe('an excerpt', () => {
  it('is a short abstract as a whole, without ellipses', () => {
    expect(excerpt('We study zebras.', 'zebras')).toEqual([
      { kind: 'text', text: 'We study ' },
      { kind: 'text', text: 'zebras', weight: 'match' },
      { kind: 'text', text: '.' },
    ]);
    expect(said(excerpt('  We study zebras. ', 'zebras'))).toBe('We study zebras.');
  });

  it('has no spans where there is no abstract', () => {
    expect(excerpt('', 'zebras')).toEqual([]);
    expect(excerpt(' \n', 'zebras')).toEqual([]);
  });

  it('marks the words of the query in any form, those of phrases too, and neither stop words nor excluded ones', () => {
    const spans = excerpt('The Quantization of models is quantized by zebras of note.', 'the quantizing "of zebra" -models');
    expect(marked(spans)).toEqual(['Quantization', 'quantized', 'zebras']);
  });

  it('does not mark a stop word for a word whose stem looks like it', () => {
    expect(marked(excerpt('An Ising model is used by us; it is in use.', 'ising used'))).toEqual(['Ising', 'used', 'use']);
  });

  it('is the beginning of the abstract where no word of the query is in it', () => {
    const text = said(excerpt(FILLER.repeat(5), 'zebras'));
    expect(text).toMatch(/^Nothing of any note/);
    expect(text).toMatch(/…$/);
  });

  it('shows a word that stands at the very end', () => {
    const text = said(excerpt(`${FILLER.repeat(8)}At last a zebra`, 'zebra'));
    expect(text).toMatch(/^….*At last a zebra$/);
  });

  it('prefers the passage with more different words of the query to one that repeats a word', () => {
    const abstract = `Zebra zebra zebra zebra zebra. ${FILLER.repeat(4)}A zebra and a horse. ${FILLER.repeat(4)}`;
    expect(marked(excerpt(abstract, 'zebra horse'))).toEqual(['zebra', 'horse']);
  });

  it('prefers the passage with the weightier word', () => {
    const abstract = `A model is here. ${FILLER.repeat(4)}An axolotl is there. ${FILLER.repeat(4)}`;
    const weightOf = (word: string) => (word === 'axolotl' ? 5 : 1);
    expect(marked(excerpt(abstract, 'model axolotl', weightOf))).toEqual(['axolotl']);
    expect(marked(excerpt(abstract, 'model axolotl'))).toEqual(['model']);
  });

  it('prefers to begin with a sentence', () => {
    const abstract = `${FILLER.repeat(4)}In the wild we see one zebra. ${FILLER.repeat(4)}`;
    expect(said(excerpt(abstract, 'zebra'))).toMatch(/^…(In the wild|Nothing of any note).*zebra/);
  });

  it('ends with a sentence where one ends in its second half', () => {
    expect(said(excerpt(FILLER.repeat(5), 'note'))).toMatch(/fills the page\.…$/);
  });

  it('cuts neither a number nor a word with a hyphen in two', () => {
    const numbers = Array.from({ length: 120 }, (_, at) => `zebra ${at}.5x low-rank (v${at}.1),`).join(' ');
    for (const typed of ['zebra', 'rank', '5x', '77', 'rank zebra 60']) {
      const text = said(excerpt(numbers, typed));
      const pieces = text.replaceAll('…', '').split(' ');
      const whole = new Set(numbers.split(' ').flatMap((piece) => [piece, piece.replace(/,$/, '')]));
      for (const piece of pieces) expect(whole, `${typed}: ${text}`).toContain(piece);
    }
  });

  it('cuts text without spaces between words or characters, as it must', () => {
    const chinese = '注意力机制很重要，我们研究它。'.repeat(40);
    const sentences = said(excerpt(chinese, '我们研究它'));
    expect(sentences).toContain('我们研究它');
    for (const endless of ['字'.repeat(500), '𝐋'.repeat(500), '🎉'.repeat(500), `a${'🎉'.repeat(500)}`, ':'.repeat(500)]) {
      const text = said(excerpt(endless, 'zebra'));
      expect(text.length).toBeGreaterThan(1);
      expect(text.length).toBeLessThanOrEqual(MAX_EXCERPT_LENGTH);
      expect(text).not.toMatch(/\p{Cs}/u);
    }
  });

  it('is for every paper of the seed page and every word of its title a whole, marked piece of the abstract', async () => {
    for (const { title, abstract } of await seedPapers()) {
      const terms = new Set(
        foldedWords(title)
          .filter((word) => !isStopWord(word))
          .map(termOf),
      );
      const spans = makeExcerpt(abstract, wordsQuery(title), alike);
      expectPieceOf(abstract, spans);
      const inAbstract = foldedWords(abstract).some((word) => terms.has(termOf(word)));
      expect(marked(spans).length > 0, title).toBe(inAbstract);
      for (const word of marked(spans)) expect(terms).toContain(termOf(foldedWords(word)[0] ?? ''));
    }
  });

  it('is a piece of the abstract of at most 240 characters, whatever the abstract and the query', () => {
    const word = fc.oneof(
      fc.constantFrom('zebra', 'Zebras', 'low-rank', '3.5', 'the', 'end.', 'Why?', '🎉', '𝐋𝐨𝐑𝐀', 'a,', '(b)', '注意力'),
      fc.string({ unit: anyCharacter, maxLength: 12 }).map((text) => text.replaceAll('…', '')), // the ellipses are the excerpt's own
      fc.constant('x'.repeat(300)),
    );
    const abstracts = fc
      .array(word, { maxLength: 80 })
      .chain((words) => fc.constantFrom(words.join(' '), words.join('\n'), words.join('')));
    const queries = fc.constantFrom('zebra', 'low rank', 'lora zebra "the end"', '3.5', 'nothing', '注意力', 'b 🎉');
    fc.assert(
      fc.property(abstracts, queries, (abstract, typed) => {
        expectPieceOf(abstract, excerpt(abstract, typed));
      }),
      { numRuns: 150 },
    );
  });
});

/** The law of excerpts: spans put together are the abstract or a piece of it between ellipses, cut at white space. */
function expectPieceOf(abstract: string, spans: readonly Span[]): void {
  const whole = abstract.trim();
  const text = said(spans);
  expect(text.length).toBeLessThanOrEqual(MAX_EXCERPT_LENGTH);
  if (whole.length <= MAX_EXCERPT_LENGTH - 2) {
    expect(text).toBe(whole);
    return;
  }
  for (const span of spans) expect(saidBy(span)).not.toBe('');
  const [first, last] = [said(spans.slice(0, 1)) === '…', said(spans.slice(-1)) === '…'];
  const piece = text.slice(first ? 1 : 0, last ? -1 : undefined);
  expect(piece.length).toBeGreaterThan(0);
  const places = placesOf(piece, whole).filter((at) => (first || at === 0) && (last || at + piece.length === whole.length));
  expect(places).not.toEqual([]);
  if (/\S{239}/u.test(whole)) return;
  const isWhole = (at: number): boolean =>
    (at === 0 || /\s/u.test(whole[at - 1] ?? '')) && /^(?:[,;:]*(?:\s|$))/u.test(whole.slice(at + piece.length));
  expect(places.some(isWhole)).toBe(true);
}

function placesOf(piece: string, whole: string): readonly number[] {
  const places: number[] = [];
  for (let at = whole.indexOf(piece); at >= 0; at = whole.indexOf(piece, at + 1)) places.push(at);
  return places;
}
