/**
 * The reading list for programs, under keys that stay.
 *
 *     { "format": "paperboy-reading-list", "version": 1, "papers": [ { "id", "savedAt", "title", … } ] }
 *
 * Keys are only ever added while `version` is 1. What is not known of a paper is left out, never null. Days are
 * `2026-01-31`; `savedAt` and `withdrawnAt` are instants in UTC.
 */
import { arxivIdOf, paperLinks } from '../../core/paper.ts';
import type { SavedPaper } from '../../core/person-store.ts';

export function writeJson(saved: readonly SavedPaper[]): string {
  const list = { format: 'paperboy-reading-list', version: 1, papers: saved.map(toEntry) };
  return `${JSON.stringify(list, undefined, 2)}\n`;
}

/** Written out key by key, so that a field renamed inside does not change the file. */
function toEntry({ paper, savedAt }: SavedPaper) {
  const links = paperLinks(paper.id);
  return {
    id: paper.id,
    savedAt,
    arxivId: arxivIdOf(paper.id),
    title: paper.title,
    authors: paper.authors,
    authorCount: paper.authorCount,
    organization: paper.organization && { slug: paper.organization.slug, name: paper.organization.name },
    publishedOn: paper.publishedOn,
    listedOn: paper.listedOn,
    withdrawnAt: paper.withdrawnAt,
    votes: paper.upvotes,
    comments: paper.comments,
    arxivUrl: links?.arxiv,
    pdfUrl: links?.pdf,
    huggingFaceUrl: links?.huggingFace,
    codeUrl: paper.codeUrl,
    codeStars: paper.codeStars,
    projectUrl: paper.projectUrl,
    categories: paper.categories,
    keywords: paper.keywords,
    authorsNote: paper.authorsNote,
    summary: paper.summary,
    abstract: paper.abstract === '' ? undefined : paper.abstract,
  };
}
