/**
 * What a sentence of an abstract does: how surely it says what is new, or what came of it.
 *
 * Abstracts are written in few phrases ("we propose", "outperforms … by 2%"), so a role is a sum of points for such phrases,
 * less some for phrases that mark a side matter ("we further", "ablations"). The points compare sentences of one abstract
 * only. They were set against twenty abstracts labelled by hand before, and checked on ten others.
 */
import { mentions } from './method-name.ts';
import type { Sentence } from './sentences.ts';

export interface RoleScores {
  readonly proposal: number;
  readonly result: number;
}

interface Cue {
  readonly pattern: RegExp;
  readonly points: number;
}

const PROPOSAL_CUES: readonly Cue[] = [
  // The authors bring something. Room for "we first establish a wider view, seeing X as Y, and present Z".
  {
    pattern:
      /\b(?:we|this (?:paper|work|report|study|article)|the paper|authors)\b[^.;]{0,110}?\b(?:propos|introduc|present|develop|deriv|design|unveil|describ|formulat|devis)/i,
    points: 6,
  },
  // They look into something, which is all that some papers do.
  {
    pattern:
      /\b(?:we|this (?:paper|work|report|study|article))\b[^.;]{0,40}?\b(?:stud|investigat|explor|examin|provid|releas|build|curat|show|address|bridg|revisit|argu)/i,
    points: 2,
  },
  { pattern: /\b(?:in|with) this (?:paper|work|report|study|article)\b/i, points: 2 },
  { pattern: /^to (?:address|mitigate|bridge|tackle|overcome|alleviate|solve|fill|close|this end)\b/i, points: 1 },
  { pattern: /\b(?:novel|new|first|called|named|dubbed|termed)\b/i, points: 1 },
  { pattern: /\b(?:is|are) an? (?:novel|new|simple|unified|open|large-scale)\b/i, points: 4 },
  {
    pattern:
      /\b(?:framework|method|approach|model|system|benchmark|dataset|algorithm|architecture|procedure|scheme|kernel|defense)\b/i,
    points: 1,
  },
  // A second thing, or the evaluation of the first.
  {
    pattern:
      /^(?:further|furthermore|additionally|moreover|finally|besides|also|second|notably)\b|\bwe (?:also|further|then|additionally)\b/i,
    points: -4,
  },
  {
    pattern: /^(?:to (?:evaluate|support|facilitate|validate|verify)|experiment|extensive|empirical|evaluation|result)/i,
    points: -4,
  },
];

const RESULT_CUES: readonly Cue[] = [
  { pattern: /\b(?:outperform|surpass|exceed|superior|state-of-the-art (?:performance|results|accuracy))/i, points: 3 },
  {
    pattern:
      /\b(?:achiev|improv|reduc|yield|accelerat|attain|boost|increas|match|reach|recover|restor|enabl|remov)(?:e|es|s|ed|ing)?\b/i,
    points: 2,
  },
  {
    pattern:
      /\b(?:experiment|evaluation|empirical|result|benchmark)\w*\b.*\b(?:show|demonstrat|confirm|reveal|validat|indicat|suggest|prov|achiev|outperform)/i,
    points: 3,
  },
  { pattern: /\bwe (?:also )?(?:show|demonstrate|find|observe|achieve|prove)\b/i, points: 2 },
  {
    pattern: /\b(?:than|compared (?:to|with)|over|while (?:maintaining|retaining|achieving|preserving|being)|without)\b/i,
    points: 1,
  },
  // A measured quantity: `2.1×`, `66.7%`, `24 GB`, `8 to 24`.
  { pattern: /\d\s?(?:%|×|x\b|times\b|points?\b|[GMK]B\b|pp\b|-fold\b)|\b\d+(?:\.\d+)? (?:to|versus|vs\.?) \d/, points: 4 },
  // What others fail at.
  {
    pattern:
      /\b(?:existing|previous|prior|current|traditional|conventional) (?:methods?|approaches|works?|studies|techniques|models?)\b.*\b(?:suffer|fail|struggle|lack|limit|often|neglect|overlook)/i,
    points: -5,
  },
  // What is brought, not what came of it.
  {
    pattern: /\bwe (?:also |further |first |then )?(?:introduce|propose|include|use|develop|design|present|employ|adopt)\b/i,
    points: -3,
  },
  // A result about a result.
  {
    pattern:
      /\b(?:further|also) (?:confirm|show|validate|demonstrate|verify)|\bthese (?:improvements|results|findings)\b|\bthis \w+ performance\b/i,
    points: -2,
  },
  { pattern: /\b(?:ablation|future (?:work|research|avenues)|we hope|underscore|pave|highlight(?:s|ing) the)/i, points: -3 },
];

/** Says where code, models or data are to be had: neither role. */
const AVAILABILITY =
  /\b(?:code|project page|models?|weights|dataset|data|software|demo)\b.*\b(?:available|released?|accessed|found at|open-?sourced?|https?:)\b|\bopen-source our\b|\bwe release\b/i;
const NEITHER: RoleScores = { proposal: -10, result: -10 };

/** A sentence that leans on the one before it says little alone. */
const LEANS_BACK = /^(?:this(?! paper| work)|these|it|such|they|those)\b/i;
const LEANING_POINTS = -1;
/** The sentence that first names what the title names. */
const NAMING_POINTS = 5;
/** Proposals come early and results late: points over the length of the abstract. */
const EARLY_POINTS = 1;
const LATE_POINTS = 2;

/** @param name of what the paper brings, where its title shows one. @returns one entry a sentence, in their order. */
export function roleScores(sentences: readonly Sentence[], name: string | undefined): readonly RoleScores[] {
  const naming = name === undefined ? -1 : sentences.findIndex(({ text }) => mentions(text, name));
  return sentences.map(({ text }, at) => {
    if (AVAILABILITY.test(text)) return NEITHER;
    const leaning = LEANS_BACK.test(text) ? LEANING_POINTS : 0;
    const place = sentences.length < 2 ? 0 : at / (sentences.length - 1);
    return {
      proposal: pointsOf(text, PROPOSAL_CUES) + leaning + (at === naming ? NAMING_POINTS : 0) - place * EARLY_POINTS,
      result: pointsOf(text, RESULT_CUES) + leaning + place * LATE_POINTS,
    };
  });
}

function pointsOf(text: string, cues: readonly Cue[]): number {
  return cues.reduce((sum, { pattern, points }) => (pattern.test(text) ? sum + points : sum), 0);
}
