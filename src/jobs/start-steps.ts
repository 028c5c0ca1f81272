/**
 * What a start does that a person may wait for, as it happens.
 */
import type { IndexProgress } from './index-changes.ts';

export type StartStep =
  | { readonly kind: 'seeded'; readonly papers: number }
  | ({ readonly kind: 'indexing' } & IndexProgress)
  | { readonly kind: 'indexed' };
