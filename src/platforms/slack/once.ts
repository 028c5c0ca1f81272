/**
 * What came in lately to this process, so that it has one effect however often Slack sends it. What came to another process of the same
 * database is known from there, once it is acknowledged.
 */
export interface Once {
  /** @returns false where it was here before; an empty id is always new. */
  readonly isNew: (id: string) => boolean;
}

/** @param most how many are remembered; the oldest go first. */
export function makeOnce(most: number): Once {
  const seen = new Set<string>();
  return {
    isNew: (id) => {
      if (id === '') return true;
      if (seen.has(id)) return false;
      if (seen.size >= most) for (const oldest of [...seen].slice(0, Math.ceil(most / 10))) seen.delete(oldest);
      seen.add(id);
      return true;
    },
  };
}
