/**
 * A group as it stands: when it meets, who is in it, who presents, and what can be done.
 */
import { describeSchedule } from '../../core/describe-schedule.ts';
import { choose } from '../../core/groups/ballot.ts';
import { type Group, presenterOf, timeOf } from '../../core/groups/group.ts';
import { type Block, code, type Message, type Span, strong, text } from '../../core/message.ts';
import { type Asked, isMember } from './group-deps.ts';
import { joinButton, membersLine, moment, presenterSpans } from './group-words.ts';
import { type Upcoming, upcomingMeeting } from './upcoming.ts';

/** @param group with the meetings that are over in its rota. */
export async function groupMessage(group: Group, title: string, asked: Asked): Promise<Message> {
  const { context, papers } = asked;
  const upcoming = await upcomingMeeting(group, context.now, asked);
  const chosen = upcoming === undefined || upcoming.stage !== 'chosen' ? undefined : choose(upcoming.meeting);
  const paper = chosen?.kind === 'chosen' ? (await papers.papersById([chosen.paper])).get(chosen.paper) : undefined;
  const reading: readonly Block[] = paper === undefined ? [] : [{ kind: 'paper', detail: 'line', paper }];
  const presenter = upcoming === undefined ? [] : presenterSpans(group, presenterOf(group.rota, upcoming.meeting));
  return {
    summary: title,
    title,
    blocks: [
      { kind: 'text', spans: [strong(group.name), text(` meets ${describeSchedule(group.meetings, context.settings.locale)}.`)] },
      ...(upcoming === undefined ? [NOTHING_PLANNED] : [{ kind: 'list', items: datesOf(group, upcoming) } as const]),
      ...reading,
      ...(presenter.length > 0 ? [{ kind: 'text', spans: presenter } as const] : []),
      { kind: 'note', spans: membersLine(group) },
      {
        kind: 'note',
        spans: [
          text('Nominate with '),
          code('group nominate'),
          text(', vote with '),
          code('group ballot'),
          text(', choose your reminders with '),
          code('group remind'),
          text('.'),
        ],
      },
    ],
    buttons: isMember(group, context)
      ? [{ kind: 'action', label: 'Leave the group', action: { kind: 'group.leave', group: group.id } }]
      : [joinButton(group)],
  };
}

function datesOf(group: Group, { ballotAt, choiceAt, stage, meeting }: Upcoming): readonly (readonly Span[])[] {
  return [
    ...(stage === 'nominations' ? [[text('nominations until '), moment(ballotAt, group)]] : []),
    ...(stage === 'chosen' ? [] : [[text('votes until '), moment(choiceAt, group)]]),
    [
      text('next meeting '),
      moment(timeOf(meeting), group),
      ...(timeOf(meeting) === meeting.slot ? [] : [text(', moved from '), moment(meeting.slot, group)]),
    ],
  ];
}

const NOTHING_PLANNED: Block = { kind: 'text', spans: [text('No meeting of the next half year takes place.')] };
