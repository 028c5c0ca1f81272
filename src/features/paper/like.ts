/**
 * 👍 on a post: counted for all to see, and taken back by pressing it again.
 *
 * The post is shown anew from what was posted and the likes that are stored, never from what stands in the channel, so that two
 * presses at once and late presses end the same.
 */
import type { CommandContext } from '../../core/command.ts';
import { type LikeStore, likeButton } from '../../core/likes.ts';
import type { Reply } from '../../core/message.ts';
import type { PaperId } from '../../core/paper.ts';

export interface LikeDeps {
  readonly likes: LikeStore;
}

export async function likePaper(
  paper: PaperId,
  { likes, context }: LikeDeps & { readonly context: CommandContext },
): Promise<Reply> {
  const { asker, place, now } = context;
  const count = await likes.toggleLike(paper, { user: asker, place }, now);
  const post = await likes.postOf(paper, place);
  if (post === undefined) return { kind: 'notice', level: 'info', text: `Counted. Likes here: ${count}.` };
  const buttons = post.buttons.map((button) =>
    button.kind === 'action' && button.action.kind === 'paper.like' ? likeButton(paper, count) : button,
  );
  return { kind: 'message', message: { ...post, buttons } };
}
