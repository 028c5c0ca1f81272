/**
 * Whole numbers by position, in one typed array that grows: four bytes or one a number, and no object.
 */
const FIRST_ROOM = 64;
/** What is added when there is no more room: an index lives long and grows slowly. */
const GROWTH = 1.25;

type Numbers = Uint32Array | Uint8Array;

export interface Column {
  /** 0 beyond the last. */
  readonly at: (position: number) => number;
  readonly set: (position: number, value: number) => void;
  /** @returns its position. */
  readonly push: (value: number) => number;
  readonly size: () => number;
  readonly save: () => Uint8Array;
}

export type Width = 'four-bytes' | 'one-byte';

/** @param saved as `save()` gave it, of the same width. */
export function makeColumn(width: Width, saved?: Uint8Array): Column {
  let numbers = saved === undefined ? withRoom(width, 0) : view(width, saved);
  let size = numbers.length;
  if (saved === undefined) size = 0;
  return {
    at: (position) => (position < size ? (numbers[position] ?? 0) : 0),
    set: (position, value) => {
      numbers[position] = value;
    },
    push: (value) => {
      if (size === numbers.length) {
        const larger = withRoom(width, size);
        larger.set(numbers);
        numbers = larger;
      }
      numbers[size] = value;
      size += 1;
      return size - 1;
    },
    size: () => size,
    save: () => new Uint8Array(numbers.buffer, numbers.byteOffset, size * numbers.BYTES_PER_ELEMENT).slice(),
  };
}

function withRoom(width: Width, size: number): Numbers {
  const room = Math.max(FIRST_ROOM, Math.ceil(size * GROWTH));
  switch (width) {
    case 'four-bytes':
      return new Uint32Array(room);
    case 'one-byte':
      return new Uint8Array(room);
  }
}

function view(width: Width, { buffer, byteOffset, byteLength }: Uint8Array): Numbers {
  switch (width) {
    case 'four-bytes':
      return new Uint32Array(buffer, byteOffset, byteLength / Uint32Array.BYTES_PER_ELEMENT);
    case 'one-byte':
      return new Uint8Array(buffer, byteOffset, byteLength);
  }
}
