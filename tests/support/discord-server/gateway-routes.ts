/**
 * Where the gateway is and how often it may be called on.
 */
import type { ApiRoute } from './api-route.ts';
import { IDENTIFIES_PER_DAY } from './gateway-protocol.ts';
import type { IdentifyBudget } from './identify-budget.ts';
import type { World } from './world.ts';

const GUILDS_OF_SHARD = 1000;

export interface GatewayRouteParts {
  readonly url: () => string;
  readonly budget: IdentifyBudget;
  readonly world: World;
}

export const gatewayRoutes = ({ url, budget, world }: GatewayRouteParts): readonly ApiRoute[] => [
  {
    method: 'GET',
    path: '/gateway',
    asks: 'nobody',
    bucket: { limit: 50, perMs: 1000 },
    takesBody: 'none',
    run: () => ({ status: 200, body: { url: url() } }),
  },
  {
    method: 'GET',
    path: '/gateway/bot',
    asks: 'bot',
    bucket: { limit: 2, perMs: 5000 },
    takesBody: 'none',
    run: () => ({
      status: 200,
      body: {
        url: url(),
        shards: Math.max(1, Math.ceil([...world.guilds.values()].filter(({ bot }) => bot === 'member').length / GUILDS_OF_SHARD)),
        session_start_limit: {
          total: IDENTIFIES_PER_DAY,
          remaining: budget.remaining(),
          reset_after: budget.resetAfterMs(),
          max_concurrency: budget.maxConcurrency,
        },
      },
    }),
  },
];
