/**
 * Short plain strings of one length by position, as hashes are: a byte a character.
 */
const FIRST_ROOM = 64;
const GROWTH = 1.25;
/** Of every fingerprint in base64. */
const LENGTH = 22;

export interface Hashes {
  readonly at: (position: number) => string;
  /** @param hash of 22 plain characters. @throws RangeError for any other. */
  readonly set: (position: number, hash: string) => void;
  readonly push: (hash: string) => void;
  readonly save: () => Uint8Array;
}

/** @param saved as `save()` gave it. */
export function makeHashes(saved?: Uint8Array): Hashes {
  let bytes = saved === undefined ? Buffer.alloc(FIRST_ROOM * LENGTH) : Buffer.from(saved.buffer, saved.byteOffset, saved.length);
  let size = saved === undefined ? 0 : saved.length / LENGTH;
  const set = (position: number, hash: string): void => {
    if (hash.length !== LENGTH) throw new RangeError(`no fingerprint: ${hash}`);
    bytes.write(hash, position * LENGTH, 'latin1');
  };
  return {
    at: (position) => bytes.toString('latin1', position * LENGTH, (position + 1) * LENGTH),
    set,
    push: (hash) => {
      if ((size + 1) * LENGTH > bytes.length) {
        const larger = Buffer.alloc(Math.ceil(size * GROWTH + 1) * LENGTH);
        larger.set(bytes);
        bytes = larger;
      }
      set(size, hash);
      size += 1;
    },
    save: () => new Uint8Array(bytes.subarray(0, size * LENGTH)),
  };
}
