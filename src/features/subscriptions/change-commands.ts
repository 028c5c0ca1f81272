/**
 * `pause`, `resume` and `unsubscribe`, and the buttons that do the same. Each takes the right to change what the place gets.
 */
import { type Command, type CommandDefinition, defineCommand } from '../../core/command.ts';
import { code, type Reply, type Span, text } from '../../core/message.ts';
import { arxivIdOf } from '../../core/paper.ts';
import { formatQuery } from '../../core/query-language.ts';
import type { Schedule } from '../../core/schedule.ts';
import { formatSchedule } from '../../core/schedule-text.ts';
import type { Program, Subscription, SubscriptionId } from '../../core/subscription.ts';
import { chooseSubscription, namedSubscription, refuseOthers, SUBSCRIPTION_OPTION } from './choose-subscription.ts';
import type { Asked, SubscriptionDeps } from './subscription-deps.ts';
import { programSpans } from './subscription-words.ts';
import { showSubscription } from './subscriptions-command.ts';

export type Change = 'pause' | 'resume' | 'remove';

export const pauseCommand = (deps: SubscriptionDeps): Command =>
  changeCommand('pause', deps, {
    name: 'pause',
    summary: 'Stop the posts of a subscription for a while',
    example: 'pause k7m2qx',
  });

export const resumeCommand = (deps: SubscriptionDeps): Command =>
  changeCommand('resume', deps, {
    name: 'resume',
    summary: 'Start the posts of a paused subscription again',
    example: 'resume k7m2qx',
  });

export const unsubscribeCommand = (deps: SubscriptionDeps): Command =>
  changeCommand('remove', deps, { name: 'unsubscribe', summary: 'End a subscription', example: 'unsubscribe k7m2qx' });

function changeCommand(
  change: Change,
  deps: SubscriptionDeps,
  described: Pick<CommandDefinition<Record<never, never>>, 'name' | 'summary' | 'example'>,
): Command {
  return defineCommand({
    ...described,
    answer: 'private',
    options: { subscription: SUBSCRIPTION_OPTION },
    run: async ({ subscription }, context) => {
      const asked = { ...deps, context };
      return apply(change, await chooseSubscription(subscription, asked), asked);
    },
  });
}

/** @throws UserError where it is gone, or the presser may not. */
export async function changeSubscription(change: Change, id: SubscriptionId, asked: Asked): Promise<Reply> {
  return apply(change, await namedSubscription(id, asked), asked);
}

async function apply(change: Change, subscription: Subscription, asked: Asked): Promise<Reply> {
  const { subscriptions, context } = asked;
  refuseOthers(subscription, asked);
  switch (change) {
    case 'pause':
      await subscriptions.pauseSubscription(subscription.id, 'asked', context.now);
      return showSubscription(subscription.id, asked);
    case 'resume':
      await subscriptions.resumeSubscription(subscription.id, context.now);
      return showSubscription(subscription.id, asked);
    case 'remove':
      await subscriptions.removeSubscription(subscription.id);
      return removedReply(subscription);
  }
}

function lineFor(program: Program, schedule: Schedule): string {
  switch (program.kind) {
    case 'paper-of-the-day':
      return `subscribe paper-of-the-day ${formatSchedule(schedule)}`;
    case 'digest':
      return `subscribe digest '${program.rules.map(formatQuery).join(' | ')}' ${formatSchedule(schedule)} max ${program.max}`;
    case 'watch':
      return `watch ${arxivIdOf(program.paper) ?? program.title}`;
    case 'group':
      return 'group create';
  }
}

/** With what to type to have it back. */
function removedReply({ program, schedule, place }: Subscription): Reply {
  const again = lineFor(program, schedule);
  const said: readonly Span[] = [
    text('Ended: '),
    ...programSpans(program),
    text(', to '),
    { kind: 'place', place },
    text('. Nothing more is posted.'),
  ];
  return {
    kind: 'message',
    message: {
      summary: 'The subscription is ended.',
      blocks: [
        { kind: 'text', spans: said },
        { kind: 'note', spans: [text('To have it again: '), code(again)] },
      ],
      buttons: [],
    },
  };
}
