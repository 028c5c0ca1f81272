/**
 * Sends the messages of one delivery to where it goes. Once the first of them is there, what goes wrong with the others leaves the
 * delivery in doubt, so that the look-up completes it, and never repeats the first.
 */
import { Routes } from 'discord.js';
import { z } from 'zod';
import type { MessageRef, SendOutcome } from '../../core/delivery.ts';
import { clipToUnits } from '../../render/text.ts';
import { CODES, failedSend } from './outcome.ts';
import type { PostBody } from './post-bodies.ts';
import type { PostTarget } from './post-target.ts';
import type { PostingApi } from './posting-api.ts';

export interface Sending {
  readonly api: PostingApi;
  readonly signal: AbortSignal;
}

const Sent = z.object({ id: z.string() });
const Forum = z.object({ available_tags: z.array(z.object({ id: z.string(), moderated: z.boolean() })).default([]) });

/** Source: Discord's documentation, "Channel Resource", start thread. */
const MAX_THREAD_NAME = 100;

/** @param name what a forum calls it. @throws what the client throws, where nothing was sent for sure or by all that is known. */
export async function sendPost(
  target: PostTarget,
  { bodies: [first, ...others], name }: { readonly bodies: readonly PostBody[]; readonly name: string },
  sending: Sending,
): Promise<SendOutcome> {
  if (first === undefined) return { kind: 'refused', reason: 'rejected' };
  const ref = await sendFirst(target, { first, name }, sending);
  const channel = channelOf(target, ref);
  for (const body of others) {
    try {
      await sendBody(channel, body, sending);
    } catch (error) {
      const outcome = failedSend(sending.api.failureOf(error));
      return outcome.kind === 'refused' ? { kind: 'sent', ref } : { kind: 'unknown' };
    }
  }
  return { kind: 'sent', ref };
}

/** Where the messages of a delivery stand, once its first one is there. */
export function channelOf(target: PostTarget, first: MessageRef): string {
  switch (target.kind) {
    case 'channel':
      return target.channel;
    case 'thread':
      return target.of;
    case 'forum':
      return first;
  }
}

async function sendFirst(
  target: PostTarget,
  { first, name }: { readonly first: PostBody; readonly name: string },
  sending: Sending,
): Promise<MessageRef> {
  switch (target.kind) {
    case 'channel':
      return sendBody(target.channel, first, sending, target.answers);
    case 'forum':
      return sendToForum(target.channel, { first, name: threadName(name) }, sending);
    case 'thread':
      return sendToThread(target, first, sending);
  }
}

export async function sendBody(
  channel: string,
  { nonce, payload }: PostBody,
  { api, signal }: Sending,
  answers?: MessageRef,
): Promise<MessageRef> {
  const reference = answers === undefined ? {} : { message_reference: { message_id: answers, fail_if_not_exists: false } };
  const body = { ...payload, ...reference, nonce, enforce_nonce: true };
  return Sent.parse(await api.post(Routes.channelMessages(channel), { body, signal })).id as MessageRef;
}

/** The thread is opened by the first who finds none. */
async function sendToThread(
  target: Extract<PostTarget, { readonly kind: 'thread' }>,
  body: PostBody,
  sending: Sending,
): Promise<MessageRef> {
  try {
    return await sendBody(target.of, body, sending);
  } catch (error) {
    if (!isRefusal(error, CODES.unknownChannel, sending)) throw error;
  }
  await openThread(target, sending);
  return sendBody(target.of, body, sending);
}

async function openThread(
  { channel, of, name }: Extract<PostTarget, { readonly kind: 'thread' }>,
  sending: Sending,
): Promise<void> {
  const { api, signal } = sending;
  try {
    await api.post(Routes.threads(channel, of), { body: { name: threadName(name) }, signal });
  } catch (error) {
    if (!isRefusal(error, CODES.threadExists, sending)) throw error;
  }
}

/** A post of a forum takes no nonce. Where the forum asks for a tag, it is given the first that everybody may use. */
async function sendToForum(
  forum: string,
  { first, name }: { readonly first: PostBody; readonly name: string },
  sending: Sending,
): Promise<MessageRef> {
  const { api, signal } = sending;
  const post = async (tags: object): Promise<MessageRef> => {
    const body = { name, message: first.payload, ...tags };
    return Sent.parse(await api.post(Routes.threads(forum), { body, signal })).id as MessageRef;
  };
  try {
    return await post({});
  } catch (error) {
    if (!isRefusal(error, CODES.tagRequired, sending)) throw error;
    const { available_tags: tags } = Forum.parse(await api.get(Routes.channel(forum), { signal }));
    const tag = tags.find(({ moderated }) => !moderated);
    if (tag === undefined) throw error;
    return post({ applied_tags: [tag.id] });
  }
}

function isRefusal(error: unknown, code: number, { api }: Sending): boolean {
  const failure = api.failureOf(error);
  return failure.kind === 'refused' && failure.code === code;
}

function threadName(name: string): string {
  const clipped = clipToUnits(name.trim(), MAX_THREAD_NAME);
  return clipped === '' ? 'Papers' : clipped;
}
