/**
 * What follows from a thing alone, found once for as long as the thing is in use: what is said of a paper is the same in every place.
 */

/** @param derive pure; the thing is never changed. */
export function remembered<Thing extends object, Derived>(derive: (thing: Thing) => Derived): (thing: Thing) => Derived {
  const known = new WeakMap<Thing, { readonly derived: Derived }>();
  return (thing) => {
    const found = known.get(thing) ?? { derived: derive(thing) };
    known.set(thing, found);
    return found.derived;
  };
}
