/**
 * A paper as the JSON text of its row. It is checked on the way in as well as out: what JSON cannot hold, or a wrong value
 * that slipped through a source, is refused before it is stored and not found at every later read.
 */
import { z } from 'zod';
import type { Paper, PaperId } from '../core/paper.ts';
import type { Instant, LocalDate } from '../core/time.ts';

const day = z.iso.date().transform((text) => text as LocalDate);
const count = z.int();

/** Every field of a paper has its line, so that a new field cannot be forgotten. */
const fields = {
  id: z
    .string()
    .min(1)
    .transform((text) => text as PaperId),
  title: z.string(),
  abstract: z.string(),
  authors: z.array(z.string()),
  authorCount: count,
  organization: z.object({ slug: z.string(), name: z.string() }).exactOptional(),
  publishedOn: day.exactOptional(),
  listedOn: day.exactOptional(),
  upvotes: count.exactOptional(),
  comments: count.exactOptional(),
  submittedBy: z.string().exactOptional(),
  codeUrl: z.string().exactOptional(),
  codeStars: count.exactOptional(),
  projectUrl: z.string().exactOptional(),
  summary: z.string().exactOptional(),
  keywords: z.array(z.string()),
  categories: z.array(z.string()),
  authorsNote: z.string().exactOptional(),
  artifacts: z.object({ models: count, datasets: count, spaces: count }).exactOptional(),
  withdrawnAt: z.iso
    .datetime()
    .transform((text) => text as Instant)
    .exactOptional(),
} satisfies Record<keyof Paper, z.ZodType>;

/** For what keeps a paper within a record of its own, too. */
export const PaperRecord = z.object(fields);

/** @returns the text to store, and the paper as every reader will get it. @throws Error where a field holds what no paper can have. */
export function writePaper(paper: Paper): { readonly record: string; readonly paper: Paper } {
  const record = JSON.stringify(paper);
  return { record, paper: readPaper(record) };
}

export function readPaper(record: string): Paper {
  return PaperRecord.parse(JSON.parse(record));
}
