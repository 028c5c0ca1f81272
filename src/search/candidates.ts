/**
 * Which papers answer a query, and their first score: the compact index over the numbers of terms.
 *
 * A word counts by how often the paper has it, three times as much in the title, against the paper's length and by how few
 * papers have it at all. It may also be somebody's name: names count apart from the text, without regard to length, as a long
 * list of authors makes no paper less theirs. What has more of the query's words gains up to half again.
 *
 * Only telling words make a paper an answer (few papers have them, or the query has no rarer ones); all others only add to its
 * score. One common word would else make half the archive an answer.
 */
import { makeCompactIndex } from './compact-index/compact-index.ts';
import type { Accepts, ScanInstead, ScanRow } from './compact-index/scan.ts';
import type { Steps } from './compact-index/steps.ts';
import type { IndexedPaper } from './indexed-paper.ts';
import { BOUNDARY, type Lexicon } from './lexicon.ts';
import { coverage, NAME_WEIGHT, type QueryWord, type RankedQuery, rarity, TITLE_WEIGHT } from './ranking.ts';

/** A term that more of the archive has than this tells too little to choose by. */
const TELLING_SHARE = 0.1;
/** Below this many papers no term is too common: a small archive has room for every answer. */
const ALWAYS_TELLING = 50;
/** The rarest words of a query choose candidates however common they are. */
const LEAST_TELLING_WORDS = 3;

/** In no order. Each array has one entry a paper. */
export interface Candidates {
  readonly places: Uint32Array;
  readonly scores: Float64Array;
  /** How many words of the query it has. */
  readonly matched: Uint16Array;
}

export type AskedWords = Pick<RankedQuery, 'words' | 'standIns'>;

export interface CandidateIndex {
  readonly add: (place: number, paper: IndexedPaper) => void;
  readonly remove: (place: number) => void;
  /** @param accepts asked once of each paper that has a telling word. */
  readonly find: (query: AskedWords, accepts?: Accepts) => Steps<Candidates>;
  /** By place, 1 for each paper that has all of the terms. @param terms no stop words; one at least. */
  readonly having: (terms: ReadonlySet<number>) => Uint8Array;
  readonly save: () => Uint8Array;
}

/** @param saved as `save()` gave it, of the same lexicon. */
export function makeCandidateIndex(lexicon: Lexicon, saved?: Uint8Array): CandidateIndex {
  const index = makeCompactIndex(saved);
  const telling = (terms: Uint32Array): Uint32Array => terms.filter((term) => term !== BOUNDARY && !lexicon.isStop(term));
  const rowsOf = ({ text, name, times }: QueryWord): readonly ScanRow[] => {
    const weigh = (term: number): number => times * rarity(lexicon.papersWith(term), index.size());
    return [
      ...(text === undefined ? [] : [{ term: text, weight: weigh(text), counts: 'frequency' as const }]),
      ...(name === undefined ? [] : [{ term: name, weight: NAME_WEIGHT * weigh(name), counts: 'presence' as const }]),
    ];
  };
  const weighWord = (word: QueryWord): number => Math.max(0, ...rowsOf(word).map(({ weight }) => weight));
  return {
    add: (place, { terms, titleEnd, namesStart }) =>
      index.add(place, [
        { terms: telling(terms.subarray(0, titleEnd)), weight: TITLE_WEIGHT, length: 'counts' },
        { terms: telling(terms.subarray(titleEnd, namesStart)), weight: 1, length: 'counts' },
        { terms: telling(terms.subarray(namesStart)), weight: 1, length: 'ignored' },
      ]),
    remove: index.remove,
    *find({ words, standIns }, accepts) {
      const answering = new Set(tellingWords(words, lexicon, index.size()));
      const instead = insteadOf(standIns, { lexicon, weights: words.map(weighWord) });
      const asked = words.map((word, position) => ({
        rows: rowsOf(word),
        instead: instead.get(position) ?? [],
        finds: answering.has(word) ? ('answers' as const) : ('support' as const),
      }));
      const { documents, scores, matched } = yield* index.scan(asked, accepts);
      const gains = Float64Array.from({ length: words.length + 1 }, (_, had) => coverage(had, words.length));
      for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) * (gains[matched[at] ?? 0] ?? 1);
      return { places: documents, scores, matched };
    },
    having: (terms) => index.having([...terms].sort((a, b) => lexicon.papersWith(a) - lexicon.papersWith(b))),
    save: index.save,
  };
}

function tellingWords(words: readonly QueryWord[], lexicon: Lexicon, papers: number): readonly QueryWord[] {
  const papersWith = ({ text, name }: QueryWord): number => {
    return (text === undefined ? 0 : lexicon.papersWith(text)) + (name === undefined ? 0 : lexicon.papersWith(name));
  };
  const most = Math.max(ALWAYS_TELLING, papers * TELLING_SHARE);
  return [...words]
    .sort((a, b) => papersWith(a) - papersWith(b))
    .filter((word, order) => order < LEAST_TELLING_WORDS || papersWith(word) <= most);
}

/**
 * What a scan takes for words that a paper lacks, by their positions. A scan knows no order: of a run it asks for the two rarest
 * words, which the full ranking looks for side by side.
 */
function insteadOf(
  standIns: AskedWords['standIns'],
  { lexicon, weights }: { readonly lexicon: Lexicon; readonly weights: readonly number[] },
): ReadonlyMap<number, readonly ScanInstead[]> {
  const instead = new Map<number, ScanInstead[]>();
  for (const { words, run, worth } of standIns) {
    const telling = run.filter((term) => !lexicon.isStop(term)).sort((a, b) => lexicon.papersWith(a) - lexicon.papersWith(b));
    const terms = telling.slice(0, 2);
    for (const word of words) {
      const others = instead.get(word) ?? [];
      instead.set(word, [...others, { terms, weight: worth * (weights[word] ?? 0) }]);
    }
  }
  return instead;
}
