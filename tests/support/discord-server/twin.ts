/**
 * The parts that routes, gateway and people share. Made in discord-server.ts.
 */
import type { CommandBook } from './command-book.ts';
import type { Faults } from './faults.ts';
import type { InteractionBook } from './interaction-book.ts';
import type { NonceBook } from './nonce-book.ts';
import type { Snowflakes } from './snowflakes.ts';
import type { Violations } from './violations.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { User, World } from './world.ts';

export interface App {
  readonly id: string;
  /** Changes when the identify budget is overspent. */
  token: string;
  readonly user: User;
}

/** A dispatch of the gateway; `guildId` is undefined where no guild is concerned, which is shard 0's. */
export interface GatewayEvent {
  readonly name: string;
  readonly payload: unknown;
  readonly guildId: string | undefined;
}

export interface Twin {
  readonly app: App;
  readonly clock: VirtualClock;
  readonly snowflakes: Snowflakes;
  readonly world: World;
  readonly violations: Violations;
  readonly faults: Faults;
  readonly nonces: NonceBook;
  readonly commands: CommandBook;
  readonly interactions: InteractionBook;
  readonly emit: (event: GatewayEvent) => void;
}
