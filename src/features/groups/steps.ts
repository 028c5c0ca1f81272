/**
 * The subscriptions that carry a group's cycle: one a step, so that each is owed, caught up and posted once. Members who are reminded
 * by direct message have some of their own, and a meeting that is moved or left out has some that come once.
 */
import { type CycleStep, GROUP_STEPS, stepSchedule } from '../../core/groups/cycle.ts';
import { type Group, type Meeting, type Member, presentMembers } from '../../core/groups/group.ts';
import { nextMinute } from '../../core/groups/moving.ts';
import { directPlace, type UserRef } from '../../core/place.ts';
import { onceAt, type Schedule } from '../../core/schedule.ts';
import type { GroupProgram, Subscription } from '../../core/subscription.ts';
import { subscriptionIdOf } from '../../core/subscription-id.ts';
import type { SubscriptionStore } from '../../core/subscription-store.ts';
import { type Instant, plus } from '../../core/time.ts';

const REMINDERS = ['day-before', 'hour-before'] as const;
/** As long as anybody asks what became of a step that came once. */
const KEPT_MS = 7 * 86_400_000;

export async function startSteps(group: Group, now: Instant, subscriptions: SubscriptionStore): Promise<void> {
  for (const step of cycleSubscriptions(group, now)) await subscriptions.addSubscription(step);
}

/** At new times; what was owed before is owed no more. */
export async function changeSteps(group: Group, now: Instant, subscriptions: SubscriptionStore): Promise<void> {
  const direct = presentMembers(group).filter(({ reminders }) => reminders === 'direct');
  const all = [...cycleSubscriptions(group, now), ...direct.flatMap(({ user }) => reminderSubscriptions(group, user, now))];
  for (const { id, schedule } of all) {
    await subscriptions.changeSubscription(id, (current) => ({ ...current, schedule }), now);
  }
}

export async function endSteps(group: Group, now: Instant, subscriptions: SubscriptionStore): Promise<void> {
  for (const { id } of cycleSubscriptions(group, now)) await subscriptions.removeSubscription(id);
  for (const { user } of group.members) await endReminders(group, user, now, subscriptions);
  for (const { id } of await stepsThatComeOnce(group, subscriptions)) await subscriptions.removeSubscription(id);
}

/** Also of a meeting that is moved already. */
export async function startReminders(
  group: Group,
  { user, meeting }: { readonly user: UserRef; readonly meeting: Meeting | undefined },
  now: Instant,
  subscriptions: SubscriptionStore,
): Promise<void> {
  const moved = meeting === undefined ? [] : plannedReminders(group, { meeting, user, now });
  for (const each of [...reminderSubscriptions(group, user, now), ...moved]) {
    await subscriptions.addSubscription(each);
    await subscriptions.resumeSubscription(each.id, now); // one that the platform refused before
  }
}

/** What comes once says nothing by itself to who chose otherwise. */
export async function endReminders(group: Group, user: UserRef, now: Instant, subscriptions: SubscriptionStore): Promise<void> {
  for (const { id } of reminderSubscriptions(group, user, now)) await subscriptions.removeSubscription(id);
}

/** Tells the channel that the meeting is changed, and brings its steps by its plan where it is moved. */
export async function startChange(group: Group, meeting: Meeting, now: Instant, subscriptions: SubscriptionStore): Promise<void> {
  for (const { id, lastSlot } of await stepsThatComeOnce(group, subscriptions)) {
    if (lastSlot < plus(now, -KEPT_MS)) await subscriptions.removeSubscription(id);
  }
  const direct = presentMembers(group).filter(({ reminders }) => reminders === 'direct');
  const steps = Object.entries(meeting.moved?.plan ?? {}) as [CycleStep, Instant][];
  const once = [
    onceSubscription(group, { step: 'change', meeting, at: nextMinute(now) }, now),
    ...steps.map(([step, at]) => onceSubscription(group, { step, meeting, at }, now)),
    ...direct.flatMap(({ user }) => plannedReminders(group, { meeting, user, now })),
  ];
  for (const each of once) await subscriptions.addSubscription(each);
}

/** Whether the platform refused them. */
export async function pausedReminder(group: Group, user: UserRef, subscriptions: SubscriptionStore): Promise<boolean> {
  const own = await subscriptions.subscriptionsIn(directPlace(user));
  return own.some(({ program, status }) => program.kind === 'group' && program.group === group.id && status.kind === 'paused');
}

function plannedReminders(
  group: Group,
  { meeting, user, now }: { readonly meeting: Meeting; readonly user: UserRef; readonly now: Instant },
): readonly Subscription[] {
  return REMINDERS.flatMap((step) => {
    const at = meeting.moved?.plan[step];
    return at === undefined || at <= now ? [] : [onceSubscription(group, { step, meeting, at, user }, now)];
  });
}

/** In the channel: those of members end with what they are of. */
async function stepsThatComeOnce(group: Group, subscriptions: SubscriptionStore): Promise<readonly Subscription[]> {
  const here = await subscriptions.subscriptionsIn(group.place);
  return here.filter(({ program }) => program.kind === 'group' && program.group === group.id && program.meeting !== undefined);
}

function cycleSubscriptions(group: Group, now: Instant): readonly Subscription[] {
  return GROUP_STEPS.map((step) =>
    // A name that stays while times change: what the group meets at is no part of it
    subscriptionOf(group, { step }, { schedule: stepSchedule(step, group.meetings, group.days), forName: FOR_NAME, now }),
  );
}

function reminderSubscriptions(group: Group, member: Member['user'], now: Instant): readonly Subscription[] {
  return REMINDERS.map((step) =>
    subscriptionOf(group, { step, member }, { schedule: stepSchedule(step, group.meetings, group.days), forName: FOR_NAME, now }),
  );
}

interface Once {
  readonly step: GroupProgram['step'];
  readonly meeting: Meeting;
  readonly at: Instant;
  readonly user?: UserRef;
}

function onceSubscription(group: Group, { step, meeting, at, user }: Once, now: Instant): Subscription {
  const schedule = onceAt(at);
  const said = { step, meeting: meeting.slot, ...(user !== undefined && { member: user }) };
  return subscriptionOf(group, said, { schedule, forName: schedule, now });
}

function subscriptionOf(
  group: Group,
  said: Omit<GroupProgram, 'kind' | 'group'>,
  { schedule, forName, now }: { readonly schedule: Schedule; readonly forName: Schedule; readonly now: Instant },
): Subscription {
  const { member } = said;
  const program: GroupProgram = { kind: 'group', group: group.id, ...said };
  const place = member === undefined ? group.place : directPlace(member);
  return {
    id: subscriptionIdOf(place, program, { schedule: forName, turn: 0 }),
    place,
    owner: member ?? group.owner,
    program,
    schedule,
    createdAt: now,
    status: { kind: 'active' },
    lastSlot: now,
  };
}

const FOR_NAME: Schedule = { kind: 'daily', at: { hour: 0, minute: 0 }, zone: 'UTC' as Schedule['zone'] };
