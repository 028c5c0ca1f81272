/**
 * What a failed request means to a delivery: a pure table of what Slack says.
 *
 * Source of the errors: the pages of `chat.postMessage`, `conversations.open`, `conversations.history` and `conversations.replies` in
 * Slack's documentation, as of 2026. Of a private channel that the bot is not in, Slack says that there is none.
 */
import type { LookUpOutcome, SendOutcome } from '../../core/delivery.ts';
import type { Refusal } from '../../core/subscription.ts';
import type { Milliseconds } from '../../core/time.ts';
import type { Failure } from './failure.ts';

const REFUSALS: Readonly<Record<Refusal, readonly string[]>> = {
  'channel-gone': ['is_archived', 'is_inactive'],
  'not-permitted': [
    ...['channel_not_found', 'not_in_channel', 'no_permission', 'access_denied', 'missing_scope', 'not_allowed_token_type'],
    ...['restricted_action', 'restricted_action_read_only_channel', 'restricted_action_thread_only_channel'],
    ...['restricted_action_non_threadable_channel', 'restricted_action_thread_locked', 'messages_tab_disabled'],
    ...['cannot_dm_bot', 'user_not_found', 'user_not_visible', 'user_disabled', 'ekm_access_denied', 'no_dual_broadcast_content'],
    ...['as_user_not_supported', 'slack_connect_canvas_sharing_blocked', 'enterprise_is_restricted', 'team_access_not_granted'],
  ],
  'bot-removed': ['account_inactive', 'token_revoked', 'org_login_required', 'user_removed_from_team', 'app_uninstalled'],
};
const REASONS: ReadonlyMap<string, Refusal> = new Map(
  (Object.keys(REFUSALS) as Refusal[]).flatMap((reason) => REFUSALS[reason].map((error) => [error, reason] as const)),
);

/** Of a token: another one may do, so the post waits. */
const TOKEN_TROUBLE = new Set(['invalid_auth', 'not_authed', 'token_expired', 'two_factor_setup_required']);
/** Of the workspace, for a while. */
const PASSING = new Set(['message_limit_exceeded', 'accesslimited', 'team_added_to_org', 'team_quota_exceeded']);
const LONG_WAIT = 600_000 as Milliseconds;

export type FailedSend = Exclude<SendOutcome, { readonly kind: 'sent' }>;

export function failedSend(failure: Failure): FailedSend {
  switch (failure.kind) {
    case 'limited':
      return { kind: 'not-sent', retryAfter: failure.retryAfter };
    case 'not-reached':
      return { kind: 'not-sent' };
    case 'turned-away':
      return { kind: 'not-sent', retryAfter: LONG_WAIT, everywhere: true };
    case 'in-doubt':
      return { kind: 'unknown' };
    case 'refused':
      return refusedSend(failure.error);
  }
}

function refusedSend(error: string): FailedSend {
  const reason = REASONS.get(error);
  if (reason !== undefined) return { kind: 'refused', reason };
  if (TOKEN_TROUBLE.has(error) || PASSING.has(error)) return { kind: 'not-sent', retryAfter: LONG_WAIT };
  return { kind: 'refused', reason: 'rejected' };
}

export type FailedLookUp = Exclude<LookUpOutcome, { readonly kind: 'found' }>;

/** A thread that is gone holds no post; where the bot may not look, nobody can tell. */
export function failedLookUp(failure: Failure): FailedLookUp {
  switch (failure.kind) {
    case 'limited':
      return { kind: 'not-answered', retryAfter: failure.retryAfter };
    case 'turned-away':
      return { kind: 'not-answered', retryAfter: LONG_WAIT };
    case 'not-reached':
    case 'in-doubt':
      return { kind: 'not-answered' };
    case 'refused':
      if (failure.error === 'thread_not_found') return { kind: 'absent' };
      return TOKEN_TROUBLE.has(failure.error) || PASSING.has(failure.error)
        ? { kind: 'not-answered', retryAfter: LONG_WAIT }
        : { kind: 'cannot-tell' };
  }
}
