/**
 * What the Slack side has to tell whoever runs the bot: an event with fields, never a token and never what people wrote.
 */
import { readFailure } from './failure.ts';

export interface News {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'fatal';
  readonly what: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Never throws. */
export type Tell = (news: News) => void;

/** What a failed request says of itself; what Slack says about a body may hold what people wrote, and is left out. */
export function failureFacts(error: unknown): Readonly<Record<string, unknown>> {
  const failure = readFailure(error);
  return failure.kind === 'in-doubt' && error instanceof Error ? { kind: failure.kind, said: error.message } : { ...failure };
}

/** The same as the middle of a sentence, for whoever runs the bot. */
export function failureWords(error: unknown): string {
  const failure = readFailure(error);
  switch (failure.kind) {
    case 'refused':
      return `it refused with ${failure.error}${failure.needed === undefined ? '' : `, as ${failure.needed} is not granted`}`;
    case 'limited':
      return `it asks to wait ${Math.ceil(failure.retryAfter / 1000)} s`;
    case 'turned-away':
      return `something on the way answered with status ${failure.status}`;
    case 'not-reached':
      return 'no connection comes about';
    case 'in-doubt':
      return 'it gave no answer that can be read';
  }
}
