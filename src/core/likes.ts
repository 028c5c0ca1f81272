/**
 * Likes of a paper that a place was sent, and the button that gives and shows them.
 */
import type { Button, Message } from './message.ts';
import type { PaperId } from './paper.ts';
import type { Place, UserRef } from './place.ts';
import type { Instant } from './time.ts';

export interface LikeStore {
  /** A second time takes it back. @returns how many like the paper there now. */
  readonly toggleLike: (paper: PaperId, by: { readonly user: UserRef; readonly place: Place }, now: Instant) => Promise<number>;
  /** The post by which the place was sent the paper. @returns undefined where it is not kept any more. */
  readonly postOf: (paper: PaperId, place: Place) => Promise<Message | undefined>;
}

export function likeButton(paper: PaperId, likes: number): Button {
  return { kind: 'action', label: likes === 0 ? '👍' : `👍 ${likes}`, action: { kind: 'paper.like', paper } };
}
