/**
 * A search index in a file, so that a start need not read and index every paper's text again.
 *
 * The file is one line of JSON (versions, sizes, a checksum of all that follows), then the index as JSON, then every paper's
 * terms as one array of 32-bit numbers, in the machine's byte order. It is derived data and never trusted: another version,
 * a wrong size or checksum, or terms that do not fit make it as good as missing, and the caller builds anew. It is written
 * beside its place and moved there, so that a crash leaves the old one.
 */
import { createHash } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { endianness } from 'node:os';
import { z } from 'zod';
import { ANALYSIS_VERSION } from './analysis.ts';
import type { IndexedPaper } from './indexed-paper.ts';
import type { IndexState } from './paper-index.ts';

/** Raise it with any change of what is written. */
const FILE_VERSION = 1;

const Header = z.object({
  paperboyIndex: z.literal(FILE_VERSION),
  analysis: z.literal(ANALYSIS_VERSION),
  byteOrder: z.literal(endianness()),
  jsonBytes: z.int().nonnegative(),
  termBytes: z.int().nonnegative().multipleOf(Uint32Array.BYTES_PER_ELEMENT),
  sha256: z.string(),
});

type SavedPaper = Omit<IndexedPaper, 'terms'> & { readonly termCount: number };

/** The index as it is written: a paper's terms stand in the array behind it, one paper after the other. */
interface SavedState extends Omit<IndexState, 'papers'> {
  readonly papers: readonly (SavedPaper | null)[];
}

export type ReadIndex =
  | { readonly kind: 'read'; readonly state: IndexState }
  | { readonly kind: 'missing' }
  /** `why` is for the log. */
  | { readonly kind: 'unusable'; readonly why: string };

/** @throws the file system's errors, as for a full disk; the old file then stands as it was. */
export async function writeIndexFile(path: string, state: IndexState): Promise<void> {
  const json = Buffer.from(JSON.stringify(toSaved(state)));
  const terms = state.papers.map((paper) => bytesOf(paper?.terms ?? new Uint32Array()));
  const hash = createHash('sha256').update(json);
  for (const bytes of terms) hash.update(bytes);
  const header: z.infer<typeof Header> = {
    paperboyIndex: FILE_VERSION,
    analysis: ANALYSIS_VERSION,
    byteOrder: endianness(),
    jsonBytes: json.length,
    termBytes: terms.reduce((sum, bytes) => sum + bytes.length, 0),
    sha256: hash.digest('hex'),
  };
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(unfinished, 'w');
    try {
      await file.writeFile(`${JSON.stringify(header)}\n`);
      await file.writeFile(json);
      await file.writeFile(Buffer.concat(terms));
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
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'missing' };
    return { kind: 'unusable', why: error instanceof Error ? error.message : String(error) };
  }
  const headerEnd = bytes.indexOf('\n');
  const header = Header.safeParse(parseJson(bytes.subarray(0, headerEnd).toString()));
  if (headerEnd < 0 || !header.success) return { kind: 'unusable', why: 'of another version or not an index' };
  const { jsonBytes, termBytes, sha256 } = header.data;
  const body = bytes.subarray(headerEnd + 1);
  if (body.length !== jsonBytes + termBytes) return { kind: 'unusable', why: 'cut off' };
  if (createHash('sha256').update(body).digest('hex') !== sha256) return { kind: 'unusable', why: 'damaged' };
  // What bears our checksum was written by `writeIndexFile`: there is no need to look at each of its fields
  const saved = JSON.parse(body.subarray(0, jsonBytes).toString()) as SavedState;
  return { kind: 'read', state: fromSaved(saved, numbersIn(body.subarray(jsonBytes))) };
}

function toSaved({ papers, ...rest }: IndexState): SavedState {
  return { ...rest, papers: papers.map((paper) => (paper === undefined ? null : savedPaper(paper))) };
}

function savedPaper({ terms, ...paper }: IndexedPaper): SavedPaper {
  return { ...paper, termCount: terms.length };
}

function fromSaved({ papers, ...rest }: SavedState, terms: Uint32Array): IndexState {
  let from = 0;
  const restored = papers.map((saved): IndexedPaper | undefined => {
    if (saved === null) return undefined;
    const { termCount, ...paper } = saved;
    from += termCount;
    return { ...paper, terms: terms.subarray(from - termCount, from) };
  });
  return { ...rest, papers: restored };
}

function bytesOf(numbers: Uint32Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** A copy, as the bytes may lie at an offset that 32-bit numbers cannot. */
function numbersIn(bytes: Buffer): Uint32Array {
  return new Uint32Array(Uint8Array.from(bytes).buffer);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
