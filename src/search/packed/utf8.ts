/**
 * Strings to UTF-8 in one memory that is used again, and back. Short plain strings, which nearly all words are, take no call
 * out of JavaScript.
 */
const FIRST_ROOM = 256;
/** Below this a loop is faster than a call. */
const SHORT = 24;

export interface Utf8 {
  /** @returns how many of `bytes()` it takes. */
  readonly encode: (text: string) => number;
  /** What was encoded last begins here; valid until the next. */
  readonly bytes: () => Uint8Array;
  readonly decode: (bytes: Uint8Array, from: number, to: number) => string;
}

export function makeUtf8(): Utf8 {
  let scratch = Buffer.alloc(FIRST_ROOM);
  return {
    encode: (text) => {
      const { length } = text;
      if (3 * length > scratch.length) scratch = Buffer.alloc(6 * length);
      if (length > SHORT) return scratch.write(text, 'utf8');
      for (let at = 0; at < length; at += 1) {
        const code = text.charCodeAt(at);
        if (code > 0x7f) return scratch.write(text, 'utf8');
        scratch[at] = code;
      }
      return length;
    },
    bytes: () => scratch,
    decode: (bytes, from, to) => {
      if (to - from > SHORT) return viewOf(bytes).toString('utf8', from, to);
      for (let at = from; at < to; at += 1) if ((bytes[at] ?? 0) > 0x7f) return viewOf(bytes).toString('utf8', from, to);
      return String.fromCharCode(...bytes.subarray(from, to));
    },
  };
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
