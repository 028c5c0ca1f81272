/**
 * What the votes came to, once they are over.
 */
import type { Composed } from '../../core/compose.ts';
import { type Choice, choose } from '../../core/groups/ballot.ts';
import { presenterOf, timeOf } from '../../core/groups/group.ts';
import { type Message, quiet, text } from '../../core/message.ts';
import { joinButton, moment, presenterSpans } from './group-words.ts';
import { chosenPaper, type GroupComposeDeps, post, type Scene } from './scene.ts';

export async function choicePost({ group, meeting }: Scene, deps: GroupComposeDeps): Promise<Composed> {
  const chosen = choose(meeting);
  const paper = await chosenPaper(meeting, deps);
  if (chosen.kind === 'none' || paper === undefined) return { kind: 'nothing', why: 'Nothing was nominated for this meeting.' };
  const title = `${group.name}: this is what we read`;
  const message: Message = {
    summary: `${title}: ${paper.title}`,
    title,
    blocks: [
      { kind: 'paper', detail: 'card', paper },
      {
        kind: 'text',
        spans: [
          text('We meet '),
          moment(timeOf(meeting), group),
          text('. '),
          ...presenterSpans(group, presenterOf(group.rota, meeting)),
        ],
      },
      { kind: 'note', spans: [quiet(howChosen(chosen))] },
    ],
    buttons: [joinButton(group)],
  };
  return post(message, [paper.id]);
}

function howChosen({ votes, tied }: Extract<Choice, { readonly kind: 'chosen' }>): string {
  if (votes === 0) return 'Nobody voted, so what was nominated first is taken.';
  const counted = votes === 1 ? '1 vote' : `${votes} votes`;
  return tied.length === 0
    ? `Chosen with ${counted}.`
    : `Chosen with ${counted}; ${tied.length} more had as many, and this was nominated first.`;
}
