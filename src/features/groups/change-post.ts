/**
 * That a meeting is moved or left out: told to the channel once, whatever it has become by then.
 */
import type { Composed } from '../../core/compose.ts';
import { presenterOf, timeOf } from '../../core/groups/group.ts';
import { type Message, type Span, text } from '../../core/message.ts';
import { moment, presenterSpans } from './group-words.ts';
import { type GroupComposeDeps, post, type Scene } from './scene.ts';
import { upcomingMeeting, upcomingOf } from './upcoming.ts';

export async function changePost(scene: Scene, deps: Pick<GroupComposeDeps, 'groups'>): Promise<Composed> {
  const { meeting, slot } = scene;
  if (meeting.state === 'skipped') return post(await leftOut(scene, deps));
  if (meeting.moved === undefined) return { kind: 'nothing', why: 'The meeting is as it was.' };
  return timeOf(meeting) <= slot ? { kind: 'nothing', why: 'The meeting is over.' } : post(moved(scene));
}

async function leftOut({ group, meeting, slot }: Scene, deps: Pick<GroupComposeDeps, 'groups'>): Promise<Message> {
  const title = `${group.name}: a meeting is left out`;
  const next = await upcomingMeeting(group, slot, deps);
  const then: readonly Span[] =
    next === undefined ? [] : [text(' The next one is '), moment(timeOf(next.meeting), group), text('.')];
  return {
    summary: title,
    title,
    blocks: [{ kind: 'text', spans: [text('There is none '), moment(timeOf(meeting), group), text('.'), ...then] }],
    buttons: [],
  };
}

function moved({ group, meeting, slot }: Scene): Message {
  const at = timeOf(meeting);
  const title = at === meeting.slot ? `${group.name}: the meeting is at its usual time` : `${group.name}: the meeting is moved`;
  const before: readonly Span[] = at === meeting.slot ? [] : [text(', not '), moment(meeting.slot, group)];
  const { stage, choiceAt } = upcomingOf(group, meeting, slot);
  const votes: readonly Span[] = stage === 'chosen' ? [] : [text(' Votes are open until '), moment(choiceAt, group), text('.')];
  return {
    summary: title,
    title,
    blocks: [
      { kind: 'text', spans: [text('It is '), moment(at, group), ...before, text('.'), ...votes] },
      { kind: 'text', spans: presenterSpans(group, presenterOf(group.rota, meeting)) },
    ],
    buttons: [],
  };
}
