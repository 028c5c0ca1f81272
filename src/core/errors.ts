/**
 * Errors by who can mend them. Expected outcomes (no hits, a refused post) are values, not throws; anything thrown that is
 * none of these is a bug, logged under a reference that the asker is shown.
 */
import { SOURCE_LABELS, type SourceName, type SourceTroubleKind } from './source.ts';
import type { Milliseconds } from './time.ts';

/** The asker can mend it. The message is whole sentences, shown as they are, that say what to do next. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Stable and searchable, as `bad-filter`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whoever runs the bot can mend it: a broken database, a setting, a full disk. The message says how, and shows no secret. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
  readonly code: string;

  constructor(code: string, message: string, options?: { readonly cause: unknown }) {
    super(message, options);
    this.code = code;
  }
}

export interface SourceFailure {
  readonly kind: SourceTroubleKind;
  /** What went wrong, to follow "Hugging Face", without a full stop: "did not answer within 15 s". */
  readonly what: string;
  /** How long the source asked to be left alone, or is left alone by us. */
  readonly retryAfter?: Milliseconds | undefined;
  readonly cause?: unknown;
}

/** A service that papers come from failed. The message is a whole sentence that names it, fit to be shown, without secrets. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly source: SourceName;
  readonly kind: SourceTroubleKind;
  readonly retryAfter: Milliseconds | undefined;

  constructor(source: SourceName, { kind, what, retryAfter, cause }: SourceFailure) {
    super(`${SOURCE_LABELS[source]} ${what}.`, cause === undefined ? {} : { cause });
    this.source = source;
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}

/** For a `switch` over a union: a case that was forgotten does not compile. */
export function assertNever(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}
