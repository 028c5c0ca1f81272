/**
 * Where a message of the bot's stands on Discord. What stands in the thread of a message is reached through it.
 */
import { channelLink, messageLink } from 'discord.js';
import { withDeadline } from '../../core/deadline.ts';
import type { LinkTo } from '../../core/messenger.ts';
import { directOwner } from '../../core/place.ts';
import type { FindTarget } from './post-target.ts';

/** Somebody is waiting for what the link stands in. */
const LONGEST_WAIT_MS = 1500;

export function discordLinks(findTarget: FindTarget): LinkTo {
  return async (place, ref) => {
    try {
      const target = await withDeadline(LONGEST_WAIT_MS, (signal) => findTarget({ place, part: { kind: 'post' } }, signal));
      if (directOwner(place) !== undefined) return messageLink(target.channel, ref);
      // In a forum each post is a thread of its own
      return target.kind === 'forum' ? channelLink(ref, place.workspace) : messageLink(target.channel, ref, place.workspace);
    } catch {
      return undefined; // a link is a convenience: without one all else is said the same
    }
  };
}
