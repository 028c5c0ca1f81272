import { describe, expect, it } from 'vitest';
import { parseDailyChannels } from '../../src/core/daily-channel.ts';
import { UserError } from '../../src/core/errors.ts';

describe('channels named in the settings', () => {
  it('have a place, and a schedule of their own or weekdays at nine in UTC', () => {
    expect(parseDailyChannels('discord:1001/2002 daily at 7:30 zone Europe/Berlin; slack:T01/C02 ;')).toEqual([
      {
        place: { platform: 'discord', workspace: '1001', channel: '2002' },
        schedule: { kind: 'daily', at: { hour: 7, minute: 30 }, zone: 'Europe/Berlin' },
      },
      {
        place: { platform: 'slack', workspace: 'T01', channel: 'C02' },
        schedule: {
          kind: 'days',
          days: ['mon', 'tue', 'wed', 'thu', 'fri'],
          at: { hour: 9, minute: 0 },
          zone: 'UTC',
        },
      },
    ]);
    expect(parseDailyChannels('')).toEqual([]);
  });

  it.each([
    ['irc:x/y', 'entry 1 is not like'],
    ['discord:1001', 'entry 1 is not like'],
    ['slack:T01/C02; discord:1/2 at 25:00', 'entry 2 has a schedule that cannot be read'],
  ])('are refused by their number, and never repeated: %s', (text, why) => {
    const parse = () => parseDailyChannels(text);
    expect(parse).toThrow(UserError);
    expect(parse).toThrow(why);
    expect(parse).not.toThrow(text);
  });
});
