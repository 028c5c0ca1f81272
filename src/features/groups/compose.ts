/**
 * What each step of a group's cycle says. What is chosen follows from the votes, which are closed by then, and who presents from the
 * rota. Two things are written down for later: what is put to the vote where nobody nominated, and who
 * presented; a second composing finds them.
 *
 * A meeting that is moved has its steps come once, by a plan of its own; those that come with every meeting then say nothing of it.
 */
import type { Composed } from '../../core/compose.ts';
import { meetingAfter, meetingOf } from '../../core/groups/cycle.ts';
import type { Group, Meeting } from '../../core/groups/group.ts';
import { slotBefore } from '../../core/schedule.ts';
import type { GroupProgram, Subscription } from '../../core/subscription.ts';
import { type Instant, plus } from '../../core/time.ts';
import { ballotPost } from './ballot-post.ts';
import { callMessage } from './call-post.ts';
import { changePost } from './change-post.ts';
import { choicePost } from './choice-post.ts';
import { broughtBefore } from './group-deps.ts';
import { meetingPost } from './meeting-post.ts';
import { directReminder, reminderPost } from './reminder-post.ts';
import { type GroupComposeDeps, post, type Scene } from './scene.ts';

export type GroupSubscription = Subscription & { readonly program: GroupProgram };

export const composeGroupStep =
  (deps: GroupComposeDeps) =>
  async ({ program }: GroupSubscription, slot: Instant): Promise<Composed> => {
    const group = await deps.groups.group(program.group);
    if (group === undefined) return { kind: 'nothing', why: 'The group is gone.' };
    const meant = await meetingMeant(program, slot, { ...deps, group });
    if (meant.kind === 'none') return { kind: 'nothing', why: meant.why };
    const { meeting } = meant;
    return sayStep(program, { group: await broughtBefore(group, meeting.slot, deps), meeting, slot }, deps);
  };

type Meant = { readonly kind: 'meeting'; readonly meeting: Meeting } | { readonly kind: 'none'; readonly why: string };

interface Meaning extends Pick<GroupComposeDeps, 'groups'> {
  readonly group: Group;
}

async function meetingMeant(program: GroupProgram, slot: Instant, { group, groups }: Meaning): Promise<Meant> {
  const { step, meeting: only } = program;
  if (only !== undefined) return onceMeant(program, { slot, only }, { group, groups });
  if (step === 'change') return none('It is of no meeting.');
  const meeting = await groups.meeting(group.id, meetingOf(step, slot, group.meetings));
  if (meeting.state === 'skipped') return none('This meeting is skipped.');
  if (meeting.moved !== undefined) return none('This meeting is moved.');
  if (step !== 'call') return { kind: 'meeting', meeting };
  const before = await groups.meeting(group.id, slotBefore(group.meetings, meeting.slot));
  return before.moved === undefined ? { kind: 'meeting', meeting } : none('The meeting before is moved.');
}

/** Of a step that comes once, as the meeting's own plan has it now. */
async function onceMeant(
  { step }: GroupProgram,
  { slot, only }: { readonly slot: Instant; readonly only: Instant },
  { group, groups }: Meaning,
): Promise<Meant> {
  if (meetingAfter(plus(only, -1), group.meetings) !== only) return none('The group meets at other times now.');
  const meeting = await groups.meeting(group.id, only);
  if (step === 'change') return { kind: 'meeting', meeting };
  if (meeting.moved?.plan[step] !== slot) return none('The meeting was moved again.');
  if (step === 'call') return { kind: 'meeting', meeting: await groups.meeting(group.id, meetingAfter(only, group.meetings)) };
  return meeting.state === 'skipped' ? none('This meeting is skipped.') : { kind: 'meeting', meeting };
}

function none(why: string): Meant {
  return { kind: 'none', why };
}

async function sayStep({ step, member }: GroupProgram, scene: Scene, deps: GroupComposeDeps): Promise<Composed> {
  switch (step) {
    case 'call':
      return post(callMessage(scene));
    case 'ballot':
      return ballotPost(scene, deps);
    case 'choice':
      return choicePost(scene, deps);
    case 'day-before':
    case 'hour-before':
      return member === undefined ? reminderPost(step, scene, deps) : directReminder(step, member, { scene, deps });
    case 'meeting':
      return meetingPost(scene, deps);
    case 'change':
      return changePost(scene, deps);
  }
}
