/**
 * `group remind`: where the reminders of a day and an hour before reach a member.
 */
import { type Command, defineCommand } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import { type Group, type GroupId, presentMembers, type ReminderWay } from '../../core/groups/group.ts';
import { type Block, type Button, quiet, type Reply, text } from '../../core/message.ts';
import { isSameUser, type UserRef } from '../../core/place.ts';
import { type Asked, type GroupDeps, groupHere, refuseStrangers } from './group-deps.ts';
import { endReminders, pausedReminder, startReminders } from './steps.ts';
import { upcomingMeeting } from './upcoming.ts';

/** As people type it. */
const WAYS = ['channel', 'me', 'off'] as const;
type Way = (typeof WAYS)[number];

const BY_WORD: Readonly<Record<Way, ReminderWay>> = { channel: 'channel', me: 'direct', off: 'off' };
const TOLD: Readonly<Record<ReminderWay, string>> = {
  channel: 'You are reminded of meetings in the channel, a day and an hour before.',
  direct: 'You are reminded of meetings by direct message, a day and an hour before.',
  off: 'You are not reminded of meetings. Others may be, in the channel.',
};
const OFFERED: readonly { readonly way: ReminderWay; readonly label: string }[] = [
  { way: 'channel', label: 'In the channel' },
  { way: 'direct', label: 'By direct message' },
  { way: 'off', label: 'Not at all' },
];

export const groupRemindCommand = (deps: GroupDeps): Command =>
  defineCommand({
    name: 'group remind',
    summary: 'Choose where you are reminded of meetings: in the channel, by direct message, or not',
    example: 'group remind me',
    answer: 'private',
    options: { how: { kind: 'choice', description: 'in the channel, me by direct message, or off', choices: WAYS } },
    run: async ({ how }, context) => {
      const asked = { ...deps, context };
      const group = await groupHere(asked);
      refuseStrangers(group, asked);
      return how === undefined ? shown(group, asked) : remind({ group: group.id, way: BY_WORD[how] }, asked);
    },
  });

/** @throws UserError where the group is gone, or the asker is no member. */
export async function remind(
  { group: id, way }: { readonly group: GroupId; readonly way: ReminderWay },
  asked: Asked,
): Promise<Reply> {
  const { groups, context, subscriptions } = asked;
  const { asker: user, now } = context;
  const changed = await groups.changeGroup(id, (group) => {
    refuseStrangers(group, asked);
    return {
      ...group,
      members: group.members.map((member) => (isSameUser(member.user, user) ? { ...member, reminders: way } : member)),
    };
  });
  if (changed === undefined) throw new UserError('no-group', 'That reading group is gone.');
  if (way === 'direct') {
    const upcoming = await upcomingMeeting(changed, now, asked);
    await startReminders(changed, { user, meeting: upcoming?.meeting }, now, subscriptions);
  } else await endReminders(changed, user, now, subscriptions);
  return shown(changed, asked);
}

async function shown(group: Group, { context, subscriptions }: Asked): Promise<Reply> {
  const way = reminderWayOf(group, context.asker);
  const isPaused = way === 'direct' && (await pausedReminder(group, context.asker, subscriptions));
  const note: readonly Block[] = isPaused
    ? [
        {
          kind: 'note',
          spans: [quiet('The last one could not be delivered: let this bot write to you, then choose direct message again.')],
        },
      ]
    : [];
  return {
    kind: 'message',
    message: {
      summary: TOLD[way],
      blocks: [{ kind: 'text', spans: [text(TOLD[way])] }, ...note],
      buttons: OFFERED.filter((offer) => offer.way !== way || isPaused).map(buttonOf(group)),
    },
  };
}

function buttonOf({ id }: Group) {
  return ({ way, label }: (typeof OFFERED)[number]): Button => ({
    kind: 'action',
    label,
    action: { kind: 'group.remind', group: id, way },
  });
}

function reminderWayOf(group: Group, user: UserRef): ReminderWay {
  return presentMembers(group).find((member) => isSameUser(member.user, user))?.reminders ?? 'channel';
}
