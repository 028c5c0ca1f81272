/**
 * How much each part of the ranking counts, in one place, so that any can be turned off and measured (`npm run eval -- --ablation`).
 *
 * The values were chosen on the development sets for being level or better on every set, and the simpler of two that were level.
 */
export interface Tuning {
  /** What two adjacent words are worth beside the rarer of the two. */
  readonly pair: number;
  /** The same for a word and the number that follows it: `gpt 4`. */
  readonly numberPair: number;
  /** What a query that is the whole title adds to the score, in parts of it. */
  readonly titleLike: number;
  /** What having all of the query's words adds to the score, in parts of it. */
  readonly coverage: number;
  /** What the long form is worth for an acronym, and the acronym for it, beside the words as they were typed. */
  readonly acronym: number;
  /** Likewise `fine tuning` for `finetuning`, and `matrix` for `matrices`. */
  readonly form: number;
  /** Likewise a known word one slip away, where no paper has all words as they were typed. */
  readonly slip: number;
  /** Likewise another word near an unknown one than the one it was corrected to. */
  readonly otherCorrection: number;
}

export const TUNING: Tuning = {
  pair: 0.4,
  numberPair: 1,
  titleLike: 0.3,
  coverage: 0.5,
  acronym: 0.4,
  form: 0.4,
  slip: 0.6,
  otherCorrection: 0.8,
};
