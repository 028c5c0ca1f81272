/**
 * Slack as the outbox posts to it: each delivery with a mark that is found again where history may be read, and what goes wrong as an
 * outcome.
 *
 * A delivery of several messages is there when its first one is; a look-up that finds that one sends what is missing of the others.
 */
import { z } from 'zod';
import type { ClaimedDelivery, LookUpOutcome, MessageRef, SendOutcome } from '../../core/delivery.ts';
import type { Messenger } from '../../core/messenger.ts';
import { type Milliseconds, plus } from '../../core/time.ts';
import { readFailure } from './failure.ts';
import { failureFacts, type Tell } from './news.ts';
import { failedLookUp, failedSend } from './outcome.ts';
import type { TakeTurn } from './pacing.ts';
import { markIn, metadataOf, type PostBody, postBodies } from './post-bodies.ts';
import type { FindTarget, PostTarget } from './post-target.ts';

export interface MessengerParts {
  readonly findTarget: FindTarget;
  readonly takeTurn: TakeTurn;
  /** Of the bot; empty before it has started. */
  readonly commandNames: () => readonly string[];
  readonly tell: Tell;
}

const Sent = z.object({ ts: z.string() });
const History = z.object({
  messages: z.array(z.looseObject({ ts: z.string() })).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).nullish(),
});
/** All that an app outside of Slack's marketplace is given at once. */
const HISTORY_PAGE = 15;
const MOST_PAGES = 4;
/** Clocks differ. */
const BEFORE_SLOT_MS = 5 * 60_000;

export function slackMessenger(parts: MessengerParts): Messenger {
  return {
    send: async (delivery, signal) => {
      const target = await parts.findTarget(delivery).catch((error: unknown) => notPosted(error, parts.tell));
      if (target === undefined) return { kind: 'refused', reason: 'bot-removed' };
      if ('kind' in target) return target;
      try {
        return await sendAll(postBodies(delivery, parts.commandNames()), target, { ...parts, signal });
      } catch (error) {
        return told(failedSend(readFailure(error)), error, parts.tell);
      }
    },
    find: async (delivery, signal) => {
      try {
        const target = await parts.findTarget(delivery);
        return target === undefined ? { kind: 'cannot-tell' } : await lookUp(delivery, target, { ...parts, signal });
      } catch (error) {
        return failedLookUp(readFailure(error));
      }
    },
  };
}

/** Before anything was sent there is no doubt. */
function notPosted(error: unknown, tell: Tell): Exclude<SendOutcome, { readonly kind: 'sent' | 'unknown' }> {
  const outcome = told(failedSend(readFailure(error)), error, tell);
  return outcome.kind === 'unknown' ? { kind: 'not-sent' } : outcome;
}

type Sending = MessengerParts & { readonly signal: AbortSignal };

/** Once the first is there, what goes wrong with the others leaves the delivery in doubt, so that the look-up completes it. */
async function sendAll([first, ...others]: readonly PostBody[], target: PostTarget, sending: Sending): Promise<SendOutcome> {
  if (first === undefined) return { kind: 'refused', reason: 'rejected' };
  const ref = await sendOne(first, target, sending);
  for (const body of others) {
    try {
      await sendOne(body, target, sending);
    } catch (error) {
      const outcome = told(failedSend(readFailure(error)), error, sending.tell);
      return outcome.kind === 'refused' ? { kind: 'sent', ref } : { kind: 'unknown' };
    }
  }
  return { kind: 'sent', ref };
}

async function sendOne(
  body: PostBody,
  { client, channel, thread }: PostTarget,
  { takeTurn, signal }: Sending,
): Promise<MessageRef> {
  await takeTurn(channel, signal);
  signal.throwIfAborted();
  const { text, blocks } = body.payload;
  const sent = await client.chat.postMessage({
    channel,
    text,
    blocks,
    metadata: metadataOf(body),
    unfurl_links: false,
    unfurl_media: false,
    ...(thread !== undefined && { thread_ts: thread }),
  });
  return Sent.parse(sent).ts as MessageRef;
}

async function lookUp(delivery: ClaimedDelivery, target: PostTarget, sending: Sending): Promise<LookUpOutcome> {
  const found = await searchHistory(delivery, target);
  const ref = found.parts.get(0);
  if (ref === undefined) return found.isWhole ? { kind: 'absent' } : { kind: 'cannot-tell' };
  for (const body of postBodies(delivery, sending.commandNames())) {
    if (found.parts.has(body.part)) continue;
    try {
      await sendOne(body, target, sending);
    } catch (error) {
      const outcome = failedSend(readFailure(error));
      if (outcome.kind === 'refused') continue; // what Slack does not take of the rest is left out
      const wait = outcome.kind === 'not-sent' ? outcome.retryAfter : undefined;
      return { kind: 'not-answered', ...(wait !== undefined && { retryAfter: wait as Milliseconds }) };
    }
  }
  return { kind: 'found', ref };
}

interface Sighting {
  readonly parts: ReadonlyMap<number, MessageRef>;
  /** Whether all that could hold them was seen. */
  readonly isWhole: boolean;
}

async function searchHistory({ id, slot }: ClaimedDelivery, { client, channel, thread }: PostTarget): Promise<Sighting> {
  const parts = new Map<number, MessageRef>();
  const oldest = String(Date.parse(plus(slot, -BEFORE_SLOT_MS)) / 1000);
  let cursor = '';
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked = {
      channel,
      oldest,
      limit: HISTORY_PAGE,
      include_all_metadata: true,
      ...(cursor !== '' && { cursor }),
    };
    const answer = await (thread === undefined
      ? client.conversations.history(asked)
      : client.conversations.replies({ ...asked, ts: thread }));
    const { messages, response_metadata: more } = History.parse(answer);
    for (const message of messages) {
      const mark = markIn(message);
      if (mark?.delivery === id) parts.set(mark.part, message.ts as MessageRef);
    }
    cursor = more?.next_cursor ?? '';
    if (parts.has(0) || cursor === '') return { parts, isWhole: true };
  }
  return { parts, isWhole: false };
}

/** That a scope is missing is for whoever runs the bot to mend. */
function told<Outcome>(outcome: Outcome, error: unknown, tell: Tell): Outcome {
  const failure = readFailure(error);
  if (failure.kind === 'refused') tell({ level: 'warn', what: 'Slack did not take a post', facts: failureFacts(error) });
  return outcome;
}
