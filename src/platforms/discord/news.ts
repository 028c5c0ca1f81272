/**
 * What the Discord side has to tell whoever runs the bot: an event with fields, never a token and never what people wrote.
 */
import { readFailure } from './failure.ts';

export interface News {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'fatal';
  readonly what: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Never throws. */
export type Tell = (news: News) => void;

/** What a failed request says of itself; its body may hold what people wrote, and is left out. */
export function failureFacts(error: unknown): Readonly<Record<string, unknown>> {
  const failure = readFailure(error);
  return failure.kind === 'in-doubt' && error instanceof Error ? { kind: failure.kind, said: error.message } : { ...failure };
}
