/**
 * The passage of an abstract that answers a query best.
 *
 * The window with the most different query words wins, rarer words counting more; among equals the one that begins a
 * sentence, then the earlier. It never cuts what stands between white space (`3.5`, `low-rank`) unless that alone is longer
 * than an excerpt, and says with an ellipsis where text was left out.
 */
import type { Span } from '../core/message.ts';
import type { SearchQuery } from '../core/query.ts';
import { foldedWords, isStopWord, termOf, type Word, wordsOf } from './analysis.ts';

/** In characters, ellipses included. */
export const MAX_EXCERPT_LENGTH = 240;
const ELLIPSIS = '…';
const ROOM = MAX_EXCERPT_LENGTH - 2 * ELLIPSIS.length;

/** How much a matched word counts. @param folded as `wordsOf` gives it. */
export type WordWeight = (folded: string) => number;

interface Window {
  readonly start: number;
  readonly end: number;
}

/** Offsets of a matched word and of where an excerpt that leads up to it begins. */
interface MatchedPlace {
  readonly word: number;
  readonly lead: number;
}

/** @returns no spans where the abstract is empty. */
export function makeExcerpt(abstract: string, query: SearchQuery, weightOf: WordWeight): readonly Span[] {
  const text = abstract.trim();
  if (text === '') return [];
  const wanted = termsOf(query);
  const isWanted = ({ folded }: Word): boolean => !isStopWord(folded) && wanted.has(termOf(folded));
  const words = wordsOf(text);
  const { start, end } = bestWindow(text, words, (word) => (isWanted(word) ? weightOf(word.folded) : 0));
  const shown = words.filter((word) => word.start >= start && word.end <= end && isWanted(word));
  const spans = markWords(text, { start, end }, shown);
  return [...(start > 0 ? [plain(ELLIPSIS)] : []), ...spans, ...(end < text.length ? [plain(ELLIPSIS)] : [])];
}

function termsOf(query: SearchQuery): ReadonlySet<string> {
  const folded = [query.words, ...query.phrases].flatMap(foldedWords);
  const telling = folded.filter((word) => !isStopWord(word));
  return new Set(telling.map(termOf));
}

function bestWindow(text: string, words: readonly Word[], weigh: (word: Word) => number): Window {
  const weights = words.map(weigh);
  const sentences = sentenceStarts(text);
  const pieces = piecesOf(text, words);
  let best: Window & { readonly value: number } = { ...windowFrom(text, pieces, 0), value: -1 };
  for (const start of windowStarts(matchedPlaces(words, weights, pieces), sentences)) {
    const window = windowFrom(text, pieces, start);
    const value = worthOf(words, weights, window) + (sentences.includes(start) ? SENTENCE_START_BONUS : 0);
    if (value > best.value) best = { ...window, value };
  }
  return best;
}

/** What is never cut: what stands between white space, but each word of what would not fit (an address, Chinese). */
function piecesOf(text: string, words: readonly Word[]): readonly Window[] {
  return [...text.matchAll(/\S+/gu)].flatMap(({ 0: run, index: start }): readonly Window[] => {
    const end = start + run.length;
    if (run.length <= ROOM) return [{ start, end }];
    return words.filter((word) => word.start >= start && word.end <= end && word.end - word.start <= ROOM);
  });
}

/** A few words before each matched word. */
function matchedPlaces(words: readonly Word[], weights: readonly number[], pieces: readonly Window[]): readonly MatchedPlace[] {
  return words.flatMap((word, index): readonly MatchedPlace[] => {
    if ((weights[index] ?? 0) === 0) return [];
    const { start, end } = words[Math.max(0, index - WORDS_BEFORE_MATCH)] ?? word;
    const piece = pieces.find((each) => each.start <= start && each.end >= end);
    return [{ word: word.start, lead: piece?.start ?? start }];
  });
}

/** Each sentence, and the words before each matched word, but not back over the start of its sentence. */
function windowStarts(matched: readonly MatchedPlace[], sentences: readonly number[]): readonly number[] {
  const leads = matched.map(({ word, lead }) => Math.max(lead, sentences.findLast((start) => start <= word) ?? 0));
  return [...new Set([...sentences, ...leads])].sort((a, b) => a - b);
}

const WORDS_BEFORE_MATCH = 5;
/** Less than any matched word is worth. */
const SENTENCE_START_BONUS = 0.01;

/** Each word counts once, its repeats a tenth. */
function worthOf(words: readonly Word[], weights: readonly number[], { start, end }: Window): number {
  const seen = new Set<string>();
  let value = 0;
  for (const [index, word] of words.entries()) {
    const weight = weights[index] ?? 0;
    if (weight === 0 || word.start < start || word.end > end) continue;
    const term = termOf(word.folded);
    value += seen.has(term) ? weight / 10 : weight;
    seen.add(term);
  }
  return value;
}

/** From `start` to the end of a sentence where one fits in the second half of the room, else to the last whole piece. */
function windowFrom(text: string, pieces: readonly Window[], start: number): Window {
  if (text.length - start <= ROOM) return { start, end: text.length };
  const room = text.slice(start, start + ROOM);
  const sentenceEnd = room.search(/[.!?](?=\s[^.!?]*$)/u);
  if (sentenceEnd > ROOM / 2) return { start, end: start + sentenceEnd + 1 };
  const lastEnd = pieces.findLast(({ end }) => end <= start + ROOM)?.end ?? start;
  const whole = lastEnd > start ? text.slice(start, lastEnd) : room.replace(/[\uD800-\uDBFF]$/, '');
  return { start, end: start + whole.replace(/(?<=.)[,;:]$/s, '').length };
}

function sentenceStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/[.!?]\s+(?=\p{Lu})/gu)].map((match) => match.index + match[0].length)];
}

function markWords(text: string, { start, end }: Window, matched: readonly Word[]): readonly Span[] {
  const spans: Span[] = [];
  let at = start;
  for (const word of matched) {
    if (word.start > at) spans.push(plain(text.slice(at, word.start)));
    spans.push({ kind: 'text', text: text.slice(word.start, word.end), weight: 'match' });
    at = word.end;
  }
  if (at < end) spans.push(plain(text.slice(at, end)));
  return spans;
}

function plain(value: string): Span {
  return { kind: 'text', text: value };
}
