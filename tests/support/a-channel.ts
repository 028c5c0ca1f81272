/**
 * A platform with channels that behaves as the real ones do: it keeps what was posted, answers 429 and 500, drops connections
 * after it has posted (direct messages are always well), and tells two posts of one mark apart only for some minutes by its own clock, as Discord does with a
 * nonce, or not at all, as Slack.
 */
import type { ClaimedDelivery, DeliveryId, MessageRef, SendOutcome } from '../../src/core/delivery.ts';
import type { Message } from '../../src/core/message.ts';
import type { Messenger } from '../../src/core/messenger.ts';
import { directOwner, type Place } from '../../src/core/place.ts';
import type { Refusal } from '../../src/core/subscription.ts';
import { type Clock, type Instant, type Milliseconds, plus } from '../../src/core/time.ts';

export interface Post {
  readonly ref: MessageRef;
  readonly mark: DeliveryId;
  readonly place: Place;
  readonly message: Message;
  /** Where it stands beneath another post. */
  readonly thread?: { readonly name: string; readonly under: MessageRef | undefined };
  readonly at: Instant;
}

export type Mood =
  | { readonly kind: 'well' }
  /** 429, with the seconds to wait. */
  | { readonly kind: 'too-many-requests'; readonly seconds: number; readonly everywhere?: true }
  /** 500: nothing is posted, but the client cannot know. */
  | { readonly kind: 'broken' }
  /** Posts, and drops the connection before it answers. */
  | { readonly kind: 'drops-answers' }
  | { readonly kind: 'refuses'; readonly reason: Refusal | 'rejected' }
  /** Neither posts nor answers until it is told to go on, and then posts. */
  | { readonly kind: 'slow'; readonly goOn: Promise<void> };

export interface ChannelDraft {
  readonly clock: Clock;
  /** For how long two posts of one mark are one; none unless told. */
  readonly nonceMinutes?: number;
  /** Whether the bot may read the channel; it may unless told. */
  readonly history?: 'readable' | 'hidden';
}

export interface TestChannel {
  readonly messenger: Messenger;
  readonly posts: readonly Post[];
  /** Requests of either kind, also those that came to nothing. */
  readonly requests: readonly { readonly kind: 'send' | 'find'; readonly at: Instant }[];
  /** How it is from now on. */
  readonly become: (mood: Mood) => void;
  /** From now on nothing may be said beneath a post. */
  readonly refuseThreads: () => void;
  /** How it is by its own clock, before all else. */
  readonly moodAt: (mood: (now: Instant) => Mood) => void;
}

export function aChannel({ clock, nonceMinutes = 0, history = 'readable' }: ChannelDraft): TestChannel {
  const posts: Post[] = [];
  const requests: { kind: 'send' | 'find'; at: Instant }[] = [];
  let mood: (now: Instant) => Mood = () => ({ kind: 'well' });
  let takesThreads = true;

  const post = ({ id: mark, place, message, part }: ClaimedDelivery): MessageRef => {
    const known = posts.findLast((each) => each.mark === mark);
    if (known !== undefined && clock.now() < plus(known.at, nonceMinutes * 60_000)) return known.ref;
    const ref = `m${posts.length + 1}` as MessageRef;
    const thread = part.kind === 'beneath' ? { thread: { name: part.thread, under: part.post } } : {};
    posts.push({ ref, mark, place, message, ...thread, at: clock.now() });
    return ref;
  };

  const moodFor = ({ place, part }: ClaimedDelivery): Mood => {
    if (part.kind === 'beneath' && !takesThreads) return { kind: 'refuses', reason: 'not-permitted' };
    return directOwner(place) === undefined ? mood(clock.now()) : { kind: 'well' };
  };

  const send: Messenger['send'] = async (delivery): Promise<SendOutcome> => {
    requests.push({ kind: 'send', at: clock.now() });
    const now = moodFor(delivery);
    switch (now.kind) {
      case 'well':
        return { kind: 'sent', ref: post(delivery) };
      case 'too-many-requests':
        return {
          kind: 'not-sent',
          retryAfter: (now.seconds * 1000) as Milliseconds,
          ...(now.everywhere && { everywhere: true }),
        };
      case 'broken':
        return { kind: 'unknown' };
      case 'drops-answers':
        post(delivery);
        return { kind: 'unknown' };
      case 'refuses':
        return { kind: 'refused', reason: now.reason };
      case 'slow':
        await now.goOn;
        return { kind: 'sent', ref: post(delivery) };
    }
  };

  const find: Messenger['find'] = async ({ id }) => {
    requests.push({ kind: 'find', at: clock.now() });
    const now = mood(clock.now());
    if (now.kind === 'broken') return { kind: 'not-answered' };
    if (now.kind === 'too-many-requests') return { kind: 'not-answered', retryAfter: (now.seconds * 1000) as Milliseconds };
    if (history === 'hidden') return { kind: 'cannot-tell' };
    const found = posts.find(({ mark }) => mark === id);
    return found === undefined ? { kind: 'absent' } : { kind: 'found', ref: found.ref };
  };

  return {
    messenger: { send, find },
    posts,
    requests,
    become: (next) => {
      mood = () => next;
    },
    refuseThreads: () => {
      takesThreads = false;
    },
    moodAt: (next) => {
      mood = next;
    },
  };
}
