/**
 * What a failed request means to a delivery: a pure table of Discord's status and codes.
 *
 * Source of the codes: Discord's documentation, "Opcodes and Status Codes", as of August 2026.
 */
import type { LookUpOutcome, SendOutcome } from '../../core/delivery.ts';
import type { Refusal } from '../../core/subscription.ts';
import type { Milliseconds } from '../../core/time.ts';
import type { Failure } from './failure.ts';

export const CODES = {
  unknownChannel: 10_003,
  unknownGuild: 10_004,
  unknownMessage: 10_008,
  missingAccess: 50_001,
  cannotMessageUser: 50_007,
  notATextChannel: 50_008,
  missingPermissions: 50_013,
  wrongChannelType: 50_024,
  archivedThread: 50_083,
  noMutualGuild: 50_278,
  alreadyAcknowledged: 40_060,
  tagRequired: 40_067,
  threadExists: 160_004,
  threadLocked: 160_005,
  tooManyThreads: 160_006,
} as const;

/** Where something other than Discord's API answers, nothing is asked for so long: it may be a ban of the address. */
const LONG_WAIT = 600_000 as Milliseconds;
/** For a place in a guild's list of active threads. */
const THREADS_WAIT = 300_000 as Milliseconds;

/** Of a place: direct messages that are not taken count as not permitted. */
const REFUSALS: ReadonlyMap<number, Refusal> = new Map([
  [CODES.unknownChannel, 'channel-gone'],
  [CODES.unknownGuild, 'bot-removed'],
  [CODES.missingAccess, 'not-permitted'],
  [CODES.missingPermissions, 'not-permitted'],
  [CODES.cannotMessageUser, 'not-permitted'],
  [CODES.noMutualGuild, 'not-permitted'],
  [CODES.archivedThread, 'not-permitted'],
  [CODES.threadLocked, 'not-permitted'],
]);

export type FailedSend = Exclude<SendOutcome, { readonly kind: 'sent' }>;

export function failedSend(failure: Failure): FailedSend {
  switch (failure.kind) {
    case 'limited':
      return { kind: 'not-sent', retryAfter: failure.retryAfter, ...(failure.everywhere && { everywhere: true }) };
    case 'not-reached':
      return { kind: 'not-sent' };
    case 'in-doubt':
      return { kind: 'unknown' };
    case 'refused':
      return refusedSend(failure);
  }
}

function refusedSend({ status, code }: Extract<Failure, { readonly kind: 'refused' }>): FailedSend {
  const reason = REFUSALS.get(code);
  if (reason !== undefined) return { kind: 'refused', reason };
  if (code === CODES.tooManyThreads) return { kind: 'not-sent', retryAfter: THREADS_WAIT };
  if (status === 401 || (code === 0 && status !== 400)) return { kind: 'not-sent', retryAfter: LONG_WAIT, everywhere: true };
  return { kind: 'refused', reason: 'rejected' };
}

export type FailedLookUp = Exclude<LookUpOutcome, { readonly kind: 'found' }>;

/** Where the channel or its thread is gone, so is the post; where the bot may not look, nobody can tell. */
export function failedLookUp(failure: Failure): FailedLookUp {
  if (failure.kind === 'limited') return { kind: 'not-answered', retryAfter: failure.retryAfter };
  if (failure.kind !== 'refused') return { kind: 'not-answered' };
  const { code } = failure;
  if (code === CODES.unknownChannel || code === CODES.unknownGuild || code === CODES.unknownMessage) return { kind: 'absent' };
  if (REFUSALS.has(code)) return { kind: 'cannot-tell' };
  return code === 0 ? { kind: 'not-answered', retryAfter: LONG_WAIT } : { kind: 'not-answered' };
}
