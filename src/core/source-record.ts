/**
 * What a source gives: papers, and by name what it could not read.
 */
import type { Paper } from './paper.ts';

export type SourceRecord =
  | { readonly kind: 'paper'; readonly paper: Paper }
  /** `where` names the file and line: `papers.jsonl:17`. */
  | { readonly kind: 'rejected'; readonly where: string; readonly why: string };
