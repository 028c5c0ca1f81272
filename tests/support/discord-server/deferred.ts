/**
 * A promise with its ends in hand, as Node 22's `Promise.withResolvers` gives; the project starts at Node 20.
 */
export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
}

export function defer<Value>(): Deferred<Value> {
  let ends: Omit<Deferred<Value>, 'promise'> | undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    ends = { resolve, reject };
  });
  if (ends === undefined) throw new Error('A promise runs its executor at once.');
  return Object.assign(ends, { promise });
}
