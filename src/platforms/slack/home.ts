/**
 * App Home: one person's reading list, what comes to them with when it comes next, and their reading groups, as the commands tell them. It is published anew
 * whenever it is opened and whenever something in it is pressed, so it is never older than its reader's last look.
 */
import type { KnownBlock } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { AskContext, Bot } from '../../features/bot.ts';
import { renderSlack } from '../../render/slack.ts';
import { MAX_VIEW_BLOCKS } from '../../render/slack-limits.ts';
import { SLASH_COMMAND } from '../../render/typed-command.ts';

/** In this order; each is a command without options. */
const SHOWN = ['list', 'subscriptions', 'group next'] as const;
export type HomePart = (typeof SHOWN)[number];

export interface HomeParts {
  readonly bot: Bot;
  readonly client: WebClient;
  readonly user: string;
  /** In the person's direct messages. */
  readonly context: AskContext;
  /** What stands in the place of one part. */
  readonly instead?: { readonly of: HomePart | undefined; readonly blocks: readonly KnownBlock[] } | undefined;
}

/** @throws what the client throws. */
export async function publishHome(parts: HomeParts): Promise<void> {
  const blocks = await homeBlocks(parts);
  await parts.client.views.publish({ user_id: parts.user, view: { type: 'home', blocks } });
}

async function homeBlocks({ bot, context, instead }: HomeParts): Promise<KnownBlock[]> {
  const names = bot.commands.map(({ name }) => name);
  const shown = SHOWN.filter((name) => names.includes(name));
  const parts = await Promise.all(
    shown.map(async (name) => {
      if (name === instead?.of) return instead.blocks;
      const reply = await bot.plan({ kind: 'command', name, options: new Map() }).run(context);
      return reply.kind === 'message' ? (renderSlack(reply.message, names)[0]?.blocks ?? []) : [];
    }),
  );
  const above = instead !== undefined && instead.of === undefined ? [instead.blocks] : [];
  const divided = [...above, ...parts].flatMap((blocks): KnownBlock[] => [{ type: 'divider' }, ...blocks]);
  return [...greeting(), ...divided].slice(0, MAX_VIEW_BLOCKS);
}

function greeting(): KnownBlock[] {
  const said = `Type \`${SLASH_COMMAND}\` in any channel to find a paper, or \`${SLASH_COMMAND} help\` to see all that can be typed.`;
  return [{ type: 'section', text: { type: 'mrkdwn', text: said, verbatim: true } }];
}
