/**
 * What the services can be asked while a person waits. Whatever is found is stored and can be searched from then on.
 */
import type { Paper, PaperId } from './paper.ts';
import type { SourceName } from './source.ts';

export type LivePaper =
  | { readonly kind: 'found'; readonly paper: Paper; readonly source: SourceName }
  /** Of the services, those that answered that they have no such paper, and those that gave no answer. */
  | { readonly kind: 'not-found'; readonly unknownTo: readonly SourceName[]; readonly silent: readonly SourceName[] };

export type LiveSearch =
  /** Best first, as they are stored now. */
  { readonly kind: 'found'; readonly papers: readonly Paper[] } | { readonly kind: 'silent' };

/** Neither rejects for what a service does, and neither takes longer than a person waits. */
export interface LivePapers {
  readonly paper: (id: PaperId) => Promise<LivePaper>;
  readonly search: (words: string, limit: number) => Promise<LiveSearch>;
}
