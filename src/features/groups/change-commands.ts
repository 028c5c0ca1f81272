/**
 * `group skip` and `group move`: one meeting that is left out, or takes place at another time. The channel is told of it once.
 */
import { type Command, defineCommand } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import { meetingAfter } from '../../core/groups/cycle.ts';
import { type Group, type Meeting, timeOf } from '../../core/groups/group.ts';
import { parseMove } from '../../core/groups/move-text.ts';
import { planOfMove } from '../../core/groups/moving.ts';
import type { Reply } from '../../core/message.ts';
import { type Asked, broughtUpTo, type GroupDeps, groupHere, refuseOthers } from './group-deps.ts';
import { groupMessage } from './group-message.ts';
import { startChange } from './steps.ts';
import { upcomingMeeting } from './upcoming.ts';

export const groupSkipCommand = (deps: GroupDeps): Command =>
  defineCommand({
    name: 'group skip',
    summary: 'Leave out the next meeting of the reading group, as on a holiday',
    example: 'group skip',
    answer: 'private',
    options: {},
    run: async (_options, context) => skip({ ...deps, context }),
  });

export const groupMoveCommand = (deps: GroupDeps): Command =>
  defineCommand({
    name: 'group move',
    summary: 'Move the next meeting of the reading group to another time, once',
    example: 'group move friday at 16:00',
    answer: 'private',
    options: {
      when: {
        kind: 'text',
        description: 'a day, a time or both, such as friday at 16:00 or 2026-12-03; or back',
        required: true,
        maxLength: 100,
        rest: true,
      },
    },
    run: async ({ when }, context) => move(when, { ...deps, context }),
  });

async function skip(asked: Asked): Promise<Reply> {
  const { group, meeting } = await nextToChange(asked);
  const { now } = asked.context;
  const changed = await asked.groups.changeMeeting(group.id, meeting.slot, (current) => ({
    ...current,
    state: 'skipped',
    changedAt: now,
  }));
  return told(group, changed, { title: 'The next meeting is left out', asked });
}

async function move(when: string, asked: Asked): Promise<Reply> {
  const { group, meeting } = await nextToChange(asked);
  const { now } = asked.context;
  const { zone, at } = group.meetings;
  const following = timeOf(await asked.groups.meeting(group.id, meetingAfter(meeting.slot, group.meetings)));
  const to = parseMove(when, { now, slot: meeting.slot, following, zone, at });
  if (to === timeOf(meeting)) throw new UserError('not-moved', 'The meeting is at that time already.');
  const changed = await asked.groups.changeMeeting(group.id, meeting.slot, (current) => ({
    ...current,
    moved: { to, plan: planOfMove({ meeting: current, to, now, following }, group) },
    changedAt: now,
  }));
  const title = to === meeting.slot ? 'The next meeting is at its usual time' : 'The next meeting is moved';
  return told(group, changed, { title, asked });
}

async function nextToChange(asked: Asked): Promise<{ readonly group: Group; readonly meeting: Meeting }> {
  const group = await groupHere(asked);
  refuseOthers(group, asked);
  const upcoming = await upcomingMeeting(group, asked.context.now, asked);
  if (upcoming === undefined) throw new UserError('nothing-planned', 'No meeting is planned.');
  return { group, meeting: upcoming.meeting };
}

async function told(
  group: Group,
  meeting: Meeting,
  { title, asked }: { readonly title: string; readonly asked: Asked },
): Promise<Reply> {
  const { now } = asked.context;
  await startChange(group, meeting, now, asked.subscriptions);
  return { kind: 'message', message: await groupMessage(await broughtUpTo(group, now, asked), title, asked) };
}
