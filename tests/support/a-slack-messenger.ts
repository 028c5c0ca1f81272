/**
 * The messenger for Slack against a server that answers its methods, and deliveries on their way to channels.
 */
import { type ClaimedDelivery, deliveryId, type MessageRef, type Part } from '../../src/core/delivery.ts';
import type { Message } from '../../src/core/message.ts';
import type { Messenger } from '../../src/core/messenger.ts';
import type { Place } from '../../src/core/place.ts';
import { type Instant, plus } from '../../src/core/time.ts';
import { slackMessenger } from '../../src/platforms/slack/messenger.ts';
import type { News } from '../../src/platforms/slack/news.ts';
import { makePacing } from '../../src/platforms/slack/pacing.ts';
import { makeFindTarget } from '../../src/platforms/slack/post-target.ts';
import { makeClients } from '../../src/platforms/slack/slack-client.ts';
import { oneWorkspace, type Workspaces } from '../../src/platforms/slack/workspaces.ts';
import { anInstant } from './builders.ts';
import { aMessage, aSubscription } from './delivery-builders.ts';

export const NOW: Instant = anInstant('2026-11-27T13:00:00Z');
export const CHANNEL: Place = { platform: 'slack', workspace: 'T1', channel: 'C0PAPERS' };

export interface TestedSlackMessenger extends Messenger {
  readonly news: readonly News[];
  /** How long it waited for its turn, in milliseconds. */
  readonly waits: readonly number[];
}

export function aSlackMessenger(apiUrl: string, workspaces?: Workspaces): TestedSlackMessenger {
  const news: News[] = [];
  const waits: number[] = [];
  const tell = (told: News) => void news.push(told);
  const messenger = slackMessenger({
    findTarget: makeFindTarget(workspaces ?? oneWorkspace('xoxb-1', makeClients({ apiUrl, tell }))),
    takeTurn: makePacing({
      clock: { now: () => NOW },
      pause: async (ms) => {
        waits.push(ms);
      },
    }),
    commandNames: () => ['search'],
    tell,
  });
  return { ...messenger, news, waits };
}

export interface SlackPostDraft {
  readonly message?: Message;
  readonly part?: Part;
  readonly place?: Place;
}

/** Claimed, for a slot a minute ago. */
export function aSlackPost({
  message = aMessage(),
  part = { kind: 'post' },
  place = CHANNEL,
}: SlackPostDraft = {}): ClaimedDelivery {
  const slot = plus(NOW, -60_000);
  const { id } = aSubscription({ id: 's1' });
  return {
    id: deliveryId(id, slot, part),
    subscription: id,
    slot,
    part,
    place,
    message,
    attempts: 1,
    state: { kind: 'sending', leaseUntil: plus(NOW, 120_000), failures: 0, interrupted: false },
  };
}

export function beneathPost(post: string): Part {
  return { kind: 'beneath', number: 1, thread: 'Details of the day', post: post as MessageRef };
}
