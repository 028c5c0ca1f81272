/**
 * Whose work a sentence of an abstract speaks of: the authors' own, or what was before it.
 *
 * Abstracts go from what is known and what it lacks to what is new and what came of it. So a sentence from the first one that
 * brings something on is the authors' own, unless it is plainly about others; one before it is background, unless it says `we`.
 */
import { methodNameOf } from '../summary/method-name.ts';
import { roleScores } from '../summary/sentence-roles.ts';
import { type Sentence, sentencesOf } from '../summary/sentences.ts';
import type { Claiming, Part } from './fact.ts';

export interface StandingSentence extends Part {
  readonly standing: 'background' | 'proposal' | 'own';
}

const BRINGS =
  /\b(?:we|this (?:paper|work|report|study|article|survey)|the authors)\b[^.;]{0,110}?\b(?:propos|introduc|present|develop|deriv|design|unveil|describ|formulat|devis|releas|build|curat|construct|creat|collect|advocat|stud(?:y|ies)|investigat|explor|examin|revisit|ask|analy[sz]|evaluat|conduct|show|demonstrat|find|argue|measur|identif|uncover|quantif|track|compar|characteri[sz]|compil|report|survey|review|ask)/i;
const OWN = /\b(?:we|our|ours)\b|\bthis (?:paper|work|report|study|article|survey)\b/i;
/** The subject of the sentence is earlier work. */
const OTHERS_FIRST =
  /^(?:(?:however|moreover|furthermore|additionally|nevertheless|yet|but|still|unfortunately|while|although|though|despite|most|many|some|the),?\s+){0,3}(?:existing|previous|prior|current|traditional|conventional|recent|earlier|other|standard)\b/i;
/** In characters. What is longer is a table or a list that lost its lines, and nothing that could be quoted. */
const LONGEST_SENTENCE = 2000;
/** Least points for a sentence to be what the paper proposes (see `sentence-roles.ts`). */
const LEAST_PROPOSAL = 4;

/** No proposal, whatever else it says. */
const NO_PROPOSAL = /\bwe (?:hope|believe)\b|\b(?:code|models?|data) (?:is|are|will be) (?:publicly )?(?:available|released)\b/i;

export function standingSentences(paper: Claiming): readonly StandingSentence[] {
  const sentences = sentencesOf(paper.abstract);
  const scores = roleScores(sentences, methodNameOf(paper));
  const points = sentences.map(({ text }, at) => (NO_PROPOSAL.test(text) ? -Infinity : (scores[at]?.proposal ?? 0)));
  const proposal = proposalAt(sentences, points);
  const first = sentences.findIndex(({ text }, at) => BRINGS.test(text) || at === proposal);
  const standing = sentences.map(
    ({ text, start }, at): StandingSentence => ({
      start,
      end: start + text.length,
      text,
      standing: at === proposal ? 'proposal' : standingOf(text, { isBefore: first >= 0 && at < first }),
    }),
  );
  return standing.filter(({ text }) => text.length <= LONGEST_SENTENCE);
}

/** The sentence that most surely says what is new; where none does so surely, the surest of those in which the authors do something. */
function proposalAt(sentences: readonly Sentence[], points: readonly number[]): number {
  const best = Math.max(...points);
  if (best >= LEAST_PROPOSAL) return points.indexOf(best);
  const theirs = points.map((each, at) => (BRINGS.test(sentences[at]?.text ?? '') ? each : -Infinity));
  const surest = Math.max(...theirs);
  return surest === -Infinity ? -1 : theirs.indexOf(surest);
}

function standingOf(text: string, { isBefore }: { readonly isBefore: boolean }): 'background' | 'own' {
  if (OTHERS_FIRST.test(text) && !OWN.test(text)) return 'background';
  return isBefore && !OWN.test(text) ? 'background' : 'own';
}
