/**
 * One JSON value as one paper. Three shapes are told apart, as people save all of them: a line of the archive or of an
 * arXiv listing (`arxivId`), an item of the hub's `daily_papers` (`paper` inside), the hub's reply for one paper (`id`).
 *
 * A known field of the wrong kind rejects the record by name; unknown fields are nothing to us, and `null` counts as absent.
 */
import type { z } from 'zod';
import type { Paper } from '../core/paper.ts';
import type { SourceRecord } from '../core/source-record.ts';
import { ArchiveSchema, archivePaper } from './archive-paper.ts';
import { HubItemSchema, HubPaperSchema, hubItemPaper, hubPaper } from './hub-paper.ts';
import { problemsOf } from './record-fields.ts';

/** @param where names file and line, as `papers.jsonl:17`. */
export function jsonRecord(json: string, where: string): SourceRecord {
  try {
    return toRecord(JSON.parse(json), where);
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'rejected', where, why: 'This is not valid JSON.' };
    throw error;
  }
}

export function toRecord(value: unknown, where: string): SourceRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { kind: 'rejected', where, why: 'This is no record: a JSON object with `arxivId` and `title` is needed.' };
  }
  if ('arxivId' in value) return readRecord(value, where, { schema: ArchiveSchema, paper: archivePaper });
  if ('paper' in value) return readRecord(value, where, { schema: HubItemSchema, paper: hubItemPaper });
  if ('id' in value) return readRecord(value, where, { schema: HubPaperSchema, paper: (found) => hubPaper(found, undefined) });
  const said = 'error' in value && typeof value.error === 'string' ? ` It says: ${value.error.slice(0, 200)}` : '';
  return { kind: 'rejected', where, why: `This record has no \`arxivId\`.${said}` };
}

/** A record of one known shape. */
export function readRecord<S extends z.ZodType>(
  value: object,
  where: string,
  shape: { readonly schema: S; readonly paper: (parsed: z.infer<S>) => Paper },
): SourceRecord {
  const parsed = shape.schema.safeParse(value);
  if (!parsed.success) return { kind: 'rejected', where, why: `${problemsOf(parsed.error)}.` };
  const paper = shape.paper(parsed.data);
  return paper.title === '' ? { kind: 'rejected', where, why: 'title is empty.' } : { kind: 'paper', paper };
}
