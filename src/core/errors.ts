/**
 * Errors by who can mend them. Expected outcomes (no hits, a refused post) are values, not throws; anything thrown that is
 * none of these is a bug, logged under a reference that the asker is shown.
 */

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

/** For a `switch` over a union: a case that was forgotten does not compile. */
export function assertNever(value: never): never {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
}
