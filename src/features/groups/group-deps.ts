/**
 * What everything about reading groups is given, and the group that an asker means.
 */
import type { CommandContext } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import { type Group, type Meeting, plannedMeeting, presentMembers, settled } from '../../core/groups/group.ts';
import type { GroupStore } from '../../core/groups/group-store.ts';
import type { CheckPlace } from '../../core/messenger.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import { mayManage } from '../../core/permission.ts';
import { userKey } from '../../core/place.ts';
import { slotsBetween } from '../../core/schedule.ts';
import type { SubscriptionStore } from '../../core/subscription-store.ts';
import type { Instant } from '../../core/time.ts';

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
  return presentMembers(group).some(({ user }) => userKey(user) === userKey(asker));
}

/** @throws UserError where the asker may not change what the group is. */
export function refuseOthers(group: Pick<Group, 'place' | 'owner'>, { context, admins }: Asked): void {
  if (userKey(group.owner) === userKey(context.asker)) return;
  const permission = mayManage({ asker: context.asker, place: group.place, standing: context.standing }, admins);
  if (permission.kind === 'refused') throw new UserError('not-allowed', permission.why);
}

/** The group with the meetings that are over by `now` in its rota. */
export async function broughtUpTo(
  group: Group,
  now: Instant,
  { groups }: { readonly groups: Pick<GroupStore, 'meetings'> },
): Promise<Group> {
  const slots = slotsBetween(group.meetings, group.settledUpTo, now);
  if (slots.length === 0) return group;
  const stored = new Map((await groups.meetings(group.id, group.settledUpTo, now)).map((meeting) => [meeting.slot, meeting]));
  const over: readonly Meeting[] = slots.map((slot) => stored.get(slot) ?? plannedMeeting(slot));
  return settled(group, over);
}
