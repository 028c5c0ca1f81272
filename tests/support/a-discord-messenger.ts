/**
 * The messenger for Discord against the twin, by REST alone as a worker has it, and deliveries on their way to its channels.
 */
import { Client, GatewayIntentBits } from 'discord.js';
import { onTestFinished } from 'vitest';
import { type ClaimedDelivery, deliveryId, type MessageRef, type Part } from '../../src/core/delivery.ts';
import type { Message } from '../../src/core/message.ts';
import type { Messenger } from '../../src/core/messenger.ts';
import type { Place } from '../../src/core/place.ts';
import { type Instant, plus, toInstant } from '../../src/core/time.ts';
import { discordCheck } from '../../src/platforms/discord/check-place.ts';
import { discordMessenger } from '../../src/platforms/discord/messenger.ts';
import { makeFindTarget } from '../../src/platforms/discord/post-target.ts';
import { makePostingApi } from '../../src/platforms/discord/posting-api.ts';
import { aMessage, aSubscription } from './delivery-builders.ts';
import type { DiscordServer } from './discord-server/discord-server.ts';

export interface TestedMessenger extends Messenger {
  readonly unauthorized: () => number;
}

export function aDiscordMessenger(discord: DiscordServer): TestedMessenger {
  let unauthorized = 0;
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.apiUrl, retries: 0 } });
  client.rest.setToken(discord.token());
  onTestFinished(() => client.destroy());
  const api = makePostingApi({
    token: discord.token(),
    apiUrl: discord.apiUrl,
    clock: { now: () => toInstant(discord.clock.now()) },
    onUnauthorized: () => {
      unauthorized += 1;
    },
  });
  const messenger = discordMessenger({
    api,
    findTarget: makeFindTarget({ api, knownType: () => undefined }),
    check: discordCheck(client, () => discord.botUser.id),
    commandNames: () => ['search'],
  });
  return { ...messenger, unauthorized: () => unauthorized };
}

export interface PostDraft {
  readonly message?: Message;
  readonly part?: Part;
  readonly slot?: Instant;
  readonly subscription?: string;
}

/** Claimed, for a slot a minute ago by the clock of the twin. */
export function aPostTo(place: Place, discord: DiscordServer, draft: PostDraft = {}): ClaimedDelivery {
  const { message = aMessage(), part = { kind: 'post' }, subscription = 's1' } = draft;
  const now = toInstant(discord.clock.now());
  const slot = draft.slot ?? plus(now, -60_000);
  const { id } = aSubscription({ id: subscription });
  return {
    id: deliveryId(id, slot, part),
    subscription: id,
    slot,
    part,
    place,
    message,
    attempts: 1,
    state: { kind: 'sending', leaseUntil: plus(now, 120_000), failures: 0, interrupted: false },
  };
}

export function beneath(post: MessageRef, number = 1): Part {
  return { kind: 'beneath', number, thread: 'Details of the day', post };
}

/** Of an attempt whose time is not up. */
export function aSignal(): AbortSignal {
  return new AbortController().signal;
}
