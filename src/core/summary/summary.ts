/**
 * What a paper is about, in two sentences that somebody else has written: the source's own summary, else the two sentences
 * of the abstract that say what is new and what came of it, in the order of the text.
 *
 * Nothing is rephrased: every sentence stands in the source as it stands here. Where two are too long for a channel, what
 * is new goes before what came of it, and a sentence that alone is too long is cut between words, with `…` for all to see.
 */
import type { Paper } from '../paper.ts';
import { methodNameOf } from './method-name.ts';
import { roleScores } from './sentence-roles.ts';
import { type Sentence, sentencesOf } from './sentences.ts';

/** In characters, the space between two sentences included. The two best sentences of nearly nine in ten abstracts are within it. */
export const MAX_SUMMARY_LENGTH = 500;

export interface PaperSummary {
  readonly from: 'source' | 'abstract';
  /** One or two. */
  readonly sentences: readonly string[];
}

export interface KeySentences {
  /** What is new. */
  readonly proposal: Sentence;
  /** What came of it; absent where the abstract is one sentence. */
  readonly result?: Sentence;
}

/** @returns undefined where nothing is known but the title. */
export function summaryOf(paper: Pick<Paper, 'title' | 'abstract' | 'summary'>): PaperSummary | undefined {
  const [first, second] = sentencesOf(paper.summary ?? '');
  if (first !== undefined) return { from: 'source', sentences: withinLength(first, second) };
  const key = keySentences(paper);
  return key === undefined ? undefined : { from: 'abstract', sentences: withinLength(key.proposal, key.result) };
}

/** @returns undefined where there is no abstract. */
export function keySentences(paper: Pick<Paper, 'title' | 'abstract'>): KeySentences | undefined {
  const sentences = sentencesOf(paper.abstract);
  const scores = roleScores(sentences, methodNameOf(paper));
  const at = highest(scores.map((score) => score.proposal));
  const proposal = sentences[at];
  if (proposal === undefined) return undefined;
  const others = sentences.filter((_, other) => other !== at);
  const result = others[highest(scores.filter((_, other) => other !== at).map((score) => score.result))];
  return result === undefined ? { proposal } : { proposal, result };
}

/** The first of the highest. @returns -1 of none. */
function highest(scores: readonly number[]): number {
  return scores.indexOf(Math.max(...scores));
}

/** @param main stays where there is no room for both. */
function withinLength(main: Sentence, other: Sentence | undefined): readonly string[] {
  if (other === undefined || main.text.length + 1 + other.text.length > MAX_SUMMARY_LENGTH) return [clipped(main.text)];
  return main.start < other.start ? [main.text, other.text] : [other.text, main.text];
}

function clipped(sentence: string): string {
  if (sentence.length <= MAX_SUMMARY_LENGTH) return sentence;
  const head = sentence.slice(0, MAX_SUMMARY_LENGTH - 1);
  const lastSpace = head.lastIndexOf(' ');
  const whole = lastSpace > MAX_SUMMARY_LENGTH / 2 ? head.slice(0, lastSpace) : head.replace(/[\uD800-\uDBFF]$/, '');
  return `${whole.replace(/[\s,;:–—-]+$/u, '')}…`;
}
