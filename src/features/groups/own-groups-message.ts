/**
 * The groups that a person is a member of, with what comes next in each: for their direct messages and their own page.
 */
import { presenterOf, timeOf } from '../../core/groups/group.ts';
import { code, type Message, type Span, strong, text } from '../../core/message.ts';
import { isSameUser } from '../../core/place.ts';
import { type Asked, broughtUpTo } from './group-deps.ts';
import { moment } from './group-words.ts';
import { upcomingMeeting } from './upcoming.ts';

const TITLE = 'Your reading groups';

export async function ownGroupsMessage(asked: Asked): Promise<Message> {
  const { groups, context } = asked;
  const own = await groups.groupsOf(context.asker);
  const items = await Promise.all(
    own.map(async (stored): Promise<readonly Span[]> => {
      const group = await broughtUpTo(stored, context.now, asked);
      const upcoming = await upcomingMeeting(group, context.now, asked);
      const place: Span = { kind: 'place', place: group.place };
      if (upcoming === undefined) return [strong(group.name), text(' in '), place, text(': no meeting is planned')];
      const presenter = presenterOf(group.rota, upcoming.meeting);
      const isOwn = presenter !== undefined && isSameUser(presenter, context.asker);
      return [
        strong(group.name),
        text(' in '),
        place,
        text(', next '),
        moment(timeOf(upcoming.meeting), group),
        text(isOwn ? ': you present' : ''),
      ];
    }),
  );
  return {
    summary: TITLE,
    title: TITLE,
    blocks:
      items.length > 0
        ? [{ kind: 'list', items }]
        : [
            {
              kind: 'text',
              spans: [text('You are in none. In a channel, '), code('group join'), text(' makes you a member of its group.')],
            },
          ],
    buttons: [],
  };
}
