/**
 * `group create`, `group settings` and `group delete`: what a group is, for whoever may change what its channel gets.
 */
import { type Command, type CommandContext, defineCommand, zoneOf } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import { DEFAULT_STEP_DAYS, type MeetingSchedule, MOST_BALLOT_DAYS, type StepDays } from '../../core/groups/cycle.ts';
import type { Group, GroupId } from '../../core/groups/group.ts';
import { EMPTY_ROTA } from '../../core/groups/rota.ts';
import { type Reply, text } from '../../core/message.ts';
import { directOwner } from '../../core/place.ts';
import { formatSchedule, parseSchedule } from '../../core/schedule-text.ts';
import { groupIdOf } from '../../core/subscription-id.ts';
import { localDateAt } from '../../core/time.ts';
import { type Asked, broughtUpTo, type GroupDeps, groupHere, refuseOthers } from './group-deps.ts';
import { groupMessage } from './group-message.ts';
import { joined } from './membership.ts';
import { changeSteps, endSteps, startSteps } from './steps.ts';

const WHEN_OPTION = {
  kind: 'text',
  description: 'such as weekly on thursday at 15:00, or every other monday at noon, with zone Europe/Berlin',
  maxLength: 200,
  rest: 'until-named',
} as const;
const NAME_OPTION = { kind: 'text', description: 'what it is called; Reading group unless given', maxLength: 60 } as const;
const BALLOT_OPTION = {
  kind: 'integer',
  description: 'days before a meeting that votes begin',
  min: 2,
  max: MOST_BALLOT_DAYS,
} as const;
const CHOICE_OPTION = {
  kind: 'integer',
  description: 'days before a meeting that votes end',
  min: 1,
  max: MOST_BALLOT_DAYS - 1,
} as const;

export const groupCreateCommand = (deps: GroupDeps): Command =>
  defineCommand({
    name: 'group create',
    summary: 'Begin a reading group in this channel: nominations, votes, presenters, meetings',
    example: 'group create weekly on thursday at 15:00 zone Europe/Berlin',
    answer: 'private',
    usesZone: true,
    options: { name: NAME_OPTION, when: { ...WHEN_OPTION, required: true } },
    run: async ({ name = 'Reading group', when }, context) => create({ name, when }, { ...deps, context }),
  });

export const groupSettingsCommand = (deps: GroupDeps): Command =>
  defineCommand({
    name: 'group settings',
    summary: 'Show the reading group of this channel, or change when it meets and votes',
    example: 'group settings ballot:5 choice:2',
    answer: 'private',
    usesZone: true,
    options: { name: NAME_OPTION, ballot: BALLOT_OPTION, choice: CHOICE_OPTION, when: WHEN_OPTION },
    run: async (wanted, context) => change(wanted, { ...deps, context }),
  });

export const groupDeleteCommand = (deps: GroupDeps): Command =>
  defineCommand({
    name: 'group delete',
    summary: 'End the reading group of this channel, and delete what is kept of it',
    example: 'group delete',
    answer: 'private',
    options: {},
    run: async (_options, context) => {
      const asked = { ...deps, context };
      const group = await groupHere(asked);
      refuseOthers(group, asked);
      const sentence = `Delete ${group.name}, with its members, votes and archive? This cannot be undone; \`group export\` gives the archive first.`;
      return {
        kind: 'message',
        message: {
          summary: sentence,
          blocks: [{ kind: 'text', spans: [text(sentence.replace(/`/g, ''))] }],
          buttons: [
            { kind: 'action', label: 'Delete the group', tone: 'danger', action: { kind: 'group.delete', group: group.id } },
          ],
        },
      };
    },
  });

/** @throws UserError where it is gone, or the presser may not. */
export async function deleteGroup(id: GroupId, asked: Asked): Promise<Reply> {
  const group = await asked.groups.group(id);
  if (group === undefined) throw new UserError('no-group', 'That reading group is gone already.');
  refuseOthers(group, asked);
  await endSteps(group, asked.context.now, asked.subscriptions);
  await asked.groups.removeGroup(id);
  return { kind: 'notice', level: 'info', text: `${group.name} is deleted.` };
}

async function create({ name, when }: { readonly name: string; readonly when: string }, asked: Asked): Promise<Reply> {
  const { context, groups, subscriptions } = asked;
  const { asker, place, now } = context;
  if (directOwner(place) !== undefined) {
    throw new UserError('no-channel', 'A reading group belongs to a channel. Say it there.');
  }
  refuseOthers({ place, owner: { platform: place.platform, id: '' } }, asked);
  const check = await asked.checkPlace(place);
  if (check.kind === 'may-not-post') {
    const lacks = check.missing.length === 0 ? '' : `: it lacks ${check.missing.join(', ')}`;
    throw new UserError('may-not-post', `The bot may not post there${lacks}. Mend that and create the group again.`);
  }
  const group: Group = joined(
    {
      id: groupIdOf(place),
      place,
      owner: asker,
      name,
      meetings: meetingsFor(when, context),
      days: DEFAULT_STEP_DAYS,
      createdAt: now,
      members: [],
      rota: EMPTY_ROTA,
      settledUpTo: now,
    },
    context,
  );
  if ((await groups.addGroup(group)) === 'already-there') {
    throw new UserError('group-there', 'There is a reading group here already. `group settings` shows and changes it.');
  }
  await startSteps(group, now, subscriptions);
  return { kind: 'message', message: await groupMessage(group, `${name} is made`, asked) };
}

interface Wanted {
  readonly name: string | undefined;
  readonly ballot: number | undefined;
  readonly choice: number | undefined;
  readonly when: string | undefined;
}

async function change({ name, ballot, choice, when }: Wanted, asked: Asked): Promise<Reply> {
  const { context, groups, subscriptions } = asked;
  const current = await groupHere(asked);
  if ([name, ballot, choice, when].every((each) => each === undefined)) {
    return { kind: 'message', message: await groupMessage(await broughtUpTo(current, context.now, asked), current.name, asked) };
  }
  refuseOthers(current, asked);
  const days: StepDays = { ballot: ballot ?? current.days.ballot, choice: choice ?? current.days.choice };
  if (days.choice >= days.ballot) {
    throw new UserError('bad-days', `Votes must begin before they end: ballot is ${days.ballot} days, choice ${days.choice}.`);
  }
  const upToNow = await broughtUpTo(current, context.now, asked);
  const meetings = when === undefined ? current.meetings : meetingsFor(when, context);
  const changed = await groups.changeGroup(current.id, (group) => ({
    ...group,
    rota: upToNow.rota,
    // Slots of other times would be counted once more, or never
    settledUpTo: when === undefined || upToNow.settledUpTo > context.now ? upToNow.settledUpTo : context.now,
    name: name ?? group.name,
    days,
    meetings,
  }));
  if (changed === undefined) throw new UserError('no-group', 'That reading group is gone.');
  await changeSteps(changed, context.now, subscriptions);
  return { kind: 'message', message: await groupMessage(changed, `${changed.name} is changed`, asked) };
}

/** @throws UserError for what comes neither weekly nor fortnightly. */
function meetingsFor(when: string, context: CommandContext): MeetingSchedule {
  const zone = zoneOf(context);
  const schedule = parseSchedule(when, { zone, today: localDateAt(context.now, zone) });
  if (schedule.kind === 'weekly' || schedule.kind === 'fortnightly') return schedule;
  throw new UserError(
    'bad-meetings',
    `A reading group meets once a week or every other week, such as \`weekly on thursday at 15:00\`; that is \`${formatSchedule(schedule)}\`.`,
  );
}
