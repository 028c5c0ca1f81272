/**
 * The answer `ok: false`, thrown from wherever in a method the reason is found.
 */
import type { JsonObject } from './json.ts';

export class Refusal extends Error {
  /** Slack's own code, such as `channel_not_found`. */
  readonly code: string;
  /** Further members of the answer, such as `needed` and `provided`. */
  readonly more: JsonObject;

  constructor(code: string, sentence: string, more: JsonObject = {}) {
    super(sentence);
    this.name = 'Refusal';
    this.code = code;
    this.more = more;
  }
}

/** One thing wrong with a request, and where in it. */
export interface Fault {
  /** JSON pointer into the argument, such as `/blocks/0/text/text`. */
  readonly pointer: string;
  readonly sentence: string;
}

/** A refusal for what is in `blocks`, `view` or another argument, with the messages that Slack gives. */
export function refuseFor(code: string, faults: readonly Fault[]): Refusal {
  const lines = faults.map(({ pointer, sentence }) => `${sentence} [json-pointer:${pointer}]`);
  return new Refusal(code, lines.join('; '), {
    errors: lines,
    response_metadata: { messages: lines.map((line) => `[ERROR] ${line}`) },
  });
}
