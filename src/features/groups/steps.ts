/**
 * The subscriptions that carry a group's cycle: one a step, so that each is owed, caught up and posted once.
 */
import { GROUP_STEPS, stepSchedule } from '../../core/groups/cycle.ts';
import type { Group } from '../../core/groups/group.ts';
import type { Program, Subscription } from '../../core/subscription.ts';
import { subscriptionIdOf } from '../../core/subscription-id.ts';
import type { SubscriptionStore } from '../../core/subscription-store.ts';
import type { Instant } from '../../core/time.ts';

export async function startSteps(group: Group, now: Instant, subscriptions: SubscriptionStore): Promise<void> {
  for (const step of stepSubscriptions(group, now)) await subscriptions.addSubscription(step);
}

/** At new times; what was owed before is owed no more. */
export async function changeSteps(group: Group, now: Instant, subscriptions: SubscriptionStore): Promise<void> {
  for (const { id, schedule } of stepSubscriptions(group, now)) {
    await subscriptions.changeSubscription(id, (current) => ({ ...current, schedule }), now);
  }
}

export async function endSteps(group: Group, now: Instant, subscriptions: SubscriptionStore): Promise<void> {
  for (const { id } of stepSubscriptions(group, now)) await subscriptions.removeSubscription(id);
}

function stepSubscriptions(group: Group, now: Instant): readonly Subscription[] {
  return GROUP_STEPS.map((step): Subscription => {
    const program: Program = { kind: 'group', group: group.id, step };
    return {
      // A name that stays while times change: what the group meets at is no part of it
      id: subscriptionIdOf(group.place, program, { schedule: FOR_NAME, turn: 0 }),
      place: group.place,
      owner: group.owner,
      program,
      schedule: stepSchedule(step, group.meetings, group.days),
      createdAt: now,
      status: { kind: 'active' },
      lastSlot: now,
    };
  });
}

const FOR_NAME: Subscription['schedule'] = {
  kind: 'daily',
  at: { hour: 0, minute: 0 },
  zone: 'UTC' as Subscription['schedule']['zone'],
};
