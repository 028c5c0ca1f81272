/**
 * Work of one name is done one after another, in the order in which it was asked for; of different names, side by side.
 */
export type InTurn = (name: string, work: () => Promise<void>) => Promise<void>;

/** Work that fails keeps nothing behind it from its turn. */
export function makeInTurn(): InTurn {
  const last = new Map<string, Promise<void>>();
  return async (name, work) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(name, turn);
    try {
      await turn;
    } finally {
      if (last.get(name) === turn) last.delete(name);
    }
  };
}
