/**
 * A search index in a file, so that a start need not read and index every paper's text again.
 *
 * The file is one line of JSON (versions, a checksum of all that follows), then a list of parts as JSON, then the parts: the arrays
 * of the index in the machine's byte order, which are used as they are read. It is derived data and never trusted: another
 * version, a wrong size or a wrong checksum make it as good as missing, and the caller builds anew. It is written beside its place
 * and moved there, so that a crash leaves the old one.
 */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { endianness } from 'node:os';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { ANALYSIS_VERSION } from './analysis.ts';
import type { Parts } from './packed/parts.ts';

/** Raise it with any change of what is written. */
const FILE_VERSION = 6;
/** The first line is shorter than this. */
const LONGEST_HEADER = 256;

const Header = z.object({
  paperboyIndex: z.literal(FILE_VERSION),
  analysis: z.literal(ANALYSIS_VERSION),
  byteOrder: z.literal(endianness()),
  listBytes: z.int().nonnegative(),
  crc32: z.int(),
});

/** Names and sizes of the parts, in their order. */
type PartList = readonly (readonly [name: string, bytes: number])[];

export type ReadIndex =
  | { readonly kind: 'read'; readonly parts: Parts }
  | { readonly kind: 'missing' }
  /** `why` is for the log. */
  | { readonly kind: 'unusable'; readonly why: string };

/** @throws the file system's errors, as for a full disk; the old file then stands as it was. */
export async function writeIndexFile(path: string, parts: Parts): Promise<void> {
  const sizes: PartList = Object.entries(parts).map(([name, bytes]) => [name, bytes.length]);
  const list = Buffer.from(JSON.stringify(sizes));
  const following = [list, ...Object.values(parts)];
  const header: z.infer<typeof Header> = {
    paperboyIndex: FILE_VERSION,
    analysis: ANALYSIS_VERSION,
    byteOrder: endianness(),
    listBytes: list.length,
    crc32: checksum(following),
  };
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(unfinished, 'w');
    try {
      await file.writeFile(`${JSON.stringify(header)}\n`);
      for (const bytes of following) await file.writeFile(bytes);
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

async function readOpenFile(file: FileHandle): Promise<ReadIndex> {
  const head = await readBytes(file, 0, LONGEST_HEADER);
  const headerEnd = head.indexOf('\n');
  const header = Header.safeParse(parseJson(head.toString('utf8', 0, Math.max(headerEnd, 0))));
  if (!header.success) return { kind: 'unusable', why: 'of another version, or no index' };
  const { size } = await file.stat();
  let at = headerEnd + 1;
  if (header.data.listBytes > size) return { kind: 'unusable', why: 'cut off' };
  const list = await readBytes(file, at, header.data.listBytes);
  at += list.length;
  // Whether it is ours the checksum says; until then it may be anything
  const sizes = z.array(z.tuple([z.string(), z.int().nonnegative()])).safeParse(parseJson(list.toString()));
  if (!sizes.success) return { kind: 'unusable', why: 'damaged' };
  if (sizes.data.reduce((sum, [, bytes]) => sum + bytes, at) !== size) return { kind: 'unusable', why: 'cut off' };
  const parts: [string, Buffer][] = [];
  for (const [name, bytes] of sizes.data) {
    parts.push([name, await readBytes(file, at, bytes)]);
    at += bytes;
  }
  if (checksum([list, ...parts.map(([, bytes]) => bytes)]) !== header.data.crc32) return { kind: 'unusable', why: 'damaged' };
  return { kind: 'read', parts: Object.fromEntries(parts) };
}

/** Of a file that ends sooner, what there is. The bytes have memory of their own, so that numbers can lie in it. */
async function readBytes(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.from(new ArrayBuffer(length));
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}

/** Parts without a byte are left out, as Node's CRC of one may begin anew. */
function checksum(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, bytes) => (bytes.length === 0 ? sum : crc32(bytes, sum)), 0);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
