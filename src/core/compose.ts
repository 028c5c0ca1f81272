/**
 * What a subscription has to say at one of its slots.
 */
import type { Message } from './message.ts';
import type { Alongside } from './outbox.ts';
import type { Subscription } from './subscription.ts';
import type { Instant } from './time.ts';

/** What a program wants to say for one slot. */
export type Composed =
  | { readonly kind: 'post'; readonly message: Message; readonly alongside: Alongside }
  | { readonly kind: 'nothing'; readonly why: string };

/** Changes nothing: a preview composes too. */
export type Compose = (subscription: Subscription, slot: Instant) => Promise<Composed>;
