/**
 * The reminders of a day and an hour before: in the channel, unless all its members chose otherwise, and to those who chose so by
 * direct message, with times of their own zone.
 */
import type { Composed } from '../../core/compose.ts';
import { type Member, presenterOf, presentMembers, timeOf } from '../../core/groups/group.ts';
import { type Block, type Message, type PaperBlock, type Span, text } from '../../core/message.ts';
import { isSameUser, type UserRef } from '../../core/place.ts';
import type { TimeZone } from '../../core/time.ts';
import { moment, presenterSpans } from './group-words.ts';
import { chosenPaper, type GroupComposeDeps, post, type Scene } from './scene.ts';

export type Reminder = 'day-before' | 'hour-before';

export async function reminderPost(reminder: Reminder, scene: Scene, deps: GroupComposeDeps): Promise<Composed> {
  const present = presentMembers(scene.group);
  const isForNobody = present.length > 0 && present.every(({ reminders = 'channel' }) => reminders !== 'channel');
  if (isForNobody) return { kind: 'nothing', why: 'No member is reminded in the channel.' };
  return post(await reminderMessage(reminder, scene, deps));
}

export async function directReminder(
  reminder: Reminder,
  user: UserRef,
  { scene, deps }: { readonly scene: Scene; readonly deps: GroupComposeDeps },
): Promise<Composed> {
  const member: Member | undefined = presentMembers(scene.group).find((each) => isSameUser(each.user, user));
  if (member?.reminders !== 'direct') return { kind: 'nothing', why: 'They are not reminded by direct message any more.' };
  const { zone } = await deps.people.settingsOf(user);
  return post(await reminderMessage(reminder, scene, { ...deps, direct: { zone } }));
}

type ReminderDeps = Pick<GroupComposeDeps, 'papers'> & { readonly direct?: { readonly zone: TimeZone | undefined } };

async function reminderMessage(reminder: Reminder, { group, meeting }: Scene, deps: ReminderDeps): Promise<Message> {
  const paper = await chosenPaper(meeting, deps);
  const title = `${group.name} meets ${reminder === 'day-before' ? 'tomorrow' : 'in an hour'}`;
  const reading: readonly Block[] =
    paper === undefined
      ? [{ kind: 'text', spans: [text('No paper was chosen: bring one.')] }]
      : [{ kind: 'paper', detail: 'line', paper } satisfies PaperBlock];
  const at = timeOf(meeting);
  const { direct } = deps;
  const when: readonly Span[] =
    direct === undefined
      ? [moment(at, group)]
      : [moment(at, group, direct.zone), text(' in '), { kind: 'place', place: group.place }];
  return {
    summary: paper === undefined ? title : `${title}: ${paper.title}`,
    title,
    blocks: [
      { kind: 'text', spans: when },
      ...reading,
      { kind: 'text', spans: presenterSpans(group, presenterOf(group.rota, meeting)) },
    ],
    buttons: [],
  };
}
