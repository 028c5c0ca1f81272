/**
 * Where something is said and who said it. People and places are keyed by platform and never merged by name.
 */
export type PlatformName = 'discord' | 'slack' | 'terminal';

/** How people are told of it. */
export const PLATFORM_LABELS: Readonly<Record<PlatformName, string>> = {
  discord: 'Discord',
  slack: 'Slack',
  terminal: 'terminal',
};

export interface Place {
  readonly platform: PlatformName;
  /** Discord guild or Slack team; the platform's own mark for a direct message. */
  readonly workspace: string;
  readonly channel: string;
}

/** The workspace of a direct message, on every platform: what is said there is one person's own. */
const DIRECT = '@direct';

export interface UserRef {
  readonly platform: PlatformName;
  /** Unique within the platform; on Slack it carries the team, as user ids repeat between workspaces. */
  readonly id: string;
}

/** One column's worth of a person, for stores: `slack:T1/U2`. */
export function userKey(user: UserRef): string {
  return `${user.platform}:${user.id}`;
}

/** The same person of the same platform. */
export function isSameUser(a: UserRef, b: UserRef): boolean {
  return userKey(a) === userKey(b);
}

/** One column's worth of a place, for stores. Ids may hold any character, so they are kept apart as JSON keeps them. */
export function placeKey({ platform, workspace, channel }: Place): string {
  return JSON.stringify([platform, workspace, channel]);
}

/** The direct messages between the bot and a person; a messenger finds their channel by the person's id. */
export function directPlace({ platform, id }: UserRef): Place {
  return { platform, workspace: DIRECT, channel: id };
}

/** Whose direct messages the place is. @returns undefined for a channel. */
export function directOwner({ platform, workspace, channel }: Place): UserRef | undefined {
  return workspace === DIRECT ? { platform, id: channel } : undefined;
}

/** How a place is named in plain words. */
export function placeWords(place: Place): string {
  return directOwner(place) === undefined ? `#${place.channel}` : 'direct messages';
}
