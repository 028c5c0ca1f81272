/**
 * A bot in whose channel something is subscribed, and the words of its answers.
 */
import { placeKey } from '../../../src/core/place.ts';
import type { SubscriptionId } from '../../../src/core/subscription.ts';
import type { AskContext } from '../../../src/features/bot.ts';
import { aBot, type BotDraft, messageOf, type TestedBot, wordsOf } from '../../support/a-bot.ts';
import { aPlace } from '../../support/delivery-builders.ts';

export const HERE = { place: aPlace('papers') };

export async function said(bot: TestedBot, line: string, context: Partial<AskContext> = HERE): Promise<string> {
  const reply = await bot.ask(line, context);
  return reply.kind === 'notice' ? reply.text : wordsOf(messageOf(reply));
}

export interface Subscribed {
  readonly bot: TestedBot;
  readonly ids: readonly SubscriptionId[];
}

/** @param lines what was typed in the channel, each a `subscribe`. */
export async function aSubscribedBot(lines: readonly string[], draft: BotDraft = {}): Promise<Subscribed> {
  const bot = await aBot({ now: '2026-01-08T11:00:00Z', ...draft });
  for (const line of lines) await bot.ask(line, HERE);
  const there = await bot.store.subscriptionsIn(HERE.place);
  if (there.length !== lines.length) throw new Error(`${there.length} subscriptions in ${placeKey(HERE.place)}`);
  return { bot, ids: there.map(({ id }) => id) };
}
