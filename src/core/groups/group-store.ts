/**
 * Reading groups as features are given them. Each change is given the state of that moment, one after another, so that two presses
 * at once both count.
 */
import type { Place, UserRef } from '../place.ts';
import type { Instant } from '../time.ts';
import type { Group, GroupId, Meeting } from './group.ts';

export interface GroupStore {
  /** @returns `already-there` where the place has one. */
  readonly addGroup: (group: Group) => Promise<'added' | 'already-there'>;
  readonly groupIn: (place: Place) => Promise<Group | undefined>;
  /** Those that a person is a member of, by name. */
  readonly groupsOf: (user: UserRef) => Promise<readonly Group[]>;
  readonly group: (id: GroupId) => Promise<Group | undefined>;
  /** @param change may be called again and must have no effects; what it throws undoes all. @returns undefined where there is none. */
  readonly changeGroup: (id: GroupId, change: (current: Group) => Group) => Promise<Group | undefined>;
  /** With its meetings. */
  readonly removeGroup: (id: GroupId) => Promise<void>;
  /** A planned one where nothing was done about it yet. */
  readonly meeting: (group: GroupId, slot: Instant) => Promise<Meeting>;
  readonly changeMeeting: (group: GroupId, slot: Instant, change: (current: Meeting) => Meeting) => Promise<Meeting>;
  /** Those about which something was done, with slots in (after, upTo], oldest first. */
  readonly meetings: (group: GroupId, after: Instant, upTo: Instant) => Promise<readonly Meeting[]>;
}
