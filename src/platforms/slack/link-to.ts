/**
 * Where a message of the bot's stands on Slack. Its address holds the workspace's own name, which Slack is asked for with it.
 */
import { z } from 'zod';
import { withDeadline } from '../../core/deadline.ts';
import type { LinkTo } from '../../core/messenger.ts';
import type { FindTarget } from './post-target.ts';

const Permalink = z.object({ permalink: z.url({ protocol: /^https$/ }) });
/** Somebody is waiting for what the link stands in. */
const LONGEST_WAIT_MS = 1500;

export function slackLinks(findTarget: FindTarget): LinkTo {
  return async (place, ref) => {
    try {
      return await withDeadline(LONGEST_WAIT_MS, async () => {
        const target = await findTarget({ place, part: { kind: 'post' } });
        if (target === undefined) return undefined;
        const { client, channel } = target;
        return Permalink.parse(await client.chat.getPermalink({ channel, message_ts: ref })).permalink;
      });
    } catch {
      return undefined; // a link is a convenience: without one all else is said the same
    }
  };
}
