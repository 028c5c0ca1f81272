/**
 * A new subscription, made once: the same wish said again finds the one that is there.
 *
 * The answer repeats the schedule with its next three dates, so that a wrong day or zone shows at once, and nothing is
 * subscribed where the bot already knows that it may not post.
 */
import { UserError } from '../../core/errors.ts';
import { type Block, code, type Message, type Reply, type Span, text } from '../../core/message.ts';
import type { PlaceCheck } from '../../core/messenger.ts';
import { directPlace, type Place } from '../../core/place.ts';
import type { Schedule } from '../../core/schedule.ts';
import { formatSchedule } from '../../core/schedule-text.ts';
import type { Program, Subscription } from '../../core/subscription.ts';
import { subscriptionIdOf } from '../../core/subscription-id.ts';
import { refuseOthers } from './choose-subscription.ts';
import type { Asked } from './subscription-deps.ts';
import { nextTimes, programSpans, programTitle, whenAndWhere } from './subscription-words.ts';

/** In one place. More are no help to anybody, and a menu shows no more. */
const MOST_SUBSCRIPTIONS = 25;
const DATES_ECHOED = 3;
/** Names that are tried where one is taken by another wish. */
const TURNS = 5;

export const TO_OPTION = {
  kind: 'choice',
  description: 'this channel, or yourself by direct message',
  choices: ['here', 'me'],
} as const;

export interface Wish {
  readonly to: 'here' | 'me';
  readonly program: Program;
  readonly schedule: Schedule;
}

/**
 * @param told what else is to be said of it.
 * @throws UserError where the asker may not, the bot may not post there, or the place has enough.
 */
export async function subscribe(wish: Wish, told: readonly Block[], asked: Asked): Promise<Reply> {
  const { context } = asked;
  const place = wish.to === 'me' ? directPlace(context.asker) : context.place;
  const wanted = newSubscription(wish, place, asked);
  refuseOthers({ place }, asked);
  refuseSilence(await asked.checkPlace(place));
  await refuseTooMany(place, asked);
  const { subscription, isNew } = await addOnce(wanted, asked);
  return { kind: 'message', message: subscribedMessage(subscription, isNew ? 'new' : 'known', { told, asked }) };
}

function newSubscription({ program, schedule }: Wish, place: Place, { context }: Asked): Subscription {
  const { asker, now } = context;
  return {
    id: subscriptionIdOf(place, program, { schedule, turn: 0 }),
    place,
    owner: asker,
    program,
    schedule,
    createdAt: now,
    status: { kind: 'active' },
    lastSlot: now,
  };
}

function refuseSilence(check: PlaceCheck): void {
  if (check.kind !== 'may-not-post') return;
  throw new UserError('may-not-post', `${maySentence(check)} Mend that and subscribe again.`);
}

/** `The bot may not post there: it lacks Send Messages.` */
export function maySentence({ why, missing }: Extract<PlaceCheck, { readonly kind: 'may-not-post' }>): string {
  if (missing.length > 0) return `The bot may not post there: it lacks ${new Intl.ListFormat('en-GB').format(missing)}.`;
  return why === 'channel-gone' ? 'That channel is gone.' : 'The bot may not post there.';
}

async function refuseTooMany(place: Place, { subscriptions }: Asked): Promise<void> {
  const there = (await subscriptions.subscriptionsIn(place)).filter(({ program }) => program.kind !== 'group');
  if (there.length < MOST_SUBSCRIPTIONS) return;
  throw new UserError(
    'too-many-subscriptions',
    `There are ${MOST_SUBSCRIPTIONS} subscriptions here already. End one with \`unsubscribe\`, or put several queries into one digest.`,
  );
}

async function addOnce(
  wanted: Subscription,
  { subscriptions }: Asked,
): Promise<{ readonly subscription: Subscription; readonly isNew: boolean }> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const subscription = { ...wanted, id: subscriptionIdOf(wanted.place, wanted.program, { schedule: wanted.schedule, turn }) };
    if ((await subscriptions.addSubscription(subscription)) === 'added') return { subscription, isNew: true };
    const known = await subscriptions.subscription(subscription.id);
    if (known !== undefined && isSameWish(known, wanted)) return { subscription: known, isNew: false };
  }
  throw new Error('every name for the subscription is taken');
}

function isSameWish(known: Subscription, wanted: Subscription): boolean {
  const wishOf = ({ place, program, schedule }: Subscription) =>
    JSON.stringify([place, canonical(program), formatSchedule(schedule)]);
  return wishOf(known) === wishOf(wanted);
}

/** Fields in one order: what comes back from the store may have them in another. */
function canonical(program: Program): unknown {
  return Object.entries(program).sort(([a], [b]) => (a < b ? -1 : 1));
}

function subscribedMessage(
  subscription: Subscription,
  state: 'new' | 'known',
  { told, asked }: { readonly told: readonly Block[]; readonly asked: Asked },
): Message {
  const { id, program, schedule, status } = subscription;
  const { settings, now } = asked.context;
  const title = state === 'new' ? `Subscribed: ${programTitle(program)}` : `Already subscribed: ${programTitle(program)}`;
  const paused: readonly Span[] =
    status.kind === 'paused' ? [text(' It is paused; '), code(`resume ${id}`), text(' starts it again.')] : [];
  return {
    summary: title,
    title,
    blocks: [
      {
        kind: 'text',
        spans: [...programSpans(program), text(', '), ...whenAndWhere(subscription, settings.locale), text('.'), ...paused],
      },
      { kind: 'text', spans: [text('Next:')] },
      { kind: 'list', items: nextTimes(schedule, now, DATES_ECHOED) },
      ...told,
      {
        kind: 'note',
        spans: [text('Its name is '), code(id), text('. '), code('subscriptions'), text(' shows what is subscribed here.')],
      },
    ],
    buttons: [
      { kind: 'action', label: 'Preview', action: { kind: 'subscription.preview', subscription: id } },
      { kind: 'action', label: 'Unsubscribe', action: { kind: 'subscription.remove', subscription: id } },
    ],
  };
}
