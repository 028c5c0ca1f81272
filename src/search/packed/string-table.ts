/**
 * Strings and their numbers, both ways, in a few typed arrays: what a `Map` of strings would take an object each for.
 *
 * Numbers are given in order from 0 and stay. A string is found by its hash in a table of numbers with open addressing, which
 * is never more than two thirds full. The table is saved too, so that reading one again costs nothing.
 */
import { makeByteRows } from './byte-rows.ts';
import { hashOf } from './hash.ts';
import { named, type Parts, part, partsOf } from './parts.ts';
import { makeUtf8 } from './utf8.ts';

const FIRST_SLOTS = 16;
const FULLEST = 2 / 3;

export interface StringTable {
  /** Its number, given now where it has none. */
  readonly add: (text: string) => number;
  readonly find: (text: string) => number | undefined;
  readonly at: (number: number) => string;
  /** Whether its first byte is that. */
  readonly startsWith: (number: number, byte: number) => boolean;
  /** Strings by their numbers, as their bytes are ordered. */
  readonly compare: (a: number, b: number) => number;
  /** Numbers are below it. */
  readonly size: () => number;
  readonly save: () => Parts;
}

/** @param saved as `save()` gave it. */
export function makeStringTable(saved?: Parts): StringTable {
  const rows = makeByteRows(saved && partsOf('rows', saved));
  const utf8 = makeUtf8();
  /** By slot: a number plus one, or 0. */
  let slots: Uint32Array = saved === undefined ? new Uint32Array(FIRST_SLOTS) : slotsIn(part(saved, 'slots'));

  /** @returns the slot that has the string that was encoded last, or the free one where it would be. */
  const slotOf = (length: number): number => {
    const wanted = utf8.bytes();
    const bytes = rows.bytes();
    const mask = slots.length - 1;
    let slot = hashOf(wanted, 0, length) & mask;
    for (;;) {
      const number = (slots[slot] ?? 0) - 1;
      if (number < 0) return slot;
      const start = rows.start(number);
      if (rows.end(number) - start === length) {
        let at = 0;
        while (at < length && bytes[start + at] === wanted[at]) at += 1;
        if (at === length) return slot;
      }
      slot = (slot + 1) & mask;
    }
  };
  const makeRoom = (): void => {
    if (rows.size() + 1 <= slots.length * FULLEST) return;
    slots = new Uint32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < rows.size(); number += 1) {
      let slot = hashOf(rows.bytes(), rows.start(number), rows.end(number)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
  };
  return {
    add: (text) => {
      const length = utf8.encode(text);
      const known = slots[slotOf(length)] ?? 0;
      if (known > 0) return known - 1;
      makeRoom();
      const number = rows.push(utf8.bytes(), length);
      slots[slotOf(length)] = number + 1;
      return number;
    },
    find: (text) => {
      const known = slots[slotOf(utf8.encode(text))] ?? 0;
      return known > 0 ? known - 1 : undefined;
    },
    at: (number) => utf8.decode(rows.bytes(), rows.start(number), rows.end(number)),
    startsWith: (number, byte) => rows.end(number) > rows.start(number) && rows.bytes()[rows.start(number)] === byte,
    compare: rows.compare,
    size: rows.size,
    save: () => ({
      ...named('rows', rows.save()),
      slots: new Uint8Array(slots.buffer, slots.byteOffset, slots.byteLength).slice(),
    }),
  };
}

function slotsIn({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, byteLength / Uint32Array.BYTES_PER_ELEMENT);
}
