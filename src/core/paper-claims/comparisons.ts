/**
 * What an abstract says the work is better than, or as good as, and by how much where the same clause says it.
 *
 * The phrase after the word that compares ("outperforms …", "faster than …") is the baseline as far as it surely goes: it ends
 * before the words that say where, when or how. A list of names counts name by name.
 */
import { clausesOf, isQuotable } from './clauses.ts';
import { anyOf } from './cues.ts';
import { type BaselineFact, type Figure, isWithin, type Part, partOf, stated } from './fact.ts';
import { figuresIn } from './figures.ts';
import type { StandingSentence } from './standing.ts';

const BETTER =
  '(?:better|faster|cheaper|higher|lower|smaller|larger|greater|stronger|tighter|fewer|less|more|quicker|safer|lighter)';
const BEATS = new RegExp(
  [
    '\\b(?:outperform|surpass|exceed|beat|outpace|outclass)(?:s|es|ed|ing)?\\s+(?:(?:the )?(?:performance|accuracy|quality|results) of\\s+)?',
    '\\bsuperior(?:ity)? (?:to|over)\\s+',
    `\\b${BETTER}\\b[^,;.]{0,60}? than(?! or equal)(?: that of| those of| with| when using)?\\s+`,
    '\\b(?:improv\\w*|speed-?ups?|acceleration|gains?|advantages?|boosts?|yields)\\b[^,;.]{0,40}? (?:over|upon)\\s+',
    '\\b(?:best|superior|better|strong|stronger|higher)\\s[^,;.]{0,30}?\\bover\\s+',
    '(?<=\\d\\s?(?:%|x|×|points?)(?:\\s\\w+){0,2}\\s)over\\s+',
    '\\b(?:improv\\w*|reduc\\w*|sav\\w*|speed-?ups?|accelerat\\w*|gains?|increas\\w*|decreas\\w*|lower\\w*|cut\\w*|enhanc\\w*|outperform\\w*|faster|fewer|less|better|greater|higher|stronger)\\b[^;.]{0,90}?(?:compared (?:to|with|against)|relative to|in comparison (?:to|with))\\s+(?:that of\\s+)?',
    '\\bvictor(?:y|ies) (?:against|over)\\s+',
    '\\bvs\\.?\\s[\\d.,]+%?\\s(?:in|of|for|by|from|with)\\s+',
    '(?<=\\b(?:outperform|surpass|exceed|beat)[^;]{5,120}) and (?:even )?(?=[^,;.]{2,60}? by (?:about |up to |over )?\\+?\\d)',
    '^compared (?:to|with) (?=[^,]{2,60}, (?:we|our|it|the proposed|this|\\p{Lu}\\S+) (?:\\w+ly )?(?:realiz|achiev|reduc|improv|obtain|attain|deliver|yield|gain|show))',
  ].join('|'),
  'giu',
);
const EQUALS =
  /\b(?:on par with|comparable (?:to|with)|competitive (?:to|with)|rival(?:s|ing|ling)?|match(?:es|ing)?(?: or (?:exceed|surpass|outperform|improves?)(?:s|es|ing)?(?: over| upon)?)?|(?:competitive|comparable) (?:performance|results|accuracy) (?:compared )?(?:to|with))\s+(?:the (?:performance|accuracy|quality|results) of\s+)?(?:that of\s+)?/giu;

/** Says where, when, how or what more: no part of the name of a baseline. */
const END = anyOf(
  [
    /[;.]\s/,
    /[;.]$/,
    /,\s(?!(?:and\s|or\s)?[^\s]*[\p{Lu}\d])/u,
    /\s(?:by|on|in|at|across|under|while|when|with|using|which|that|who|where|whereas|but|for|from|as)\b/,
    /\s(?:both|through|via|during|is|are|was|were|has|have|can|to|despite|without|within|even|on average)\b/,
    /\s(?:respectively|and (?:moreover|is|are|can|even|also|\p{L}+(?:s|ing|ed)\b(?!\s*(?:,|\.|$))))\b/u,
    /\sin terms\b/,
    /\s\((?:\d|(?=[^)\s]*[\s,]))/,
    /\s[-–—]{1,2}\s/,
    /\sby\s/,
  ],
  'u',
);
const LONGEST = 90;
const MOST_WORDS = 11;
/** Nothing that one could look up: a number, a pronoun. */
const NO_BASELINE = anyOf([
  /^(?:\d|\+|it\b|its\b|them\b|that\b|those\b|this\b|these\b|each\b|ever\b|expected\b|previously\b)/,
  /^(?:before\b|half\b|one\b|two\b|performance|accuracy|time\b|a (?:wide|variety|range|diverse))/,
  /^(?:all\s*$|the\s*$|other\s*$|both\s*$|any\s*$|random\b$|conventional\s*$|human-?$)/,
  /^(?:an? (?:model|method|system)$|(?:training|models|methods|total number\b.*)$|accelerating)/,
  /^(?:reducing|improving|(?:in|on|at|for|to|with|or|and|of|by|what|when|as|if|just|usual)\b)/,
]);
const DOUBT =
  /\b(?:whether|no evidence|contrary to|(?:not|never|cannot|fails? to|unable to) (?:\w+ )?(?:outperform|surpass|exceed|match|beat|improve))\b|\?\s*$/i;

/** `match` is said of more than results. */
const CAN_BE_MATCHED =
  /\b(?:methods?|models?|baselines?|approach(?:es)?|performance|accuracy|results|quality|state-of-the-art|LLMs?|systems?|humans?|experts?|fine-tuning|training|precision)\b|\p{Lu}\p{L}*[\p{Lu}\d]/u;

export function baselinesIn(sentences: readonly StandingSentence[]): readonly BaselineFact[] {
  const own = sentences.filter(({ standing, text }) => standing !== 'background' && !DOUBT.test(text));
  const found = own.flatMap((sentence) => [
    ...baselinesAfter(sentence, BEATS, 'beaten'),
    ...baselinesAfter(sentence, EQUALS, 'equalled'),
  ]);
  return found.filter((fact, at) => found.findIndex((other) => isWithin(fact, other) && other.relation === fact.relation) === at);
}

function baselinesAfter(sentence: Part, cue: RegExp, relation: BaselineFact['relation']): readonly BaselineFact[] {
  const figures = figuresIn(sentence);
  return [...sentence.text.matchAll(cue)].flatMap(({ 0: said, index }) => {
    const from = index + said.length;
    const phrase = phraseFrom(sentence, from);
    if (/^Match/.test(said) || (/^match/.test(said) && !CAN_BE_MATCHED.test(said + phrase.text))) return [];
    const clause = clauseAround(sentence, phrase);
    const by = relation === 'beaten' ? marginIn(sentence, figures, phrase) : undefined;
    return [...baselineParts(phrase), ...namesIncluded(sentence, phrase)].map((part) => ({
      ...stated('baseline', 'abstract', part),
      relation,
      clause,
      ...(by !== undefined && { by }),
    }));
  });
}

function phraseFrom(sentence: Part, from: number): Part {
  const rest = sentence.text.slice(from, from + 2 * LONGEST);
  const end = END.exec(rest)?.index ?? rest.length;
  return partOf(sentence, from, from + end);
}

/** `existing defenses, including A, B and C`; `kernels (A and B)`. */
const INCLUDED =
  /^(?:\s\S+){0,3}?(?:,\s|\s\(|\s)(?:including|such as|like|namely|e\.g\.,?|i\.e\.,?)\s([^;().]{2,120})|^\s\(([^;()]{2,80})\)/u;

function namesIncluded(sentence: Part, phrase: Part): readonly Part[] {
  const from = phrase.end - sentence.start;
  const { 0: whole = '', 1: named, 2: bracketed } = INCLUDED.exec(sentence.text.slice(from, from + 2 * LONGEST)) ?? [];
  const list = named ?? bracketed;
  if (list === undefined) return [];
  const at = from + whole.lastIndexOf(list);
  const pieces = splitList(partOf(sentence, at, at + list.length));
  const names = pieces.filter(
    ({ text }) => /^[^\s]*[\p{Lu}\d][^\s]*(?:\s[^\s]*[\p{Lu}\d][^\s]*){0,3}$/u.test(text) && !/^\d+$|,|\d{4}$/u.test(text),
  );
  return named !== undefined || names.length === pieces.length ? names.map(tidy).filter(isBaseline) : [];
}

/** Name by name where it is a list of names, else the phrase. */
function baselineParts(phrase: Part): readonly Part[] {
  const pieces = splitList(phrase);
  const isListOfNames = pieces.length > 1 && pieces.every(({ text }) => /[\p{Lu}\d]/u.test(text));
  return (isListOfNames ? pieces : [phrase]).map(tidy).filter(isBaseline);
}

function splitList(phrase: Part): readonly Part[] {
  const pieces: Part[] = [];
  let from = 0;
  for (const { 0: mark, index } of phrase.text.matchAll(/,\s+(?:and\s+|or\s+)?|\s+and\s+/gu)) {
    pieces.push(partOf(phrase, from, index));
    from = index + mark.length;
  }
  return [...pieces, partOf(phrase, from, phrase.text.length)];
}

/** What a phrase ends in where it was cut before `such as` or `trained on`. */
const TRAILING =
  /(?:\s(?:such|due|set|trained|relying|based|designed|built|tuned|fine-?tuned|obtained|proposed|even|only|also|most|specialized|specifically|evaluated|tested|used))?[\s,;:.]*$/u;

/** Without an open bracket at its end, and without the article before it. */
function tidy(part: Part): Part {
  const open = part.text.lastIndexOf('(');
  const isOpen = open >= 0 && !part.text.slice(open).includes(')');
  const isClosed = open < 0 && part.text.includes(')');
  const end = isOpen ? open : isClosed ? part.text.indexOf(')') : part.text.length;
  const [lead = ''] = /^(?:(?:the|all|both|even|our|its|their)\s+)+/u.exec(part.text) ?? [];
  return partOf(part, lead.length, part.text.slice(0, end).replace(TRAILING, '').length);
}

function isBaseline({ text }: Part): boolean {
  return (
    text.length > 1 &&
    text.length <= LONGEST &&
    text.split(/\s+/).length <= MOST_WORDS &&
    !NO_BASELINE.test(text) &&
    /\p{L}/u.test(text)
  );
}

function clauseAround(sentence: Part, phrase: Part): Part {
  return (
    clausesOf(sentence).find((clause) => isWithin(phrase, clause) && clause.start < phrase.start && isQuotable(clause.text)) ??
    partOf(sentence, 0, sentence.text.length)
  );
}

/** The figure that surely says by how much: with nothing between it and the baseline that could make it another's. */
function marginIn(sentence: Part, figures: readonly Figure[], phrase: Part): Figure | undefined {
  return figures.find((figure) => {
    const isBefore = figure.end <= phrase.start;
    const [from, to] = isBefore ? [figure.end, phrase.start] : [phrase.end, figure.start];
    const between = sentence.text.slice(from - sentence.start, to - sentence.start);
    return (
      from <= to &&
      (isBefore
        ? /^[^,;.]{0,60}$/.test(between) && !/\band\b/.test(between)
        : /^[^,;.]{0,30}\bby (?:about |up to |over |an average of |around |more than )?$/.test(between))
    );
  });
}
