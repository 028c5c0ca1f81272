/**
 * Who and what there is: organisations, workspaces, people and channels. Plain state, changed by the story and by methods alike.
 */
export interface Enterprise {
  readonly id: string;
  readonly name: string;
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
  /** The part before `.slack.com`. */
  readonly domain: string;
  readonly enterprise: Enterprise | undefined;
  /** Whether it is still there; a closed one answers `account_inactive`. */
  closed: boolean;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly workspaceId: string;
  /** IANA name. */
  zone: string;
  /** Such as `en-US`. */
  locale: string;
  /** An owner is an admin too. */
  role: 'member' | 'admin' | 'owner' | 'guest';
  readonly bot: boolean;
  /** Gone from the workspace. */
  deactivated: boolean;
}

export type ChannelKind = 'public' | 'private' | 'direct';

export interface Channel {
  readonly id: string;
  readonly workspaceId: string;
  name: string;
  readonly kind: ChannelKind;
  readonly members: Set<string>;
  /** Whether whoever comes to the workspace is in it. */
  readonly open: 'to-newcomers' | 'by-invitation';
  archived: boolean;
  /** Who may post: anyone in it, nobody but people chosen by an admin, or replies only. */
  posting: 'anyone' | 'nobody' | 'threads-only';
}

export interface World {
  readonly enterprises: Map<string, Enterprise>;
  readonly workspaces: Map<string, Workspace>;
  readonly people: Map<string, Person>;
  readonly channels: Map<string, Channel>;
}

export function makeWorld(): World {
  return { enterprises: new Map(), workspaces: new Map(), people: new Map(), channels: new Map() };
}

/** The thing of that id, which the twin itself has given out. */
export function known<Value>(values: ReadonlyMap<string, Value>, id: string): Value {
  const value = values.get(id);
  if (value === undefined) throw new Error(`the twin has nothing by the id ${id}`);
  return value;
}
