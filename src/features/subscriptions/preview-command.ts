/**
 * `preview`: what a subscription would post next and why, when it runs, and whether the bot may post there.
 *
 * It is composed for the next slot from what is known now, by what composes the post, and changes nothing: lists that are open
 * still may bring more by then.
 */
import { type Command, type CommandContext, defineCommand } from '../../core/command.ts';
import type { Compose, Composed, Explain } from '../../core/compose.ts';
import { type Block, quiet, type Reply, strong, text } from '../../core/message.ts';
import type { PlaceCheck } from '../../core/messenger.ts';
import { nextSlots } from '../../core/schedule.ts';
import type { Subscription, SubscriptionId } from '../../core/subscription.ts';
import { maySentence } from './add-subscription.ts';
import { chooseSubscription, namedSubscription, SUBSCRIPTION_OPTION } from './choose-subscription.ts';
import { PAUSE_WORDS } from './pause-reasons.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { nextTimes, programTitle } from './subscription-words.ts';

export interface PreviewDeps extends SubscriptionDeps {
  readonly compose: Compose;
  readonly explain: Explain;
}

type Asked = PreviewDeps & { readonly context: CommandContext };

const RUNS_SHOWN = 5;

export const previewCommand = (deps: PreviewDeps): Command =>
  defineCommand({
    name: 'preview',
    summary: 'Show what a subscription would post, why, and when it runs',
    example: 'preview k7m2qx',
    answer: 'private',
    options: { subscription: SUBSCRIPTION_OPTION },
    run: async ({ subscription }, context) => {
      const asked = { ...deps, context };
      return preview(await chooseSubscription(subscription, asked), asked);
    },
  });

/** @throws UserError where it is gone, or not for the presser to see. */
export async function previewSubscription(id: SubscriptionId, asked: Asked): Promise<Reply> {
  return preview(await namedSubscription(id, asked), asked);
}

async function preview(subscription: Subscription, asked: Asked): Promise<Reply> {
  const { compose, explain, checkPlace, context } = asked;
  const { id, place, program, schedule, status } = subscription;
  const slot = nextSlots(schedule, context.now, 1)[0] ?? context.now;
  const [composed, explained, check] = await Promise.all([
    compose(subscription, slot),
    explain(subscription, slot),
    checkPlace(place),
  ]);
  const title = `Preview of ${programTitle(program).toLowerCase()} ${id}`;
  const paused: readonly Block[] = status.kind === 'paused' ? [paragraph(`It is paused, ${PAUSE_WORDS[status.why]}.`)] : [];
  return {
    kind: 'message',
    message: {
      summary: title,
      title,
      blocks: [
        ...paused,
        {
          kind: 'text',
          spans: [
            quiet('As things stand, '),
            { kind: 'place', place },
            quiet(' gets on '),
            { kind: 'time', at: slot, style: 'moment', zone: schedule.zone },
            quiet(':'),
          ],
        },
        ...postBlocks(composed),
        { kind: 'divider' },
        ...explained,
        { kind: 'text', spans: [quiet('It runs next')] },
        { kind: 'list', items: nextTimes(schedule, context.now, RUNS_SHOWN) },
        paragraph(checkWords(check)),
      ],
      buttons: [{ kind: 'action', label: 'The subscription', action: { kind: 'subscription.show', subscription: id } }],
    },
  };
}

/** As the channel would read it, without its buttons. */
function postBlocks(composed: Composed): readonly Block[] {
  if (composed.kind === 'nothing') return [paragraph(`Nothing. ${composed.why}`)];
  const { message, beneath } = composed;
  const heading: readonly Block[] = message.title === undefined ? [] : [{ kind: 'text', spans: [strong(message.title)] }];
  const below: readonly Block[] =
    beneath === undefined ? [] : [{ kind: 'note', spans: [text(`Its thread “${beneath.thread}” tells more.`)] }];
  return [...heading, ...message.blocks, ...below];
}

function checkWords(check: PlaceCheck): string {
  switch (check.kind) {
    case 'may-post':
      return 'The bot may post there.';
    case 'may-not-post':
      return maySentence(check);
    case 'cannot-tell':
      return 'Whether the bot may post there shows when it posts: the platform does not tell before.';
  }
}

function paragraph(sentence: string): Block {
  return { kind: 'text', spans: [text(sentence)] };
}
