/**
 * The hub's own replies: items of `daily_papers` (an outer item with the paper inside, in three shapes by year), and the
 * bare paper that it gives for one id.
 *
 * The day on the daily list is `paper.submittedOnDailyAt`. Replies of before 2025-03 lack it; there the outer `publishedAt`
 * was the moment of listing. Later the same field is the arXiv date shifted by whole hours, and says nothing of a list.
 * In the recordings a list takes papers from about 21:30 UTC of the evening before until 18:00 of its day.
 */
import { z } from 'zod';
import type { Paper } from '../core/paper.ts';
import { type Instant, type LocalDate, toInstant } from '../core/time.ts';
import { dayOf, toPaper } from './paper-fields.ts';
import {
  ArxivIdField,
  CountField,
  DayField,
  InstantField,
  MOST_NAMES,
  maybe,
  OrganizationField,
  TextField,
  TitleField,
} from './record-fields.ts';

const SubmitterSchema = z.object({ name: maybe(TextField), user: maybe(TextField), fullname: maybe(TextField) }, 'is no object');

export const HubPaperSchema = z.object({
  id: ArxivIdField,
  title: TitleField,
  summary: maybe(TextField),
  authors: maybe(
    z
      .array(z.object({ name: maybe(TextField), hidden: maybe(z.boolean('is neither true nor false')) }), 'is no list')
      .max(MOST_NAMES, `has more than ${MOST_NAMES} entries`),
  ),
  organization: maybe(OrganizationField),
  publishedAt: maybe(InstantField),
  submittedOnDailyAt: maybe(DayField),
  submittedOnDailyBy: maybe(SubmitterSchema),
  upvotes: maybe(CountField),
  projectPage: maybe(TextField),
  githubRepo: maybe(TextField),
  githubStars: maybe(CountField),
  ai_summary: maybe(TextField),
  ai_keywords: maybe(z.array(TextField, 'is no list of texts')),
  withdrawnAt: maybe(InstantField),
  numTotalModels: maybe(CountField),
  numTotalDatasets: maybe(CountField),
  numTotalSpaces: maybe(CountField),
});
type HubPaper = z.infer<typeof HubPaperSchema>;

export const HubItemSchema = z.object({
  paper: HubPaperSchema,
  publishedAt: maybe(InstantField),
  numComments: maybe(CountField),
  submittedBy: maybe(SubmitterSchema),
  organization: maybe(OrganizationField),
});
type HubItem = z.infer<typeof HubItemSchema>;

export function hubItemPaper(item: HubItem): Paper {
  return hubPaper(item.paper, item);
}

/** @param around what the outer item adds, where there is one. */
export function hubPaper(paper: HubPaper, around: Omit<HubItem, 'paper'> | undefined): Paper {
  const submitter = paper.submittedOnDailyBy ?? around?.submittedBy;
  return toPaper(paper.id, {
    title: paper.title,
    abstract: paper.summary,
    authors: paper.authors?.filter(({ hidden }) => !hidden).flatMap(({ name }) => name ?? []),
    organization: paper.organization ?? around?.organization,
    publishedOn: paper.publishedAt && dayOf(paper.publishedAt),
    listedOn: paper.submittedOnDailyAt ?? listingDay(paper.publishedAt, around?.publishedAt),
    upvotes: paper.upvotes,
    comments: around?.numComments,
    submittedBy: submitter && { name: submitter.name ?? submitter.user, fullname: submitter.fullname },
    repository: paper.githubRepo,
    codeStars: paper.githubStars,
    projectPage: paper.projectPage,
    summary: paper.ai_summary,
    keywords: paper.ai_keywords,
    artifacts: artifactsOf(paper),
    withdrawnAt: paper.withdrawnAt,
  });
}

const HOUR_MS = 3_600_000;
const LARGEST_ZONE_SHIFT_MS = 14 * HOUR_MS;
const LIST_OPENS_EARLY_MS = 4 * HOUR_MS;

function listingDay(published: Instant | undefined, outer: Instant | undefined): LocalDate | undefined {
  if (outer === undefined) return undefined;
  const shiftMs = published === undefined ? Number.NaN : Math.abs(Date.parse(outer) - Date.parse(published));
  const isShiftedArxivDate = shiftMs % HOUR_MS === 0 && shiftMs <= LARGEST_ZONE_SHIFT_MS;
  return isShiftedArxivDate ? undefined : dayOf(toInstant(Date.parse(outer) + LIST_OPENS_EARLY_MS));
}

function artifactsOf({ numTotalModels, numTotalDatasets, numTotalSpaces }: HubPaper): Paper['artifacts'] {
  if (numTotalModels === undefined && numTotalDatasets === undefined && numTotalSpaces === undefined) return undefined;
  return { models: numTotalModels ?? 0, datasets: numTotalDatasets ?? 0, spaces: numTotalSpaces ?? 0 };
}
