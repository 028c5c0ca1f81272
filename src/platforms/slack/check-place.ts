/**
 * Whether the bot may post to a place of Slack, as far as Slack says. To public channels it may without being in them; private ones it
 * does not even see before it is invited. Where the scopes to ask are not granted, it cannot tell.
 */
import { z } from 'zod';
import type { CheckPlace, PlaceCheck } from '../../core/messenger.ts';
import { directOwner } from '../../core/place.ts';
import { readFailure } from './failure.ts';
import type { Workspaces } from './workspaces.ts';

const Channel = z.object({
  channel: z.object({
    is_archived: z.boolean().optional(),
    is_member: z.boolean().optional(),
    is_private: z.boolean().optional(),
  }),
});
const CANNOT_TELL: PlaceCheck = { kind: 'cannot-tell' };
/** As people say it on Slack. */
export const INVITATION = 'an invitation to the channel (/invite it there)';
const REMOVED = new Set(['account_inactive', 'token_revoked', 'app_uninstalled']);

export function slackCheck(workspaces: Workspaces): CheckPlace {
  return async (place) => {
    if (directOwner(place) !== undefined) return CANNOT_TELL;
    try {
      const client = await workspaces.clientOf(place.workspace);
      if (client === undefined) return { kind: 'may-not-post', why: 'bot-removed', missing: [] };
      const { channel } = Channel.parse(await client.conversations.info({ channel: place.channel }));
      if (channel.is_archived === true) return { kind: 'may-not-post', why: 'channel-gone', missing: [] };
      if (channel.is_member === true || channel.is_private !== true) return { kind: 'may-post' };
      return { kind: 'may-not-post', why: 'not-permitted', missing: [INVITATION] };
    } catch (error) {
      return refusalOf(error);
    }
  };
}

function refusalOf(error: unknown): PlaceCheck {
  const failure = readFailure(error);
  if (failure.kind !== 'refused') return CANNOT_TELL;
  if (failure.error === 'channel_not_found') return { kind: 'may-not-post', why: 'not-permitted', missing: [INVITATION] };
  return REMOVED.has(failure.error) ? { kind: 'may-not-post', why: 'bot-removed', missing: [] } : CANNOT_TELL;
}
