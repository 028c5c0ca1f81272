/**
 * The terminal as a platform that takes posts: it keeps them in its channels, finds them by their mark, and refuses a channel
 * that was closed. It can be asked to die right after the next post, before that is written down anywhere else.
 */
import type { ClaimedDelivery } from '../../core/delivery.ts';
import type { CheckPlace, Messenger } from '../../core/messenger.ts';
import { directOwner, type Place } from '../../core/place.ts';
import type { Clock } from '../../core/time.ts';
import type { TerminalChannels } from './channels.ts';

export interface TerminalMessengerOptions {
  readonly channels: TerminalChannels;
  readonly clock: Clock;
  /** What a channel shows of it. */
  readonly render: (delivery: ClaimedDelivery) => string;
  /** After it is in its channel. */
  readonly onPost: (delivery: ClaimedDelivery) => void;
  /** Asked after each post; where it is to die this does not return. */
  readonly dieIfAsked: () => void;
}

export function terminalMessenger({ channels, clock, render, onPost, dieIfAsked }: TerminalMessengerOptions): Messenger {
  return {
    send: async (delivery) => {
      const channel = channelOf(delivery.place);
      if (channels.isClosed(channel)) return { kind: 'refused', reason: 'channel-gone' };
      const ref = channels.post({ channel, mark: delivery.id, at: clock.now(), text: render(delivery) });
      onPost(delivery);
      dieIfAsked();
      return { kind: 'sent', ref };
    },
    find: async ({ id }) => {
      const ref = channels.find(id);
      return ref === undefined ? { kind: 'absent' } : { kind: 'found', ref };
    },
  };
}

export function terminalCheck(channels: TerminalChannels): CheckPlace {
  return async (place) =>
    channels.isClosed(channelOf(place)) ? { kind: 'may-not-post', why: 'channel-gone', missing: [] } : { kind: 'may-post' };
}

/** Direct messages are a channel of their own, which no other can be named like. */
export function channelOf(place: Place): string {
  const owner = directOwner(place);
  return owner === undefined ? place.channel : `@${owner.id}`;
}
