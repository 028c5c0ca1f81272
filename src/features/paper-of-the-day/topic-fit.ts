/**
 * How well papers fit a channel's topics: the share of the topics' words and phrases that a paper has, where it keeps to their
 * filters and exclusions; else nothing.
 */
import type { Paper, PaperId } from '../../core/paper.ts';
import { type SearchQuery, wordsQuery } from '../../core/query.ts';
import type { MatchQuery } from '../../core/query-match.ts';

export const topicFit =
  (matchQuery: MatchQuery) =>
  async (topics: SearchQuery, papers: readonly Paper[]): Promise<ReadonlyMap<PaperId, number>> => {
    const parts = partsOf(topics);
    const frame: SearchQuery = { ...topics, words: '', phrases: [] };
    return new Map(papers.map((paper) => [paper.id, fitOf(paper, { frame, parts, matchQuery })]));
  };

interface Topics {
  /** What is left of the topics without words: every paper must keep to it. */
  readonly frame: SearchQuery;
  readonly parts: readonly SearchQuery[];
  readonly matchQuery: MatchQuery;
}

function partsOf({ words, phrases }: SearchQuery): readonly SearchQuery[] {
  const single = words.split(' ').filter((word) => word !== '');
  return [...single.map(wordsQuery), ...phrases.map((phrase): SearchQuery => ({ ...wordsQuery(''), phrases: [phrase] }))];
}

function fitOf(paper: Paper, { frame, parts, matchQuery }: Topics): number {
  if (matchQuery(frame, paper).kind !== 'match') return 0;
  if (parts.length === 0) return 1;
  return parts.filter((part) => matchQuery(part, paper).kind === 'match').length / parts.length;
}
