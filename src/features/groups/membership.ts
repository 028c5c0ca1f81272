/**
 * Joining and leaving, and whose turn it is: `group join|leave|present|volunteer|swap` and the buttons.
 */
import { type Command, type CommandContext, defineCommand } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import { type Group, type GroupId, type Member, presenterOf } from '../../core/groups/group.ts';
import { join, leave, queueOf, swap } from '../../core/groups/rota.ts';
import { type Reply, type Span, strong, text } from '../../core/message.ts';
import { isSameUser, userKey } from '../../core/place.ts';
import { type Asked, broughtUpTo, type GroupDeps, groupHere, refuseStrangers } from './group-deps.ts';
import { groupMessage } from './group-message.ts';
import { membersLine, nameOf } from './group-words.ts';
import { endReminders } from './steps.ts';
import { type Upcoming, upcomingMeeting } from './upcoming.ts';

const LONGEST_NAME = 40;

/** Nobody joins twice; who comes back has the turns that they had. */
export function joined(group: Group, { asker, askerName, now }: CommandContext): Group {
  const before = group.members.find(({ user }) => isSameUser(user, asker));
  if (before !== undefined && before.left === undefined) return group;
  const member: Member = { user: asker, name: shortName(askerName, asker.id), joinedAt: now };
  const others = group.members.filter(({ user }) => userKey(user) !== userKey(asker));
  return { ...group, members: [...others, member], rota: join(group.rota, asker, before?.left?.turns) };
}

function shortName(name: string | undefined, id: string): string {
  const shown = [...(name ?? id).replace(/\s+/g, ' ').trim()].slice(0, LONGEST_NAME).join('');
  return shown === '' ? id : shown;
}

function departed(group: Group, { asker, now }: CommandContext): Group {
  const turns = group.rota.members.find(({ user }) => isSameUser(user, asker))?.turns ?? 0;
  return {
    ...group,
    rota: leave(group.rota, asker),
    members: group.members.map((member) =>
      isSameUser(member.user, asker) && member.left === undefined ? { ...member, left: { at: now, turns } } : member,
    ),
  };
}

export const groupJoinCommand = (deps: GroupDeps): Command =>
  defineCommand({
    name: 'group join',
    summary: 'Become a member of the reading group of this channel',
    example: 'group join',
    answer: 'private',
    options: {},
    run: async (_options, context) => joinGroup((await groupHere({ ...deps, context })).id, { ...deps, context }),
  });

export const groupLeaveCommand = (deps: GroupDeps): Command =>
  defineCommand({
    name: 'group leave',
    summary: 'Leave the reading group of this channel',
    example: 'group leave',
    answer: 'private',
    options: {},
    run: async (_options, context) => leaveGroup((await groupHere({ ...deps, context })).id, { ...deps, context }),
  });

export const groupPresentCommand = (deps: GroupDeps): Command =>
  defineCommand({
    name: 'group present',
    summary: 'Show whose turn it is to present, and who follows',
    example: 'group present',
    answer: 'private',
    options: {},
    run: async (_options, context) => showRota({ ...deps, context }),
  });

export const groupVolunteerCommand = (deps: GroupDeps): Command =>
  defineCommand({
    name: 'group volunteer',
    summary: 'Present at the next meeting, out of turn',
    example: 'group volunteer',
    answer: 'private',
    options: {},
    run: async (_options, context) => volunteer({ ...deps, context }),
  });

export const groupSwapCommand = (deps: GroupDeps): Command =>
  defineCommand({
    name: 'group swap',
    summary: 'Swap turns with whoever presents next: you now, they when it is yours',
    example: 'group swap',
    answer: 'private',
    options: {},
    run: async (_options, context) => swapTurns({ ...deps, context }),
  });

/** @throws UserError where it is gone. */
export async function joinGroup(id: GroupId, asked: Asked): Promise<Reply> {
  const changed = await change(id, asked, (group) => joined(group, asked.context));
  return { kind: 'message', message: await groupMessage(changed, `You are in ${changed.name}`, asked) };
}

/** @throws UserError where it is gone. */
export async function leaveGroup(id: GroupId, asked: Asked): Promise<Reply> {
  const { asker, now } = asked.context;
  const changed = await change(id, asked, (group) => departed(group, asked.context));
  await endReminders(changed, asker, now, asked.subscriptions);
  return { kind: 'notice', level: 'info', text: `You left ${changed.name}. \`group join\` brings you back.` };
}

/** Before all else that is kept about the asker is deleted, so that turns that are over count as they were. */
export async function leaveAllGroups(asked: Asked): Promise<void> {
  for (const { id } of await asked.groups.groupsOf(asked.context.asker)) await leaveGroup(id, asked);
}

/** With the meetings that are over taken into the rota first, so that a change counts from now on. */
async function change(id: GroupId, asked: Asked, how: (group: Group) => Group): Promise<Group> {
  const { groups, context } = asked;
  const current = await groups.group(id);
  const upToNow = current && (await broughtUpTo(current, context.now, asked));
  const changed =
    upToNow &&
    (await groups.changeGroup(id, (group) =>
      how({ ...group, ...(group.settledUpTo < upToNow.settledUpTo && settledPart(upToNow)) }),
    ));
  if (changed === undefined) throw new UserError('no-group', 'That reading group is gone.');
  return changed;
}

function settledPart({ rota, settledUpTo }: Group): Pick<Group, 'rota' | 'settledUpTo'> {
  return { rota, settledUpTo };
}

async function showRota(asked: Asked): Promise<Reply> {
  const group = await broughtUpTo(await groupHere(asked), asked.context.now, asked);
  const upcoming = await upcomingMeeting(group, asked.context.now, asked);
  const next = upcoming && presenterOf(group.rota, upcoming.meeting);
  const queue = queueOf(group.rota).map(({ user, turns }): readonly Span[] => [
    text(nameOf(group, user)),
    text(turns === 1 ? ', presented once' : `, presented ${turns} times`),
  ]);
  const title = `${group.name}: who presents`;
  return {
    kind: 'message',
    message: {
      summary: title,
      title,
      blocks: [
        {
          kind: 'text',
          spans: next === undefined ? [text('Nobody is a member yet.')] : [strong(nameOf(group, next)), text(' is next.')],
        },
        ...(queue.length > 0 ? [{ kind: 'list', items: queue } as const] : []),
        { kind: 'note', spans: membersLine(group) },
      ],
      buttons: [],
    },
  };
}

async function volunteer(asked: Asked): Promise<Reply> {
  const { group, upcoming } = await memberAtNext(asked);
  const { asker } = asked.context;
  await asked.groups.changeMeeting(group.id, upcoming.meeting.slot, (meeting) => ({ ...meeting, volunteer: asker }));
  return {
    kind: 'notice',
    level: 'info',
    text: 'You present at the next meeting. It counts as a turn of yours where you are not ahead.',
  };
}

async function swapTurns(asked: Asked): Promise<Reply> {
  const { group } = await memberAtNext(asked);
  const { asker } = asked.context;
  const before = await broughtUpTo(group, asked.context.now, asked);
  const turn = swap(before.rota, asker)?.turn;
  if (turn === undefined || isSameUser(turn.of, asker)) {
    throw new UserError('own-turn', 'It is your own turn. Whoever wants to present in your place says `group swap`.');
  }
  await change(group.id, asked, (current) => ({ ...current, rota: swap(current.rota, asker)?.rota ?? current.rota }));
  const other = nameOf(group, turn.of);
  return { kind: 'notice', level: 'info', text: `You present in place of ${other}, and ${other} when it is your turn.` };
}

async function memberAtNext(asked: Asked): Promise<{ readonly group: Group; readonly upcoming: Upcoming }> {
  const group = await groupHere(asked);
  refuseStrangers(group, asked);
  const upcoming = await upcomingMeeting(group, asked.context.now, asked);
  if (upcoming === undefined) throw new UserError('nothing-planned', 'No meeting is planned.');
  return { group, upcoming };
}
