/**
 * A segment as bytes, and back without reading it: the arrays of the one that is read lie in the bytes themselves.
 *
 * Six 32-bit numbers in the machine's byte order (a mark that reads otherwise on a machine of the other order, the version, a
 * CRC-32 of all that follows the six, how many documents, terms and bytes of rows), then the arrays from the widest numbers to
 * the narrowest, so that each lies where its numbers may: starts, ends, lengths, held, rows; and zeros up to a multiple of four.
 */
import { crc32 } from 'node:zlib';
import { EMPTY_SEGMENT, type Segment } from './segment.ts';

/** `CIDX` */
const MARK = 0x43_49_44_58;
/** Raise it with any change of the layout or of what a posting means. */
const VERSION = 1;
const HEADER_NUMBERS = 6;
const HEADER_BYTES = HEADER_NUMBERS * Uint32Array.BYTES_PER_ELEMENT;

export function segmentToBytes({ places, lengths, held, starts, ends, rows }: Segment): Uint8Array {
  const size = sizeOf(places, ends.length, rows.length);
  const bytes = new Uint8Array(size);
  let at = HEADER_BYTES;
  for (const numbers of [starts, ends, lengths, held, rows]) {
    bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
    at += numbers.byteLength;
  }
  const checksum = crc32(bytes.subarray(HEADER_BYTES));
  new Uint32Array(bytes.buffer, 0, HEADER_NUMBERS).set([MARK, VERSION, checksum, places, ends.length, rows.length]);
  return bytes;
}

/**
 * @param bytes as `segmentToBytes` gave them, beginning at a multiple of four in their buffer; they must not change later.
 * @throws RangeError where they are of another version or machine, cut off or damaged.
 */
export function segmentFromBytes(bytes: Uint8Array): Segment {
  if (bytes.length < HEADER_BYTES) throw new RangeError('a saved index is cut off');
  const { buffer, byteOffset } = bytes;
  const header = new Uint32Array(buffer, byteOffset, HEADER_NUMBERS);
  const [mark = 0, version = 0, checksum = 0, places = 0, terms = 0, rowBytes = 0] = header;
  if (mark !== MARK || version !== VERSION) throw new RangeError('a saved index is of another version or machine');
  if (bytes.length !== sizeOf(places, terms, rowBytes)) throw new RangeError('a saved index is cut off');
  if (crc32(bytes.subarray(HEADER_BYTES)) !== checksum) throw new RangeError('a saved index is damaged');
  if (places === 0 && terms === 0) return EMPTY_SEGMENT;
  let at = byteOffset + HEADER_BYTES;
  const next = (byteLength: number): number => {
    at += byteLength;
    return at - byteLength;
  };
  return {
    places,
    starts: new Uint32Array(buffer, next(4 * (terms + 1)), terms + 1),
    ends: new Uint32Array(buffer, next(4 * terms), terms),
    lengths: new Uint16Array(buffer, next(2 * places), places),
    held: new Uint8Array(buffer, next(places), places),
    rows: new Uint8Array(buffer, next(rowBytes), rowBytes),
  };
}

function sizeOf(places: number, terms: number, rowBytes: number): number {
  const used = HEADER_BYTES + 4 * (2 * terms + 1) + 3 * places + rowBytes;
  return Math.ceil(used / 4) * 4;
}
