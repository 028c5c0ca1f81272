/**
 * `subscriptions`: what is subscribed here and what comes to the asker, each with its next run and what became of the last.
 */
import { type Command, type CommandContext, defineCommand } from '../../core/command.ts';
import { counted } from '../../core/locale.ts';
import { type Block, type Button, code, type Message, quiet, type Reply, type Span, strong, text } from '../../core/message.ts';
import { formatQuery } from '../../core/query-language.ts';
import { nextSlots } from '../../core/schedule.ts';
import type { Subscription, SubscriptionId } from '../../core/subscription.ts';
import type { SlotResult } from '../../core/subscription-store.ts';
import { namedSubscription, visibleSubscriptions } from './choose-subscription.ts';
import { PAUSE_WORDS } from './pause-reasons.ts';
import { resultSpans } from './slot-result-words.ts';
import type { Asked, SubscriptionDeps } from './subscription-deps.ts';
import { choiceWords, nextTimes, programSpans, programTitle, whenAndWhere } from './subscription-words.ts';

const DATES_SHOWN = 5;
const RESULTS_SHOWN = 5;
/** More than a screen shows; each has its name to be asked for. */
const MOST_SHOWN = 10;

export const subscriptionsCommand = (deps: SubscriptionDeps): Command =>
  defineCommand({
    name: 'subscriptions',
    summary: 'Show what is posted here and to you, and how it went',
    example: 'subscriptions',
    answer: 'private',
    options: {},
    run: async (_options, context) => ({ kind: 'message', message: await listMessage({ ...deps, context }) }),
  });

/** @throws UserError where it is gone, or not for the asker to see. */
export async function showSubscription(id: SubscriptionId, asked: Asked): Promise<Reply> {
  return { kind: 'message', message: await subscriptionMessage(await namedSubscription(id, asked), asked) };
}

async function listMessage(asked: Asked): Promise<Message> {
  const visible = await visibleSubscriptions(asked);
  if (visible.length === 0) return NOTHING_SUBSCRIBED;
  const shown = visible.slice(0, MOST_SHOWN);
  const results = await Promise.all(shown.map(({ id }) => asked.subscriptions.slotResults(id, 1)));
  const title = counted(visible.length, 'subscription', asked.context.settings.locale);
  const more: readonly Block[] =
    visible.length > shown.length
      ? [
          {
            kind: 'note',
            spans: [text('and '), ...visible.slice(MOST_SHOWN).flatMap(({ id }, at) => [text(at === 0 ? '' : ', '), code(id)])],
          },
        ]
      : [];
  return {
    summary: title,
    title,
    blocks: [...shown.flatMap((each, at) => listed(each, results[at]?.[0], asked.context)), ...more],
    buttons: shown.map(
      (each): Button => ({
        kind: 'action',
        label: `${programTitle(each.program)} ${each.id}`,
        action: { kind: 'subscription.show', subscription: each.id },
      }),
    ),
  };
}

function listed(subscription: Subscription, last: SlotResult | undefined, { settings, now }: CommandContext): readonly Block[] {
  const { id, program, schedule } = subscription;
  return [
    {
      kind: 'text',
      spans: [code(id), text(' '), ...programSpans(program), text(', '), ...whenAndWhere(subscription, settings.locale)],
    },
    { kind: 'list', items: [stateSpans(subscription, nextSlots(schedule, now, 1)[0]), resultSpans(last, schedule.zone)] },
  ];
}

/** When it runs next, or why it does not. */
function stateSpans({ status, schedule }: Subscription, next: Subscription['lastSlot'] | undefined): readonly Span[] {
  if (status.kind === 'paused') {
    return [
      strong('paused'),
      text(`, ${PAUSE_WORDS[status.why]}, since `),
      { kind: 'time', at: status.since, style: 'moment', zone: schedule.zone },
    ];
  }
  return next === undefined
    ? [text('never again')]
    : [text('next '), { kind: 'time', at: next, style: 'moment', zone: schedule.zone }];
}

async function subscriptionMessage(subscription: Subscription, asked: Asked): Promise<Message> {
  const { id, program, schedule, status } = subscription;
  const { settings, now } = asked.context;
  const results = await asked.subscriptions.slotResults(id, RESULTS_SHOWN);
  const rules = program.kind === 'digest' ? program.rules : [];
  const title = `${programTitle(program)} ${id}`;
  return {
    summary: title,
    title,
    blocks: [
      {
        kind: 'text',
        spans: [text(`Comes `), ...whenAndWhere(subscription, settings.locale), text(` (${choiceWords(program).join('; ')}).`)],
      },
      ...(rules.length > 0
        ? headed(
            'What matches any of',
            rules.map((rule) => [code(formatQuery(rule))]),
          )
        : []),
      ...(status.kind === 'paused'
        ? [{ kind: 'text', spans: stateSpans(subscription, undefined) } as const]
        : headed('Next', nextTimes(schedule, now, DATES_SHOWN))),
      ...(results.length > 0
        ? headed(
            'Last',
            results.map((result) => resultSpans(result, schedule.zone)),
          )
        : []),
    ],
    buttons: buttonsOf(subscription),
  };
}

function headed(heading: string, items: readonly (readonly Span[])[]): readonly Block[] {
  return [
    { kind: 'text', spans: [quiet(heading)] },
    { kind: 'list', items },
  ];
}

function buttonsOf({ id, status }: Subscription): readonly Button[] {
  const to = (label: string, kind: 'subscription.preview' | 'subscription.pause' | 'subscription.resume'): Button => ({
    kind: 'action',
    label,
    action: { kind, subscription: id },
  });
  return [
    to('Preview', 'subscription.preview'),
    status.kind === 'paused' ? to('Resume', 'subscription.resume') : to('Pause', 'subscription.pause'),
    { kind: 'action', label: 'Unsubscribe', action: { kind: 'subscription.remove', subscription: id }, tone: 'danger' },
  ];
}

const NOTHING_SUBSCRIBED: Message = {
  summary: 'Nothing is subscribed here.',
  blocks: [
    { kind: 'text', spans: [text('Nothing is subscribed here, and nothing comes to you. Begin with')] },
    {
      kind: 'list',
      items: [
        [code('subscribe paper-of-the-day weekdays at 9'), text(' one paper a day')],
        [code('subscribe digest "low-rank adaptation" weekdays at 9'), text(' what is new on a topic')],
        [code('follow author "Tri Dao"'), text(' what somebody publishes, to you alone')],
      ],
    },
  ],
  buttons: [],
};
