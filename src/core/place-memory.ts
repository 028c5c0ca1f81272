/**
 * What places remember of papers, as features ask it. A place is asked for itself alone, a workspace for all of its channels: nothing
 * of another guild or workspace is ever among the answers.
 */
import type { MessageRef } from './delivery.ts';
import type { PaperId } from './paper.ts';
import { directOwner, type Place, type PlatformName, type UserRef } from './place.ts';
import type { Program } from './subscription.ts';
import type { Instant } from './time.ts';

export type SeenWhere =
  | { readonly kind: 'places'; readonly places: readonly Place[] }
  /** Every channel of a guild or workspace; direct messages are in none. */
  | { readonly kind: 'workspace'; readonly platform: PlatformName; readonly workspace: string };

/** What a message was in which a place was told of a paper; `post` where that is not known any more. */
export const MENTION_KINDS = ['paper-of-the-day', 'digest', 'ballot', 'choice', 'meeting', 'post'] as const;
export type MentionKind = (typeof MENTION_KINDS)[number];

/** A message that is there, or was. */
export interface Mention {
  readonly place: Place;
  readonly as: MentionKind;
  /** When it was due. */
  readonly slot: Instant;
  /** Absent where it was not kept. */
  readonly ref?: MessageRef;
}

export function mentionKindOf(program: Program): MentionKind {
  switch (program.kind) {
    case 'paper-of-the-day':
    case 'digest':
      return program.kind;
    case 'watch':
      return 'post';
    case 'group':
      return program.step === 'ballot' || program.step === 'choice' || program.step === 'meeting' ? program.step : 'post';
  }
}

/** What people did about a paper in a place; who did it is not told. */
export interface Liked {
  readonly kind: 'like' | 'save';
  readonly paper: PaperId;
  readonly at: Instant;
}

export interface PlaceMemory {
  /** Likes of anybody there, and what any of the people saved there; under the ids that the papers have now, oldest first. */
  readonly likedIn: (place: Place, savers: readonly UserRef[]) => Promise<readonly Liked[]>;
  /** The messages that told any of the places of each paper, newest first; keyed by the id asked for, aliases followed. */
  readonly mentionsOf: (
    papers: readonly PaperId[],
    places: readonly Place[],
  ) => Promise<ReadonlyMap<PaperId, readonly Mention[]>>;
  /** How many people like each paper in any of the places; papers that nobody likes are absent. */
  readonly likesOf: (papers: readonly PaperId[], places: readonly Place[]) => Promise<ReadonlyMap<PaperId, number>>;
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
