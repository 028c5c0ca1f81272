/**
 * Discord as the outbox posts to it: each delivery with a mark that is found again, and what goes wrong as an outcome.
 *
 * A delivery of several messages is there when its first one is; a look-up that finds that one sends what is missing of the others.
 */
import { Routes } from 'discord.js';
import type { ClaimedDelivery, LookUpOutcome, MessageRef, SendOutcome } from '../../core/delivery.ts';
import type { CheckPlace, Messenger } from '../../core/messenger.ts';
import { directOwner, type Place } from '../../core/place.ts';
import { type Search, type Sighting, searchChannel, searchForum } from './find-post.ts';
import { CODES, failedLookUp, failedSend } from './outcome.ts';
import { postBodies } from './post-bodies.ts';
import type { FindTarget, PostTarget } from './post-target.ts';
import type { PostingApi } from './posting-api.ts';
import { channelOf, type Sending, sendBody, sendPost } from './send-post.ts';

export interface MessengerParts {
  readonly api: PostingApi;
  readonly findTarget: FindTarget;
  readonly check: CheckPlace;
  /** Of the bot; empty before it has started. */
  readonly commandNames: () => readonly string[];
}

export function discordMessenger(parts: MessengerParts): Messenger {
  return {
    send: async (delivery, signal) => {
      const wait = parts.api.rest();
      if (wait !== undefined) return { kind: 'not-sent', retryAfter: wait, everywhere: true };
      try {
        const { message } = delivery;
        const bodies = postBodies(delivery, parts.commandNames());
        const target = await parts.findTarget(delivery, signal);
        return await sendPost(target, { bodies, name: message.title ?? message.summary }, { api: parts.api, signal });
      } catch (error) {
        return outcomeOf(error, delivery, { ...parts, signal });
      }
    },
    find: async (delivery, signal) => {
      const wait = parts.api.rest();
      if (wait !== undefined) return { kind: 'not-answered', retryAfter: wait };
      try {
        return await lookUp(delivery, parts, signal);
      } catch (error) {
        return failedLookUp(parts.api.failureOf(error));
      }
    },
  };
}

/** Of a guild that the bot is in no more, Discord says the same as of a channel that it may not see. */
async function outcomeOf(
  error: unknown,
  { place, part }: ClaimedDelivery,
  { api, signal }: MessengerParts & { readonly signal: AbortSignal },
): Promise<SendOutcome> {
  const failure = api.failureOf(error);
  const isNoAccess = failure.kind === 'refused' && failure.code === CODES.missingAccess;
  if (!isNoAccess || part.kind === 'beneath' || directOwner(place) !== undefined) return failedSend(failure);
  try {
    await api.get(Routes.guild(place.workspace), { signal });
    return failedSend(failure);
  } catch (again) {
    const isGone = api.failureOf(again).kind === 'refused';
    return isGone ? { kind: 'refused', reason: 'bot-removed' } : failedSend(failure);
  }
}

async function lookUp(delivery: ClaimedDelivery, parts: MessengerParts, signal: AbortSignal): Promise<LookUpOutcome> {
  const sending: Sending = { api: parts.api, signal };
  const bodies = postBodies(delivery, parts.commandNames());
  const target = await parts.findTarget(delivery, signal);
  const { found, searched } = await searchTarget(target, delivery.place, { search: { bodies, since: delivery.slot }, sending });
  const [first, ...others] = bodies;
  const ref = first && found.get(first.mark);
  if (ref !== undefined) {
    const missing = others.filter(({ mark }) => !found.has(mark));
    return complete(
      ref,
      async () => {
        for (const body of missing) await sendBody(channelOf(target, ref), body, sending);
      },
      parts,
    );
  }
  if (searched === 'not-all') return { kind: 'cannot-tell' };
  return searched === 'all' || (await mayRead(delivery.place, parts)) ? { kind: 'absent' } : { kind: 'cannot-tell' };
}

/** What Discord will not take of the rest is left out; what may still come is looked for again. */
async function complete(ref: MessageRef, sendRest: () => Promise<void>, { api }: MessengerParts): Promise<LookUpOutcome> {
  try {
    await sendRest();
    return { kind: 'found', ref };
  } catch (error) {
    const outcome = failedSend(api.failureOf(error));
    if (outcome.kind === 'refused') return { kind: 'found', ref };
    const wait = outcome.kind === 'not-sent' ? outcome.retryAfter : undefined;
    return { kind: 'not-answered', ...(wait !== undefined && { retryAfter: wait }) };
  }
}

async function searchTarget(
  target: PostTarget,
  { workspace }: Place,
  { search, sending }: { readonly search: Search; readonly sending: Sending },
): Promise<Sighting> {
  if (target.kind === 'forum') return searchForum({ guild: workspace, forum: target.channel }, search, sending);
  return searchChannel(target.kind === 'thread' ? target.of : target.channel, search, sending);
}

async function mayRead(place: Place, { check }: MessengerParts): Promise<boolean> {
  if (directOwner(place) !== undefined) return true;
  const answer = await check(place);
  return answer.kind === 'may-post' || (answer.kind === 'may-not-post' && !answer.missing.includes(READ_HISTORY));
}

/** As Discord's settings call it. */
export const READ_HISTORY = 'Read Message History';
