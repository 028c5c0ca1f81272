/**
 * Where something is said and who said it. People and places are keyed by platform and never merged by name.
 */
export type PlatformName = 'discord' | 'slack' | 'terminal';

export interface Place {
  readonly platform: PlatformName;
  /** Discord guild or Slack team; the platform's own mark for a direct message. */
  readonly workspace: string;
  readonly channel: string;
}

export interface UserRef {
  readonly platform: PlatformName;
  /** Unique within the platform; on Slack it carries the team, as user ids repeat between workspaces. */
  readonly id: string;
}

/** One column's worth of a person, for stores: `slack:T1/U2`. */
export function userKey(user: UserRef): string {
  return `${user.platform}:${user.id}`;
}

/** One column's worth of a place, for stores. Ids may hold any character, so they are kept apart as JSON keeps them. */
export function placeKey({ platform, workspace, channel }: Place): string {
  return JSON.stringify([platform, workspace, channel]);
}
