/**
 * The ledger of everything that the twin refused, and of what it let pass but a right app never does, in plain sentences.
 *
 * A channel that was archived or a full minute is no fault of the app: such refusals are laid to circumstances.
 */
export interface Violation {
  /** A short name for the rule, such as Slack's error code. */
  readonly rule: string;
  /** What was wrong and where, for a person. */
  readonly sentence: string;
  /** The method, URL or delivery it happened at. */
  readonly where: string;
  /** Milliseconds of the virtual clock. */
  readonly at: number;
  readonly blame: 'bot' | 'circumstances';
}

export type Complaint = Pick<Violation, 'rule' | 'sentence' | 'where'>;

export interface Violations {
  readonly all: readonly Violation[];
  /** Those that the bot brought about itself; a scenario should end without any. */
  readonly byBot: () => readonly Violation[];
}

export interface Ledger extends Violations {
  /** Let pass, and wrong all the same. */
  readonly violate: (complaint: Complaint) => void;
  /** Answered with an error. */
  readonly refuse: (complaint: Complaint) => void;
}

/** Errors that come from the state of a workspace and not from the app. */
const CIRCUMSTANCES: ReadonlySet<string> = new Set([
  ...['channel_not_found', 'not_in_channel', 'is_archived', 'user_not_in_channel', 'message_not_found', 'thread_not_found'],
  ...['restricted_action', 'restricted_action_read_only_channel', 'restricted_action_thread_only_channel'],
  ...['token_revoked', 'token_expired', 'account_inactive', 'missing_scope', 'ratelimited', 'hash_conflict', 'not_found'],
  ...['messages_tab_disabled', 'user_disabled', 'internal_error', 'cannot_dm_bot', 'not_enabled'],
]);

export function makeLedger(now: () => number, changed: () => void): Ledger {
  const all: Violation[] = [];
  const add = (complaint: Complaint, blame: Violation['blame']): void => {
    all.push({ ...complaint, at: now(), blame });
    changed();
  };
  return {
    all,
    byBot: () => all.filter(({ blame }) => blame === 'bot'),
    violate: (complaint) => add(complaint, 'bot'),
    refuse: (complaint) => add(complaint, CIRCUMSTANCES.has(complaint.rule) ? 'circumstances' : 'bot'),
  };
}
