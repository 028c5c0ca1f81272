/** What a process holds, in megabytes, after tidying up; wants `--expose-gc`. */
export interface Memory {
  /** JavaScript's heap and the memory of buffers outside of it. */
  readonly heapMb: number;
  /** All of the process, what native code took included; 0 growth may hide in what the heap gave back. */
  readonly residentMb: number;
}

const MEGABYTE = 1_000_000;

export function memoryInUse(): Memory {
  // Twice: what buffers held is given back after the first
  for (let times = 0; times < 2; times += 1) globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapMb: (heapUsed + external) / MEGABYTE, residentMb: rss / MEGABYTE };
}

export function growthSince(before: Memory): Memory {
  const now = memoryInUse();
  return { heapMb: now.heapMb - before.heapMb, residentMb: now.residentMb - before.residentMb };
}
