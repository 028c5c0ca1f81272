/**
 * `settings zone`: where the asker's day begins.
 */
import { type Command, defineCommand } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import { formatMoment } from '../../core/locale.ts';
import type { PersonStore } from '../../core/person-store.ts';
import { parseTimeZone } from '../../core/time.ts';
import { nearestZones } from './zones.ts';

const MOST_SUGGESTED = 4;

export const zoneCommand = ({ people }: { readonly people: Pick<PersonStore, 'changeSettings'> }): Command =>
  defineCommand({
    name: 'settings zone',
    summary: 'Set your time zone',
    example: 'settings zone Europe/Berlin',
    answer: 'private',
    options: {
      zone: {
        kind: 'text',
        description: 'a time zone by area and city, such as Europe/Berlin',
        required: true,
        maxLength: 60,
        rest: true,
        suggest: 'zone',
      },
    },
    run: async (options, { asker, now, settings }) => {
      const zone = parseTimeZone(options.zone.replace(/ +/g, '_'));
      if (zone === undefined) throw new UserError('bad-zone', badZone(options.zone));
      await people.changeSettings(asker, { zone });
      return {
        kind: 'notice',
        level: 'info',
        text: `Your time zone is ${zone}: it is ${formatMoment(now, zone, settings.locale)} there.`,
      };
    },
  });

function badZone(typed: string): string {
  const near = nearestZones(typed, MOST_SUGGESTED);
  return near.length > 0
    ? `There is no time zone of that name. Did you mean ${near.map((zone) => `\`${zone}\``).join(', ')}?`
    : 'There is no time zone of that name. Zones are named by area and city, as in `settings zone Europe/Berlin`.';
}
