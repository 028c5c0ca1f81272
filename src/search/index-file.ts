/**
 * A search index in a file, so that a start need not read and index every paper's text again.
 *
 * The file is one line of JSON (versions, sizes, a checksum of all that follows), then the texts of the index as JSON, then its
 * numbers in the machine's byte order: every paper's terms, and after them the compact index, which is used as it lies there. It is
 * derived data and never trusted: another version, a wrong size or a wrong checksum make it as good as missing, and the
 * caller builds anew. It is written beside its place and moved there, so that a crash leaves the old one.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { endianness } from 'node:os';
import { z } from 'zod';
import { ANALYSIS_VERSION } from './analysis.ts';
import type { IndexedPaper } from './indexed-paper.ts';
import type { IndexState } from './paper-index.ts';

/** Raise it with any change of what is written. */
const FILE_VERSION = 5;
/** The first line is shorter than this. */
const LONGEST_HEADER = 1024;

const NumberBytes = z.int().nonnegative().multipleOf(Uint32Array.BYTES_PER_ELEMENT);
const Header = z.object({
  paperboyIndex: z.literal(FILE_VERSION),
  analysis: z.literal(ANALYSIS_VERSION),
  byteOrder: z.literal(endianness()),
  textBytes: z.int().nonnegative(),
  termBytes: NumberBytes,
  postingBytes: NumberBytes,
  sha256: z.string(),
});

type SavedPaper = Omit<IndexedPaper, 'terms'> & { readonly termCount: number };

/** The index's texts; its numbers follow them. */
interface SavedTexts extends Omit<IndexState, 'papers' | 'candidates'> {
  readonly papers: readonly (SavedPaper | null)[];
}

export type ReadIndex =
  | { readonly kind: 'read'; readonly state: IndexState }
  | { readonly kind: 'missing' }
  /** `why` is for the log. */
  | { readonly kind: 'unusable'; readonly why: string };

/** @throws the file system's errors, as for a full disk; the old file then stands as it was. */
export async function writeIndexFile(path: string, state: IndexState): Promise<void> {
  const texts = Buffer.from(JSON.stringify(textsOf(state)));
  const terms = Buffer.concat(state.papers.flatMap((paper) => (paper === undefined ? [] : [bytesOf(paper.terms)])));
  const postings = state.candidates;
  const header: z.infer<typeof Header> = {
    paperboyIndex: FILE_VERSION,
    analysis: ANALYSIS_VERSION,
    byteOrder: endianness(),
    textBytes: texts.length,
    termBytes: terms.length,
    postingBytes: postings.length,
    sha256: checksum([texts, terms, postings]),
  };
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(unfinished, 'w');
    try {
      await file.writeFile(`${JSON.stringify(header)}\n`);
      for (const part of [texts, terms, postings]) await file.writeFile(part);
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

export async function readIndexFile(path: string): Promise<ReadIndex> {
  try {
    const file = await open(path, 'r');
    try {
      return await readOpenFile(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'missing' };
    return { kind: 'unusable', why: error instanceof Error ? error.message : String(error) };
  }
}

/** Part by part, each into the memory that it will be used from: an index is large. */
async function readOpenFile(file: FileHandle): Promise<ReadIndex> {
  const head = await readPart(file, 0, LONGEST_HEADER);
  const headerEnd = head.indexOf('\n');
  const header = Header.safeParse(parseJson(head.toString('utf8', 0, Math.max(headerEnd, 0))));
  if (!header.success) return { kind: 'unusable', why: 'of another version, or no index' };
  const { textBytes, termBytes, postingBytes, sha256 } = header.data;
  const start = headerEnd + 1;
  const size = start + textBytes + termBytes + postingBytes;
  if ((await file.stat()).size !== size) return { kind: 'unusable', why: 'cut off' };
  const texts = await readPart(file, start, textBytes);
  const terms = await readPart(file, start + textBytes, termBytes);
  const postings = await readPart(file, start + textBytes + termBytes, postingBytes);
  if (checksum([texts, terms, postings]) !== sha256) return { kind: 'unusable', why: 'damaged' };
  // What bears our checksum was written by `writeIndexFile`: there is no need to look at each of its fields
  const saved = JSON.parse(texts.toString()) as SavedTexts;
  return { kind: 'read', state: joinState(saved, numbersIn(terms), new Uint8Array(postings.buffer)) };
}

/** Of a file that ends sooner, what there is. The bytes have memory of their own, so that numbers can lie in it. */
async function readPart(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.from(new ArrayBuffer(length));
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

function checksum(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function textsOf({ spellings, papers }: IndexState): SavedTexts {
  return {
    spellings,
    papers: papers.map((paper) => (paper === undefined ? null : savedPaper(paper))),
  };
}

function savedPaper({ terms, ...paper }: IndexedPaper): SavedPaper {
  return { ...paper, termCount: terms.length };
}

function joinState({ spellings, papers }: SavedTexts, terms: Uint32Array, candidates: Uint8Array): IndexState {
  let from = 0;
  const joined = papers.map((saved): IndexedPaper | undefined => {
    if (saved === null) return undefined;
    const { termCount, ...paper } = saved;
    from += termCount;
    return { ...paper, terms: terms.subarray(from - termCount, from) };
  });
  return { spellings, papers: joined, candidates };
}

function bytesOf(numbers: Uint32Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

function numbersIn(bytes: Buffer): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / Uint32Array.BYTES_PER_ELEMENT);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
