/**
 * Which subscription a person means, among those that they can see: of the place they ask in, and those that come to them.
 *
 * One place never sees another's: a name of elsewhere is as unknown as one that nobody has.
 */
import type { CommandContext } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import { mayManage } from '../../core/permission.ts';
import { directPlace, isSameUser, placeKey } from '../../core/place.ts';
import type { Subscription, SubscriptionId } from '../../core/subscription.ts';
import type { SubscriptionStore } from '../../core/subscription-store.ts';
import type { Asked } from './subscription-deps.ts';

export const SUBSCRIPTION_OPTION = {
  kind: 'text',
  description: 'its short name, as `subscriptions` shows it; not needed where there is only one',
  maxLength: 40,
  suggest: 'subscription',
} as const;

interface Reading {
  readonly subscriptions: Pick<SubscriptionStore, 'subscriptionsIn' | 'subscriptionsOf'>;
  readonly context: Pick<CommandContext, 'asker' | 'place'>;
}

/** Of the place, then of the asker's own; oldest first. */
export async function visibleSubscriptions({ subscriptions, context }: Reading): Promise<readonly Subscription[]> {
  const { asker, place } = context;
  const [here, direct, owned] = await Promise.all([
    subscriptions.subscriptionsIn(place),
    subscriptions.subscriptionsIn(directPlace(asker)),
    subscriptions.subscriptionsOf(asker),
  ]);
  const all = [...here, ...direct, ...owned].filter(({ program }) => program.kind !== 'group'); // shown with their group
  const byId = new Map(all.map((each) => [each.id, each]));
  return [...byId.values()];
}

/** @throws UserError where it is not plain which one is meant. */
export async function chooseSubscription(typed: string | undefined, asked: Reading): Promise<Subscription> {
  const visible = await visibleSubscriptions(asked);
  const name = typed?.trim().replace(/^#/, '').toLowerCase();
  const [first, second] = name === undefined ? visible : visible.filter(({ id }) => id === name);
  if (first !== undefined && second === undefined) return first;
  const names = visible.map(({ id }) => `\`${id}\``).join(', ');
  if (visible.length === 0) {
    throw new UserError(
      'no-subscription',
      'Nothing is subscribed here. `subscribe paper-of-the-day` or `subscribe digest "…"` begins.',
    );
  }
  if (name === undefined)
    throw new UserError('which-subscription', `Which one? There are ${names}; \`subscriptions\` tells them apart.`);
  throw new UserError(
    'no-subscription',
    `No subscription here has that name. There ${visible.length === 1 ? 'is' : 'are'} ${names}.`,
  );
}

/** @throws UserError where a button names one that is gone, or that the presser cannot see. */
export async function namedSubscription(id: SubscriptionId, asked: Reading): Promise<Subscription> {
  const found = (await visibleSubscriptions(asked)).find((each) => each.id === id);
  if (found === undefined)
    throw new UserError('no-subscription', 'That subscription is not here any more. `subscriptions` shows those that are.');
  return found;
}

/** @throws UserError where the asker may not change what the place of the subscription gets. */
export function refuseOthers(subscription: Pick<Subscription, 'place' | 'owner'>, { context, admins }: Asked): void {
  const { asker, place, standing } = context;
  const isOwner = subscription.owner !== undefined && isSameUser(subscription.owner, asker);
  if (isOwner) return;
  // Standing is of the place that is asked in; of another one nothing is known
  const known = placeKey(place) === placeKey(subscription.place) ? standing : { managesChannel: false, isMember: false };
  const permission = mayManage({ asker, place: subscription.place, standing: known }, admins);
  if (permission.kind === 'refused') throw new UserError('not-allowed', permission.why);
}
