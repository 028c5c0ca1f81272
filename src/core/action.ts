/**
 * What a button does, and its form of at most 100 characters that outlives restarts (Discord's limit for a `custom_id`;
 * Slack allows more).
 *
 * The form is `1|kind|argument|…`: a version, then the kind, then its arguments in a fixed order. A form of another
 * version or an unknown kind decodes to undefined, and the presser is told to run the command again.
 */
import type { PaperId } from './paper.ts';
import type { SavedQueryId } from './query.ts';

/** What can be put before a whole channel: the answers that a command gave one person. */
export type ShareableAction =
  | {
      readonly kind: 'search.page';
      readonly query: SavedQueryId;
      readonly page: number;
    }
  | { readonly kind: 'paper.show'; readonly paper: PaperId }
  | { readonly kind: 'paper.similar'; readonly paper: PaperId }
  | { readonly kind: 'trending.show'; readonly window: TrendingWindow };

export type Action =
  | ShareableAction
  | { readonly kind: 'share'; readonly what: ShareableAction }
  /** A page of the asker's own reading list. */
  | { readonly kind: 'list.page'; readonly page: number }
  | { readonly kind: 'paper.save'; readonly paper: PaperId }
  | { readonly kind: 'paper.unsave'; readonly paper: PaperId }
  | { readonly kind: 'forget-me.confirm' };

export const TRENDING_WINDOWS = ['day', 'week', 'month'] as const;
export type TrendingWindow = (typeof TRENDING_WINDOWS)[number];
