/**
 * The day after a meeting: that nominations for the next one are open.
 */
import { presenterOf, timeOf } from '../../core/groups/group.ts';
import { code, type Message, text } from '../../core/message.ts';
import { joinButton, membersLine, moment, presenterSpans } from './group-words.ts';
import type { Scene } from './scene.ts';
import { upcomingOf } from './upcoming.ts';

export function callMessage({ group, meeting, slot }: Scene): Message {
  const { ballotAt } = upcomingOf(group, meeting, slot);
  const title = `${group.name}: nominations are open`;
  return {
    summary: title,
    title,
    blocks: [
      {
        kind: 'text',
        spans: [
          text('What should we read for '),
          moment(timeOf(meeting), group),
          text('? Nominate with '),
          code('group nominate'),
          text(' or the button on any paper, until '),
          moment(ballotAt, group),
          text('.'),
        ],
      },
      { kind: 'text', spans: presenterSpans(group, presenterOf(group.rota, meeting)) },
      { kind: 'note', spans: membersLine(group) },
    ],
    buttons: [joinButton(group)],
  };
}
