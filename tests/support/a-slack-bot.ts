/**
 * The whole program on the twin of Slack, for one test: everything ends with it.
 */
import { onTestFinished } from 'vitest';
import type { Paper } from '../../src/core/paper.ts';
import type { SlackOptions } from '../../src/platforms/slack/connect.ts';
import { aPaper } from './builders.ts';
import { aFolder } from './databases.ts';
import { assembleSlackBot, furnishSlackLab, REGISTRATION, type SlackBot, type SlackLab } from './slack-lab.ts';
import type { SlackDraft } from './slack-server/slack-server.ts';
import { aSlack } from './slack-server/tiny-bolt.ts';

export type { SlackBot, SlackLab } from './slack-lab.ts';

export async function aSlackLab(draft: SlackDraft = {}, papers: readonly Paper[] = SOME_PAPERS): Promise<SlackLab> {
  const slack = await aSlack({ signedBy: 'virtual-clock', ...draft, app: { ...REGISTRATION, ...draft.app } });
  return furnishSlackLab(slack, { folder: aFolder(), papers });
}

/** A dozen on one topic, on the lists of the two days before the story begins. */
const SOME_PAPERS: readonly Paper[] = Array.from({ length: 12 }, (_, at) =>
  aPaper({
    id: `arxiv:2601.000${String(at + 10)}`,
    title: `Agents that read, part ${at + 1}`,
    listedOn: at < 6 ? '2026-01-01' : '2026-01-02',
    upvotes: 40 - at,
  }),
);

export async function startSlackBot(
  lab: Pick<SlackLab, 'slack' | 'workspace' | 'folder' | 'clock'>,
  options: Parameters<typeof assembleSlackBot>[1] = {},
): Promise<SlackBot> {
  const { connect, ...bot } = await assembleSlackBot(lab, options);
  onTestFinished(bot.stop);
  await connect();
  return bot;
}

/** By requests to its own server, in place of a socket. */
export function byRequests({ slack }: Pick<SlackLab, 'slack'>): Pick<SlackOptions, 'transport'> {
  return { transport: { kind: 'http', signingSecret: slack.app.signingSecret } };
}

export async function restartSlackBot(lab: SlackLab, bot: SlackBot, options: Partial<SlackOptions> = {}): Promise<SlackBot> {
  await bot.stop();
  return startSlackBot(lab, options);
}
