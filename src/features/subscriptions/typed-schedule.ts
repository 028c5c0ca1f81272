/**
 * The schedule that a person types behind `subscribe`, in their own zone unless they name another.
 */
import { type CommandContext, zoneOf } from '../../core/command.ts';
import { type Block, code, text } from '../../core/message.ts';
import type { Schedule } from '../../core/schedule.ts';
import { parseSchedule } from '../../core/schedule-text.ts';
import { localDateAt, UTC } from '../../core/time.ts';

/** Lists come out on weekdays. */
export const DEFAULT_SCHEDULE = 'weekdays at 9';

export const SCHEDULE_OPTION = {
  kind: 'text',
  description: 'such as weekdays at 9, mon,thu 14:00 or monthly on the 1st, with zone Europe/Berlin',
  maxLength: 200,
  rest: 'until-named',
} as const;

/** @throws UserError as `parseSchedule` does. */
export function scheduleFor(typed: string | undefined, context: CommandContext): Schedule {
  const zone = zoneOf(context);
  return parseSchedule(typed ?? DEFAULT_SCHEDULE, { zone, today: localDateAt(context.now, zone) });
}

/** Where the zone is nobody's choice. */
export function zoneHint(schedule: Schedule, context: CommandContext): readonly Block[] {
  if (context.settings.zone !== undefined || context.zoneThere !== undefined || schedule.zone !== UTC) return [];
  return [
    {
      kind: 'note',
      spans: [
        text('Times are in UTC. '),
        code('settings zone Europe/Berlin'),
        text(' sets your own, and '),
        code('zone Europe/Berlin'),
        text(' in the schedule that of one subscription.'),
      ],
    },
  ];
}
