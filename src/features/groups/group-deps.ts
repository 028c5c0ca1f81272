/**
 * What everything about reading groups is given, and the group that an asker means.
 */
import type { CommandContext } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import { type Group, type Meeting, plannedMeeting, presentMembers, settled, timeOf } from '../../core/groups/group.ts';
import type { GroupStore } from '../../core/groups/group-store.ts';
import type { CheckPlace } from '../../core/messenger.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import { mayManage } from '../../core/permission.ts';
import { isSameUser } from '../../core/place.ts';
import { nextSlots, slotsBetween } from '../../core/schedule.ts';
import type { SubscriptionStore } from '../../core/subscription-store.ts';
import { type Instant, plus } from '../../core/time.ts';

export interface GroupDeps {
  readonly groups: GroupStore;
  readonly papers: Pick<PaperStore, 'papersById' | 'papersBetween'>;
  readonly subscriptions: SubscriptionStore;
  readonly checkPlace: CheckPlace;
  /** Keys of people who may change what channels get, where the platform leaves that to the installation. */
  readonly admins: ReadonlySet<string>;
}

export type Asked = GroupDeps & { readonly context: CommandContext };

/** @throws UserError where the place has none. */
export async function groupHere({ groups, context }: Pick<Asked, 'groups' | 'context'>): Promise<Group> {
  const group = await groups.groupIn(context.place);
  if (group === undefined) {
    throw new UserError('no-group', 'There is no reading group here. `group create weekly on thursday at 15:00` makes one.');
  }
  return group;
}

/** @throws UserError where the asker is none of its members. */
export function refuseStrangers(group: Group, { context }: Pick<Asked, 'context'>): void {
  if (isMember(group, context)) return;
  throw new UserError('not-a-member', 'That is for members of the reading group. `group join` makes you one.');
}

export function isMember(group: Group, { asker }: Pick<CommandContext, 'asker'>): boolean {
  return presentMembers(group).some(({ user }) => isSameUser(user, asker));
}

/** @throws UserError where the asker may not change what the group is. */
export function refuseOthers(group: Pick<Group, 'place' | 'owner'>, { context, admins }: Asked): void {
  if (isSameUser(group.owner, context.asker)) return;
  const permission = mayManage({ asker: context.asker, place: group.place, standing: context.standing }, admins);
  if (permission.kind === 'refused') throw new UserError('not-allowed', permission.why);
}

/** The group with the meetings that are over by `now` in its rota. One that was moved is over at its own time. */
export async function broughtUpTo(group: Group, now: Instant, deps: Reading): Promise<Group> {
  const [ahead = now] = nextSlots(group.meetings, now, 1);
  const meetings = await meetingsUpTo(group, ahead, deps);
  const open = meetings.findIndex((meeting) => timeOf(meeting) > now && meeting.state === 'planned');
  const over = open < 0 ? meetings : meetings.slice(0, open);
  return settled(
    group,
    over.filter(({ slot, state }) => state === 'planned' || slot <= now),
  );
}

/** The group as its rota stands once all meetings before a slot are over. */
export async function broughtBefore(group: Group, slot: Instant, deps: Reading): Promise<Group> {
  return settled(group, await meetingsUpTo(group, plus(slot, -1), deps));
}

interface Reading {
  readonly groups: Pick<GroupStore, 'meetings'>;
}

/** Those that are not in the rota yet. */
async function meetingsUpTo(group: Group, upTo: Instant, { groups }: Reading): Promise<readonly Meeting[]> {
  const slots = slotsBetween(group.meetings, group.settledUpTo, upTo);
  if (slots.length === 0) return [];
  const stored = new Map((await groups.meetings(group.id, group.settledUpTo, upTo)).map((meeting) => [meeting.slot, meeting]));
  return slots.map((slot) => stored.get(slot) ?? plannedMeeting(slot));
}
