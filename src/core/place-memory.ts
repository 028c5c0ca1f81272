/**
 * What places remember of papers, as features ask it. A place is asked for itself alone, a workspace for all of its channels: nothing
 * of another guild or workspace is ever among the answers.
 */
import type { PaperId } from './paper.ts';
import { directOwner, type Place, type PlatformName } from './place.ts';

export type SeenWhere =
  | { readonly kind: 'places'; readonly places: readonly Place[] }
  /** Every channel of a guild or workspace; direct messages are in none. */
  | { readonly kind: 'workspace'; readonly platform: PlatformName; readonly workspace: string };

export interface PlaceMemory {
  /**
   * All papers that were posted, liked, nominated, voted for or read there, under the ids that they have now; of somebody's direct
   * messages what is on their reading list too.
   */
  readonly seenIn: (where: SeenWhere) => Promise<ReadonlySet<PaperId>>;
}

/** Where something is asked: a thread counts as its channel too. */
export interface AskedAt {
  readonly place: Place;
  /** The channel whose thread `place` is. */
  readonly channelOfThread?: Place;
}

export function placesOf({ place, channelOfThread }: AskedAt): readonly Place[] {
  return channelOfThread === undefined ? [place] : [place, channelOfThread];
}

/** @returns undefined in direct messages, which are in no workspace. */
export function workspaceOf({ place }: AskedAt): Extract<SeenWhere, { readonly kind: 'workspace' }> | undefined {
  const { platform, workspace } = place;
  return directOwner(place) === undefined ? { kind: 'workspace', platform, workspace } : undefined;
}
