/**
 * Clauses of a sentence that can be quoted alone. Each is a stretch of its sentence, with nothing changed and no bracket left
 * open, and without the word that tied it to what stood before.
 *
 * A clause ends where a new one surely begins, not at every comma: half of a list ("better at reading, writing and sums") would
 * say something that the sentence does not.
 */
import { type Part, partOf } from './fact.ts';

const LONGEST_QUOTE = 240;
const SHORTEST_QUOTE = 20;

/** What cannot be the last word of a clause. */
const UNFINISHED = /\s(?:that|which|and|or|of|the|an?|to|with|is|are|by|for|in|on|as|than|both|due)$/i;
/** Opens a clause after a comma. */
const CLAUSE_OPENING =
  '(?:and |but |while |thus |thereby |hence )?(?:\\p{L}+ly )?(?:\\p{L}+ing\\b(?!,| and\\b| or\\b)|we\\b|which\\b|while\\b|where\\b|when\\b|with\\b|but\\b|without\\b|and (?:the|we|it|can|is|achiev|improv|reduc|yield|enabl))';
const CLAUSE_BREAK = new RegExp(
  [
    `,\\s+(?=${CLAUSE_OPENING})`,
    ';\\s+(?:however,\\s+)?',
    ':\\s+',
    '\\s+(?:-{1,2}|–|—)\\s+',
    '(?<=\\b(?:show|demonstrat|find|observ|reveal|indicat|confirm|prov|suggest|verif)(?:s|e|es|ed|ing|ies)?)\\s+that\\s+',
  ].join('|'),
  'gu',
);
/** `In a case study, `, `Using X, `: what a sentence says first about how or when. */
const OPENING_PHRASE =
  /^(?:in|on|at|with|using|by|for|when|where|while|as|through|compared|unlike|despite|taking|building|extending|under|based|\p{L}+ly|however|further|furthermore|moreover)\b[^,]*,\s+/iu;
/** `a benchmark for X, ` after `On Y, `: says what Y is, and opens no clause. */
const APPOSITION = /^(?:an?|the|our)\s[^,]{3,80},\s(?:\p{Lu}|we\b|it\b|our\b)/u;
/** Ties a sentence or a clause to what stood before. */
const LEADING_TIE = /^(?:and|but|thus|thereby|hence|so|however|yet|moreover|furthermore),?\s+/iu;
/** Ties a clause to the one before it; at the head of a sentence it ties to what comes. */
const INNER_TIE = /^(?:while|with|which|where)\s+/iu;

/** The clauses of a sentence in their order, each without the phrase that opens it and with it, and last the whole. */
export function clausesOf(sentence: Part): readonly Part[] {
  const whole = partOf(sentence, 0, sentence.text.replace(/[.\s]+$/u, '').length);
  const clauses: Part[] = [];
  let from = 0;
  for (const { 0: mark, index } of whole.text.matchAll(CLAUSE_BREAK)) {
    clauses.push(partOf(whole, from, index));
    from = index + mark.length;
  }
  clauses.push(partOf(whole, from, whole.text.length));
  const bare = clauses
    .flatMap((clause) => [without(OPENING_PHRASE, clause), clause])
    .map((clause) => without(LEADING_TIE, clause));
  return [...bare.map((clause) => (clause.start === whole.start ? clause : without(INNER_TIE, clause))), whole];
}

/** Whether a stretch can stand between quotation marks in a message. */
export function isQuotable(text: string): boolean {
  const opened = text.replace(/[^([]/g, '').length;
  const closed = text.replace(/[^)\]]/g, '').length;
  const fits = text.length >= SHORTEST_QUOTE && text.length <= LONGEST_QUOTE;
  return fits && opened === closed && !/[“”]/.test(text) && !UNFINISHED.test(text);
}

/** Whether it stands in another sentence who or what is meant. */
export function leansBack(text: string): boolean {
  return /^(?:(?:however|yet|moreover|furthermore|meanwhile),? )?(?:they|these|those|it|its|this|such|their)\b/i.test(text);
}

function without(opening: RegExp, part: Part): Part {
  const [found = ''] = opening.exec(part.text) ?? [];
  const rest = partOf(part, found.length, part.text.length);
  return APPOSITION.test(rest.text) ? part : rest;
}
