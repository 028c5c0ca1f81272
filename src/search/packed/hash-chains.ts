/**
 * Numbers under keys of which only hashes are kept: eight bytes a number and twelve or so a key, whatever the keys are.
 *
 * Two keys may have one hash, so that whoever asks must be able to tell whether what is found is under the key. Numbers of one
 * hash are a chain, newest first.
 */
import { type Column, makeColumn } from './column.ts';
import { hashOf } from './hash.ts';
import { type Parts, part } from './parts.ts';
import { makeUtf8 } from './utf8.ts';

const FIRST_SLOTS = 16;
const FULLEST = 2 / 3;
/** Ends a chain, and marks a free slot; links are numbered from 1. */
const NONE = 0;
/** What a link holds that was taken out. */
const NOTHING = 0xffff_ffff;

export interface HashChains {
  readonly add: (key: string, value: number) => void;
  /** Once; unknown ones are none. */
  readonly remove: (key: string, value: number) => void;
  /** Newest first. */
  readonly find: (key: string) => Iterable<number>;
  readonly save: () => Parts;
}

/** @param saved as `save()` gave it. */
export function makeHashChains(saved?: Parts): HashChains {
  const values = makeColumn('four-bytes', saved && part(saved, 'values'));
  const older = makeColumn('four-bytes', saved && part(saved, 'older'));
  /** By chain, from 1. */
  const hashes = makeColumn('four-bytes', saved && part(saved, 'hashes'));
  const newest = makeColumn('four-bytes', saved && part(saved, 'newest'));
  let slots = slotsFor(hashes);
  const utf8 = makeUtf8();
  for (const column of [values, older, hashes, newest]) if (column.size() === 0) column.push(NONE);

  /** @returns the slot of the chain with that hash, or the free one where it would be. */
  const slotOf = (hash: number): number => {
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let chain = slots[slot] ?? NONE; chain !== NONE && hashes.at(chain) !== hash; chain = slots[slot] ?? NONE) {
      slot = (slot + 1) & mask;
    }
    return slot;
  };
  const hashOfKey = (key: string): number => {
    const length = utf8.encode(key);
    return hashOf(utf8.bytes(), 0, length);
  };
  const chainOf = (key: string): number => slots[slotOf(hashOfKey(key))] ?? NONE;
  const addChain = (hash: number): number => {
    const chain = hashes.push(hash);
    newest.push(NONE);
    if (hashes.size() > slots.length * FULLEST) slots = slotsFor(hashes);
    else slots[slotOf(hash)] = chain;
    return chain;
  };
  return {
    add: (key, value) => {
      const hash = hashOfKey(key);
      const known = slots[slotOf(hash)] ?? NONE;
      const chain = known === NONE ? addChain(hash) : known;
      older.push(newest.at(chain));
      newest.set(chain, values.push(value));
    },
    remove: (key, value) => {
      for (let link = newest.at(chainOf(key)); link !== NONE; link = older.at(link)) {
        if (values.at(link) !== value) continue;
        values.set(link, NOTHING);
        return;
      }
    },
    *find(key) {
      for (let link = newest.at(chainOf(key)); link !== NONE; link = older.at(link)) {
        if (values.at(link) !== NOTHING) yield values.at(link);
      }
    },
    save: () => ({ values: values.save(), older: older.save(), hashes: hashes.save(), newest: newest.save() }),
  };
}

/** Each chain in the first free slot from its hash on. */
function slotsFor(hashes: Column): Uint32Array {
  let room = FIRST_SLOTS;
  while (hashes.size() > (room * FULLEST) / 2) room *= 2;
  const slots = new Uint32Array(room);
  for (let chain = 1; chain < hashes.size(); chain += 1) {
    let slot = hashes.at(chain) & (room - 1);
    while (slots[slot] !== NONE) slot = (slot + 1) & (room - 1);
    slots[slot] = chain;
  }
  return slots;
}
