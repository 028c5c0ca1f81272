/**
 * Work that takes long over a large archive, in steps between which others may have their turn. What it gives is the same, whoever
 * comes in between: it holds on to what it began with.
 */

/** Each step says what it took, in postings that could have been read meanwhile: ten nanoseconds or less each. */
export type Steps<Result> = Generator<number, Result>;

/** Two or three milliseconds: as long as whoever waits for an acknowledgement may be held up by a search. */
const POSTINGS_A_TURN = 250_000;

/** All of it now. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** As much as a turn has room for at a time; all at once where that is enough. */
export async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    for (let postings = 0; postings < POSTINGS_A_TURN; ) {
      const step = steps.next();
      if (step.done === true) return step.value;
      postings += step.value;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}
