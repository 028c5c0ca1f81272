/**
 * The two constants of BM25, as its authors suggest them and as this field's papers bear out.
 */

/** BM25's saturation: how soon further occurrences of a word stop counting. */
export const K1 = 1.2;
/** BM25's length normalisation, from 0 (none) to 1 (in full proportion). */
export const B = 0.7;
