/**
 * What may stand in a paper for words of a query: the acronym for its long form and back, one word for two (`finetuning`), the odd
 * plural (`matrices`), and words that one slip of a finger makes of another.
 *
 * Whatever stands for a word is worth less than the word, and nothing to a paper that has the word itself: it finds papers that
 * say the same in other words, and puts them below those that say it as it was asked.
 */
import type { Acronyms } from './acronyms.ts';
import type { IndexedPaper } from './indexed-paper.ts';
import type { Lexicon } from './lexicon.ts';
import { rarity } from './ranking.ts';
import type { Spelling } from './spelling.ts';
import type { Tuning } from './tuning.ts';

export interface StandIn {
  /** Positions in the query's words, each of which it stands for. */
  readonly words: readonly number[];
  /** The terms that stand there, one right after the other. */
  readonly run: readonly number[];
  /** In parts of what the words themselves are worth, below 1. */
  readonly worth: number;
  /** A slip is thought of only where a paper has every other word of the query. */
  readonly asked: 'always' | 'for the last word';
}

/** A word of the query in its place. */
export interface TypedWord {
  readonly typed: string;
  /** What is searched: the typed word, or what it was corrected to. */
  readonly used: string;
  /** What else it might have been corrected to, likeliest first. */
  readonly others: readonly string[];
  /** Undefined for a stop word. */
  readonly position: number | undefined;
}

export interface StandInParts {
  readonly lexicon: Lexicon;
  readonly acronyms: Acronyms;
  readonly spelling: Spelling;
  readonly tuning: Tuning;
  readonly papers: number;
}

/** A long query has no acronym that its other words would not make up for. */
const MOST_WORDS = 12;
/** A word that more of the archive has finds papers enough by itself, and what stands for it would take long to look for. */
const COMMON_SHARE = 0.1;
const ALWAYS_LOOKED_FOR = 50;
/** Each half of a word that may be written as two. */
const SHORTEST_HALF = 3;
/** Queries of fewer words say too little to tell a slip by, longer ones need no help. */
const [FEWEST_WORDS_WITH_SLIP, MOST_WORDS_WITH_SLIP] = [2, 5];
const SHORTEST_WITH_SLIP = 3;
const NEIGHBOURS_TRIED = 4;

/** Singular and plural where no rule leads from one to the other. */
const ODD_PLURALS: readonly (readonly [string, string])[] = [
  ['analysis', 'analyses'],
  ['automaton', 'automata'],
  ['child', 'children'],
  ['corpus', 'corpora'],
  ['criterion', 'criteria'],
  ['formula', 'formulae'],
  ['hypothesis', 'hypotheses'],
  ['index', 'indices'],
  ['matrix', 'matrices'],
  ['maximum', 'maxima'],
  ['minimum', 'minima'],
  ['optimum', 'optima'],
  ['phenomenon', 'phenomena'],
  ['spectrum', 'spectra'],
  ['stimulus', 'stimuli'],
  ['synthesis', 'syntheses'],
  ['vertex', 'vertices'],
];
const OTHER_NUMBER = new Map(ODD_PLURALS.flatMap(([one, several]) => [[one, several] as const, [several, one] as const]));

/** Those that mean the same as what was typed. */
export function sameInOtherWords(words: readonly (TypedWord | undefined)[], parts: StandInParts): readonly StandIn[] {
  if (words.length > MOST_WORDS) return [];
  const { lexicon, acronyms, tuning, papers } = parts;
  const most = Math.max(ALWAYS_LOOKED_FOR, papers * COMMON_SHARE);
  const terms = words.map((word) => (word === undefined ? undefined : lexicon.termFor(word.used)));
  const between = (start: number, end: number): readonly number[] => [
    ...new Set(words.slice(start, end).flatMap((word) => word?.position ?? [])),
  ];
  const shortForms = acronyms.shortForms(terms).map(({ acronym, start, end }) => {
    return { words: between(start, end), run: [acronym], worth: tuning.acronym, asked: 'always' as const };
  });
  const ofWords = words.flatMap((word, at): readonly StandIn[] => {
    const [position, term] = [word?.position, terms[at]];
    if (word === undefined || position === undefined || term === undefined || lexicon.papersWith(term) > most) return [];
    const longForms = acronyms
      .longForms(term)
      .map((run) => ({ words: [position], run, worth: tuning.acronym, asked: 'always' as const }));
    const forms = [
      halvesOf(word.used, lexicon),
      ...listOf(lexicon.termFor(OTHER_NUMBER.get(word.used) ?? '')).map((other) => [other]),
    ];
    return [
      ...longForms,
      ...forms.flatMap((run) =>
        run.length === 0 ? [] : [{ words: [position], run, worth: tuning.form, asked: 'always' as const }],
      ),
    ];
  });
  const solids = words.flatMap((word, at): readonly StandIn[] => {
    const next = words[at + 1];
    const solid =
      word?.position === undefined || next?.position === undefined ? undefined : lexicon.termFor(word.used + next.used);
    return solid === undefined
      ? []
      : [{ words: between(at, at + 2), run: [solid], worth: tuning.form, asked: 'always' as const }];
  });
  // What stands for a word must tell something itself; words that are common each may be rare together
  const tells = ([first = -1, ...others]: readonly number[]): boolean => others.length > 0 || lexicon.papersWith(first) <= most;
  return [...shortForms, ...ofWords, ...solids].filter(({ worth, run }) => worth > 0 && tells(run));
}

/** Where a word is best cut in two: into the halves of which the rarer one is in most papers. None where it is of no two known words. */
function halvesOf(folded: string, lexicon: Lexicon): readonly number[] {
  let best: { readonly run: readonly number[]; readonly papers: number } = { run: [], papers: 0 };
  for (let at = SHORTEST_HALF; at <= folded.length - SHORTEST_HALF; at += 1) {
    const halves = [folded.slice(0, at), folded.slice(at)] as const;
    if (lexicon.timesUsed(halves[0]) === 0) continue; // spared the stemming of what is no word
    const [first, second] = [lexicon.termFor(halves[0]), lexicon.termFor(halves[1])];
    if (first === undefined || second === undefined || lexicon.isStop(first) || lexicon.isStop(second)) continue;
    const papers = Math.min(lexicon.papersWith(first), lexicon.papersWith(second));
    if (papers > best.papers) best = { run: [first, second], papers };
  }
  return best.run;
}

function listOf<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

/** Words that may have been meant, one slip from those typed: for a query of which no paper has every word. */
export function oneSlipAway(words: readonly (TypedWord | undefined)[], parts: StandInParts): readonly StandIn[] {
  if (words.length < FEWEST_WORDS_WITH_SLIP || words.length > MOST_WORDS_WITH_SLIP) return [];
  const { lexicon, spelling, tuning, papers } = parts;
  if (tuning.slip === 0 && tuning.otherCorrection === 0) return [];
  return words.flatMap((word): readonly StandIn[] => {
    const position = word?.position;
    if (word === undefined || position === undefined || word.typed.length < SHORTEST_WITH_SLIP) return [];
    const weigh = (folded: string): number => rarity(lexicon.papersWith(lexicon.termFor(folded) ?? -1), papers);
    const standIn = (other: string, worth: number): readonly StandIn[] => {
      const term = lexicon.termFor(other);
      if (term === undefined || lexicon.isStop(term) || term === lexicon.termFor(word.used)) return [];
      return [
        {
          words: [position],
          run: [term],
          worth: worth * Math.min(1, weigh(other) / weigh(word.used)),
          asked: 'for the last word',
        },
      ];
    };
    if (word.typed !== word.used) return word.others.flatMap((other) => standIn(other, tuning.otherCorrection));
    return spelling.neighbours(word.typed, NEIGHBOURS_TRIED).flatMap((other) => standIn(other, tuning.slip));
  });
}

/** Whether the terms stand in the paper's text one right after the other, and whether they do so in its title. */
export function placeOfRun(
  run: readonly number[],
  { terms, titleEnd, namesStart }: Pick<IndexedPaper, 'terms' | 'titleEnd' | 'namesStart'>,
): 'title' | 'text' | 'nowhere' {
  const [first = -1] = run;
  for (let at = terms.indexOf(first); at >= 0 && at < namesStart; at = terms.indexOf(first, at + 1)) {
    if (run.every((term, offset) => terms[at + offset] === term)) return at < titleEnd ? 'title' : 'text';
  }
  return 'nowhere';
}
