/**
 * Why a subscription is paused, and what mends it, in words.
 */
import { code, type Message, type Span, text } from '../../core/message.ts';
import type { PauseReason } from '../../core/subscription.ts';
import type { PauseNotice } from '../../core/subscription-store.ts';

/** Goes on a sentence: `paused, as the channel is gone`. */
export const PAUSE_WORDS: Readonly<Record<PauseReason, string>> = {
  asked: 'as it was asked to',
  'channel-gone': 'as the channel is gone',
  'bot-removed': 'as the bot was removed from there',
  'not-permitted': 'as the bot may not post there',
};

const MENDING: Readonly<Record<PauseNotice['why'], string>> = {
  'channel-gone': 'Where the channel comes back, ',
  'bot-removed': 'Where the bot is let in again, ',
  'not-permitted': 'Let the bot see the channel and post in it; then ',
};

/** What its owner is told, once. */
export function pauseMessage({ subscription, place, why, since }: PauseNotice): Message {
  const said: readonly Span[] = [
    text('Posts to '),
    { kind: 'place', place },
    text(` are paused, ${PAUSE_WORDS[why]} (`),
    { kind: 'time', at: since, style: 'moment' },
    text('). Nothing more is tried there.'),
  ];
  const mend: readonly Span[] = [
    text(MENDING[why]),
    code(`resume ${subscription}`),
    text(' starts the posts again; '),
    code(`unsubscribe ${subscription}`),
    text(' ends them.'),
  ];
  return {
    summary: `Posts to a channel are paused, ${PAUSE_WORDS[why]}.`,
    title: 'A subscription was paused',
    blocks: [
      { kind: 'text', spans: said },
      { kind: 'text', spans: mend },
    ],
    buttons: [],
  };
}
