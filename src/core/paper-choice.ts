/**
 * How every command is told which paper: one option, one way to read it, and one word for a paper that is gone.
 */
import { UserError } from './errors.ts';
import type { Reply } from './message.ts';
import type { Paper, PaperId } from './paper.ts';
import type { PaperStore } from './paper-store.ts';
import type { SourceName } from './source.ts';

/** The paper that a person means by a typed id, link, title or short name, or what to answer where that is not plain. */
export type ChoosePaper = (typed: string) => Promise<
  | {
      readonly kind: 'paper';
      readonly paper: Paper;
      /** The archive had it not until it was asked for. */
      readonly fetchedFrom?: SourceName;
    }
  | { readonly kind: 'answer'; readonly reply: Reply }
>;

/** Long enough for the longest real title. */
export const PAPER_OPTION = {
  kind: 'text',
  description: 'an arXiv id, a link, a title or a short name',
  required: true,
  maxLength: 400,
  rest: true,
  suggest: 'paper',
} as const;

/** @throws UserError where the archive no longer has the paper that a button names. */
export async function knownPaper(id: PaperId, papers: Pick<PaperStore, 'papersById'>): Promise<Paper> {
  const paper = (await papers.papersById([id])).get(id);
  if (paper === undefined) {
    throw new UserError('paper-gone', 'This paper is not in the archive any more. Look for it with `search`.');
  }
  return paper;
}
