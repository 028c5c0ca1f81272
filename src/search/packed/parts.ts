/**
 * What a packed structure is saved as: bytes under names, used as they lie when they are read again.
 *
 * Numbers are in the machine's byte order. Whoever keeps parts sees to it that they come back unharmed and to the same version;
 * a part begins at a multiple of eight in memory, and belongs to the structure that is made of it.
 */
export type Parts = Readonly<Record<string, Uint8Array>>;

/** Under a name before each of their own. */
export function named(prefix: string, parts: Parts): Parts {
  return Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [`${prefix}.${name}`, bytes]));
}

/** What `named` put under the prefix. */
export function partsOf(prefix: string, parts: Parts): Parts {
  const own = Object.entries(parts).filter(([name]) => name.startsWith(`${prefix}.`));
  return Object.fromEntries(own.map(([name, bytes]) => [name.slice(prefix.length + 1), bytes]));
}

/** @throws RangeError where it is missing. */
export function part(parts: Parts, name: string): Uint8Array {
  const bytes = parts[name];
  if (bytes === undefined) throw new RangeError(`a saved index has no ${name}`);
  return bytes;
}
