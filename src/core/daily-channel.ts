/**
 * Channels that the installation's own settings subscribe to the paper of the day, without a command.
 *
 *     DAILY_CHANNELS=discord:1001/2002 weekdays at 9 zone Europe/Berlin; slack:T01/C02
 *
 * An entry is a platform, the id of the guild or team, that of the channel, and, where it is not to be weekdays at nine in UTC,
 * a schedule.
 */
import { UserError } from './errors.ts';
import type { Place } from './place.ts';
import type { Schedule } from './schedule.ts';
import { parseSchedule } from './schedule-text.ts';
import { type LocalDate, UTC } from './time.ts';

export interface DailyChannel {
  readonly place: Place;
  readonly schedule: Schedule;
}

const ENTRY = /^(discord|slack|terminal):([^/\s]+)\/(\S+)(?:\s+(\S.*))?$/;
const DEFAULT_SCHEDULE = 'weekdays at 9';
/** A Monday: what fortnights count from where an entry does not say. */
const ANCHOR = '2026-01-05' as LocalDate;

/** @throws UserError that tells which entry is wrong, by its number, and how. */
export function parseDailyChannels(text: string): readonly DailyChannel[] {
  const entries = text.split(';').map((entry) => entry.trim());
  return entries.flatMap((entry, at) => (entry === '' ? [] : [parseEntry(entry, at + 1)]));
}

function parseEntry(entry: string, number: number): DailyChannel {
  const [, platform, workspace, channel, schedule = DEFAULT_SCHEDULE] = ENTRY.exec(entry) ?? [];
  if (platform === undefined || workspace === undefined || channel === undefined) {
    throw new UserError(
      'bad-daily-channel',
      `entry ${number} is not like \`discord:GUILD/CHANNEL weekdays at 9 zone Europe/Berlin\``,
    );
  }
  try {
    const place = { platform: platform as Place['platform'], workspace, channel };
    return { place, schedule: parseSchedule(schedule, { zone: UTC, today: ANCHOR }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      'bad-daily-channel',
      `entry ${number} has a schedule that cannot be read; write one such as \`weekdays at 9 zone Europe/Berlin\``,
    );
  }
}
