/**
 * Why a delivery failed, in words that go on a sentence.
 */
import type { FailureReason } from './delivery.ts';

export const FAILURE_WORDS: Readonly<Record<FailureReason, string>> = {
  'channel-gone': 'not posted: the channel is gone',
  'bot-removed': 'not posted: the bot was removed from there',
  'not-permitted': 'not posted: the bot may not post there',
  rejected: 'not posted: the platform did not take the message',
  'too-late': 'not posted: it was too late for it by then',
  'gave-up': 'not posted: it failed too often',
  'in-doubt': 'may have been posted: the platform would not say',
  paused: 'not posted: it was paused first',
  unreadable: 'not posted: another version of the bot had written it',
};
