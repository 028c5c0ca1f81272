/**
 * What a subscription has to say at one of its slots.
 */
import type { Block, Message } from './message.ts';
import type { Alongside } from './outbox.ts';
import type { Subscription } from './subscription.ts';
import type { Instant } from './time.ts';

/** What is said below a post: in its thread, where the platform has threads. */
export interface Beneath {
  /** What the thread is called; at most 100 characters. */
  readonly thread: string;
  /** In order; at least one. */
  readonly messages: readonly [Message, ...Message[]];
}

/** What a program wants to say for one slot. */
export type Composed =
  | {
      readonly kind: 'post';
      readonly message: Message;
      readonly beneath?: Beneath;
      readonly alongside: Pick<Alongside, 'posted' | 'told'>;
    }
  | { readonly kind: 'nothing'; readonly why: string };

/** What led to what is composed, for a preview: what was looked at, what nearly came, what was kept out. */
export type Explain = (subscription: Subscription, slot: Instant) => Promise<readonly Block[]>;

/** Changes nothing: a preview composes too. */
export type Compose = (subscription: Subscription, slot: Instant) => Promise<Composed>;
