/**
 * What a group likes to read, as words with weights: out of the papers that it voted for, chose, liked and saved. Pure.
 *
 * Each sign gives its paper's words a share of one whole, so that a long abstract says no more than a short one: a word by how few
 * papers of the archive have it, and how often this one does, title and keywords thrice. Words with hyphens are one word. What several
 * of the papers have in common weighs more than what one of them alone has, as the name of its method. A sign fades by half in half a
 * year. Signs are taken in an order of their own, and words of one weight by their letters, so that the same signs give the same words
 * whatever order they come in.
 */
import type { Paper, PaperId } from '../paper.ts';
import type { Vocabulary } from '../search-index.ts';
import type { Instant } from '../time.ts';
import { isWrittenAsName } from '../word-case.ts';
import { keyOf, type TasteEdits } from './taste-edits.ts';

export const SIGN_KINDS = ['vote', 'chosen', 'like', 'save'] as const;
export type SignKind = (typeof SIGN_KINDS)[number];

/** That somebody liked a paper, by what they did; nobody is named. */
export interface Sign {
  readonly kind: SignKind;
  readonly paper: PaperId;
  readonly at: Instant;
}

export interface TasteWord {
  /** As papers mostly write it, or as it was typed. */
  readonly word: string;
  /** `keyOf` it: the same for all of its forms. */
  readonly key: string;
  /** 1 to 100, the strongest word's. */
  readonly weight: number;
  readonly from: 'signs' | 'hand';
}

/** Those added by hand first, then the heaviest. */
export type Taste = readonly TasteWord[];

export type TastePaper = Pick<Paper, 'id' | 'title' | 'abstract' | 'keywords'>;

/** What one of each says. A vote is meant for reading together, a chosen paper was voted for too. */
const STRENGTHS: Readonly<Record<SignKind, number>> = { vote: 2, chosen: 1, like: 1, save: 1 };
const HALF_LIFE_MS = 182 * 86_400_000;
export const MOST_TASTE_WORDS = 20;
/** Of one paper: beyond these its words are nobody's reason to vote for it. */
const MOST_PAPER_WORDS = 25;
/** A word that so many of the papers have counts half of what one that all of very many have does. */
const COMMON_PAPERS = 2;
const FULL_WEIGHT = 100;
const TITLE_WEIGHT = 3;
const WORD = /[\p{L}\p{N}]+(?:[-‐‑][\p{L}\p{N}]+)*/gu;

export interface Liking {
  readonly signs: readonly Sign[];
  /** Those that the signs are of; others say nothing. */
  readonly papers: ReadonlyMap<PaperId, TastePaper>;
  readonly edits: TasteEdits;
}

export function tasteOf(
  { signs, papers, edits }: Liking,
  { vocabulary, now }: { readonly vocabulary: Vocabulary; readonly now: Instant },
): Taste {
  const removed = new Set(edits.removed.map((word) => keyOf(word, vocabulary)));
  const byHand = edits.added.map(
    (word): TasteWord => ({ word, key: keyOf(word, vocabulary), weight: FULL_WEIGHT, from: 'hand' }),
  );
  const apart = new Set([...removed, ...byHand.map(({ key }) => key)]);
  const heaviest = [...summedWords(signs, papers, { vocabulary, now })]
    .filter(([key]) => !apart.has(key))
    .sort(([a, { weight: weightA }], [b, { weight: weightB }]) => weightB - weightA || byText(a, b))
    .slice(0, MOST_TASTE_WORDS);
  const most = heaviest[0]?.[1].weight ?? 1;
  return [
    ...byHand,
    ...heaviest.map(([key, { weight, spellings }]): TasteWord => {
      const share = Math.max(1, Math.round((FULL_WEIGHT * weight) / most));
      return { word: commonest(spellings), key, weight: share, from: 'signs' };
    }),
  ];
}

interface WeighedWord {
  weight: number;
  /** Of those that there are signs of, the papers that have it. */
  papers: number;
  /** How often it is written so. */
  readonly spellings: Map<string, number>;
}

function summedWords(
  signs: readonly Sign[],
  papers: ReadonlyMap<PaperId, TastePaper>,
  { vocabulary, now }: { readonly vocabulary: Vocabulary; readonly now: Instant },
): ReadonlyMap<string, WeighedWord> {
  const words = new Map<PaperId, readonly (readonly [string, WeighedWord])[]>();
  const sums = new Map<string, WeighedWord>();
  for (const { kind, paper: id, at } of signs.toSorted(inOrder)) {
    const paper = papers.get(id);
    if (paper === undefined) continue;
    const known = words.get(id);
    const ofPaper = known ?? wordsOfPaper(paper, vocabulary);
    words.set(id, ofPaper);
    const age = Math.max(0, Date.parse(now) - Date.parse(at));
    const strength = STRENGTHS[kind] * 0.5 ** (age / HALF_LIFE_MS);
    for (const [key, { weight, spellings }] of ofPaper) {
      const sum = sums.get(key) ?? { weight: 0, papers: 0, spellings: new Map<string, number>() };
      sum.weight += strength * weight;
      if (known === undefined) sum.papers += 1;
      for (const [spelling, times] of spellings) count(sum.spellings, spelling, times);
      sums.set(key, sum);
    }
  }
  for (const sum of sums.values()) sum.weight *= sum.papers / (sum.papers + COMMON_PAPERS);
  return sums;
}

/** A word that an abstract says once, in passing, is none that the paper is about. */
const FEWEST_TIMES = 2;

/** The heaviest, their weights together of length 1. */
function wordsOfPaper(paper: TastePaper, vocabulary: Vocabulary): readonly (readonly [string, WeighedWord])[] {
  const words = new Map<string, WeighedWord>();
  const take = (text: string, times: number): void => {
    for (const written of text.match(WORD) ?? []) {
      for (const { key, spelling } of tellingIn(written, vocabulary)) {
        const word = words.get(key) ?? { weight: 0, papers: 0, spellings: new Map<string, number>() };
        word.weight += times;
        count(word.spellings, spelling, 1);
        words.set(key, word);
      }
    }
  };
  take(paper.title, TITLE_WEIGHT);
  for (const keyword of new Set(paper.keywords)) take(keyword, TITLE_WEIGHT);
  take(paper.abstract, 1);
  for (const [key, { weight }] of words) if (weight < FEWEST_TIMES) words.delete(key);
  for (const [key, word] of words) word.weight = rarityOfKey(key, vocabulary) * saturated(word.weight);
  const heaviest = [...words]
    .sort(([a, one], [b, other]) => other.weight - one.weight || byText(a, b))
    .slice(0, MOST_PAPER_WORDS);
  const length = Math.hypot(...heaviest.map(([, { weight }]) => weight)) || 1;
  return heaviest.map(([key, { weight, spellings }]) => [key, { weight: weight / length, papers: 1, spellings }]);
}

/** A word with hyphens as a whole where each of its parts tells something, else those parts that do. */
function tellingIn(written: string, vocabulary: Vocabulary): readonly { readonly key: string; readonly spelling: string }[] {
  const parts = written.split(/[-‐‑]/u);
  const telling = parts.filter((part) => rarityOfKey(keyOf(part, vocabulary), vocabulary) > 0);
  const whole = telling.length === parts.length ? [written] : telling;
  return whole.map((word) => ({ key: keyOf(word, vocabulary), spelling: isWrittenAsName(word) ? word : word.toLowerCase() }));
}

/** That of the rarest word in it. */
export function rarityOfKey(key: string, { rarityOf }: Vocabulary): number {
  return Math.max(0, ...key.split(' ').map(rarityOf));
}

/** From 0 towards 1: the tenth time says little more than the ninth. */
export function saturated(times: number): number {
  return times / (times + 1);
}

function commonest(spellings: ReadonlyMap<string, number>): string {
  const [first] = [...spellings].sort(([a, timesA], [b, timesB]) => timesB - timesA || byText(a, b));
  return first?.[0] ?? '';
}

function count(counts: Map<string, number>, of: string, times: number): void {
  counts.set(of, (counts.get(of) ?? 0) + times);
}

function inOrder(a: Sign, b: Sign): number {
  return byText(a.at, b.at) || byText(a.kind, b.kind) || byText(a.paper, b.paper);
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
