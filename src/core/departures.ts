/**
 * Workspaces that took the bot out: noted with the moment, so that what is kept of them is deleted a while later, and kept where
 * the bot is let in again before.
 */
import type { PlatformName } from './place.ts';
import type { Instant } from './time.ts';

export interface Workspace {
  readonly platform: PlatformName;
  /** Never that of direct messages. */
  readonly workspace: string;
}

export interface DepartureStore {
  /** Those on the platform in which anything is or was subscribed, direct messages left out. */
  readonly workspacesOn: (platform: PlatformName) => Promise<readonly string[]>;
  /**
   * Pauses all that is active there as `bot-removed`, and notes the moment; a departure that is known keeps the moment it has.
   * @returns how many subscriptions were paused.
   */
  readonly noteDeparture: (from: Workspace, now: Instant) => Promise<number>;
  /** The bot is there again: nothing is deleted. What was paused is resumed by whoever wants it. */
  readonly noteReturn: (to: Workspace) => Promise<void>;
  /** Deletes all that is kept of workspaces left before `instant`: subscriptions, deliveries, what was posted and liked there. */
  readonly forgetDepartedBefore: (instant: Instant) => Promise<readonly Workspace[]>;
}
