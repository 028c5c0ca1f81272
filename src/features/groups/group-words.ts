/**
 * Parts of what is said of a group, wherever it is said.
 */
import type { Group, Member } from '../../core/groups/group.ts';
import { presentMembers } from '../../core/groups/group.ts';
import { type Button, code, quiet, type Span, strong, text } from '../../core/message.ts';
import { isSameUser, type UserRef } from '../../core/place.ts';
import type { Instant, TimeZone } from '../../core/time.ts';

export function nameOf({ members }: Pick<Group, 'members'>, user: UserRef): string {
  return members.find((member) => isSameUser(member.user, user))?.name ?? 'somebody';
}

/** `7 members: Ada, Bob and 5 more` */
export function membersLine(group: Pick<Group, 'members'>): readonly Span[] {
  const present = presentMembers(group);
  if (present.length === 0) return [quiet('Nobody is a member yet.')];
  return [quiet(`${present.length === 1 ? '1 member' : `${present.length} members`}: ${namesOf(present)}`)];
}

const NAMES_SHOWN = 12;

export function namesOf(members: readonly Pick<Member, 'name'>[]): string {
  const names = members.slice(0, NAMES_SHOWN).map(({ name }) => name);
  const more = members.length - names.length;
  return new Intl.ListFormat('en-GB').format(more > 0 ? [...names, `${more} more`] : names);
}

/** @param zone of whoever reads it; the group's own unless given. */
export function moment(at: Instant, { meetings }: Pick<Group, 'meetings'>, zone?: TimeZone): Span {
  return { kind: 'time', at, style: 'moment', zone: zone ?? meetings.zone };
}

export function presenterSpans(group: Group, user: UserRef | undefined): readonly Span[] {
  return user === undefined
    ? [text('Nobody presents yet: '), code('group join'), text(' makes you a member.')]
    : [strong(nameOf(group, user)), text(' presents.')];
}

export function joinButton({ id }: Pick<Group, 'id'>): Button {
  return { kind: 'action', label: 'Join the group', action: { kind: 'group.join', group: id } };
}
