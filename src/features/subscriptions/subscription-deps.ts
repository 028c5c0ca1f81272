/**
 * What commands about subscriptions are given.
 */
import type { CommandContext } from '../../core/command.ts';
import type { CheckPlace } from '../../core/messenger.ts';
import type { SubscriptionStore } from '../../core/subscription-store.ts';

export interface SubscriptionDeps {
  readonly subscriptions: SubscriptionStore;
  readonly checkPlace: CheckPlace;
  /** Keys of people who may change what channels get, where the platform leaves that to the installation. */
  readonly admins: ReadonlySet<string>;
}

export type Asked<Deps = SubscriptionDeps> = Deps & { readonly context: CommandContext };
