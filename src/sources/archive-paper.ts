/**
 * A line of the archive, or of an arXiv listing: flat, `arxivId` and `title` always there, the rest as known.
 */
import { z } from 'zod';
import type { Paper } from '../core/paper.ts';
import { isFirstAnnouncement, toPaper } from './paper-fields.ts';
import {
  ArxivIdField,
  CountField,
  DayField,
  InstantField,
  maybe,
  NamesField,
  OrganizationField,
  TextField,
  TitleField,
} from './record-fields.ts';

export const ArchiveSchema = z.object({
  arxivId: ArxivIdField,
  title: TitleField,
  abstract: maybe(TextField),
  authors: maybe(NamesField),
  organization: maybe(OrganizationField),
  publishedAt: maybe(DayField),
  submittedOnDailyAt: maybe(DayField),
  announcedOn: maybe(DayField),
  upvotes: maybe(CountField),
  numComments: maybe(CountField),
  submittedBy: maybe(z.object({ name: maybe(TextField), fullname: maybe(TextField) }, 'is no object')),
  githubRepo: maybe(TextField),
  githubStars: maybe(CountField),
  projectPage: maybe(TextField),
  aiSummary: maybe(TextField),
  aiKeywords: maybe(NamesField),
  categories: maybe(NamesField),
  listedIn: maybe(TextField),
  arxivComment: maybe(TextField),
  withdrawnAt: maybe(InstantField),
});

export function archivePaper(line: z.infer<typeof ArchiveSchema>): Paper {
  const { arxivId, announcedOn } = line;
  const announced = announcedOn && isFirstAnnouncement(arxivId, announcedOn) ? announcedOn : undefined;
  return toPaper(arxivId, {
    title: line.title,
    abstract: line.abstract,
    authors: line.authors,
    organization: line.organization,
    publishedOn: line.publishedAt ?? announced,
    listedOn: line.submittedOnDailyAt,
    upvotes: line.upvotes,
    comments: line.numComments,
    submittedBy: line.submittedBy,
    repository: line.githubRepo,
    codeStars: line.githubStars,
    projectPage: line.projectPage,
    summary: line.aiSummary,
    keywords: line.aiKeywords,
    categories: line.categories ?? (line.listedIn === undefined ? undefined : [line.listedIn]),
    authorsNote: line.arxivComment,
    withdrawnAt: line.withdrawnAt,
  });
}
