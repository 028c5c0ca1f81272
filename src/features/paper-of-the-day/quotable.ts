/**
 * Fragments of an abstract that can be quoted alone. Each is a span of its sentence, with nothing changed and no bracket left
 * open, and without the word that tied it to what stood before.
 *
 * A clause ends where a new one surely begins, not at every comma: half of a list ("better at reading, writing and sums") would
 * say something that the sentence does not.
 */
const LONGEST_QUOTE = 180;
const SHORTEST_QUOTE = 20;

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
  'u',
);
/** `In a case study, `, `Using X, `: what a sentence says first about how or when. */
const OPENING_PHRASE =
  /^(?:in|on|at|with|using|by|for|when|where|while|as|through|compared|unlike|despite|taking|building|extending|under|based|\p{L}+ly|further|furthermore|moreover)\b[^,]*,\s+/iu;
const LEADING_TIE = /^(?:and|but|while|with|thus|thereby|which|where|hence|so)\s+/iu;

/** The clause that holds the match and says something (`says`), else the whole sentence where it is short enough. */
export function clauseWith(sentence: string, match: RegExp, says: RegExp): string | undefined {
  const whole = sentence.replace(/[.\s]+$/u, '');
  const clauses = whole.split(CLAUSE_BREAK).flatMap((clause) => [clause.replace(OPENING_PHRASE, ''), clause]);
  return [...clauses.map((clause) => clause.replace(LEADING_TIE, '').trim()), whole].find(
    (clause) => match.test(clause) && says.test(clause) && isQuotable(clause),
  );
}

function isQuotable(text: string): boolean {
  const opened = text.replace(/[^([]/g, '').length;
  const closed = text.replace(/[^)\]]/g, '').length;
  return opened === closed && !/[“”]/.test(text) && text.length >= SHORTEST_QUOTE && text.length <= LONGEST_QUOTE;
}
