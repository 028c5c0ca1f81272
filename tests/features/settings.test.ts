import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTimeZone } from '../../src/core/time.ts';
import { nearestZones, ZONES, zonesLike } from '../../src/features/settings/zones.ts';
import { aBot, buttonOf, messageOf, wordsOf } from '../support/a-bot.ts';
import { aPaper, aUser } from '../support/builders.ts';

describe('settings', () => {
  it('show what is chosen and how to change it', async () => {
    const { ask, read } = await aBot();
    expect(wordsOf(await read('settings'))).toContain('Time zone: UTC, unless you choose another');
    await ask('settings zone europe/berlin');
    await ask('settings language de');
    const words = wordsOf(await read('settings'));
    expect(words).toContain('Time zone: Europe/Berlin');
    expect(words).toContain('Dates and numbers: German (de)');
    expect(words).toContain('It is now Fr., 21. Aug. 2026, 11:00.');
  });

  it('say what time it is in the zone just chosen', async () => {
    const { ask } = await aBot();
    expect(await ask('settings zone Asia/Tokyo')).toMatchObject({
      text: 'Your time zone is Asia/Tokyo: it is Fri, 21 Aug 2026, 18:00 there.',
    });
    expect(await ask('settings zone america/new york')).toMatchObject({ text: expect.stringContaining('America/New_York') });
  });

  it('name near zones for one that does not exist, and change nothing', async () => {
    const { ask, read } = await aBot();
    expect(await ask('settings zone Berln')).toMatchObject({
      level: 'error',
      text: 'There is no time zone of that name. Did you mean `Europe/Berlin`?',
    });
    expect(await ask('settings zone +02:00')).toMatchObject({ level: 'error' });
    expect(wordsOf(await read('settings'))).toContain('Time zone: UTC');
  });

  it.each([
    ['fr-CA', 'fr-CA'],
    ['German', 'de'],
    ['deutsch', 'de'],
    ['pt_BR', 'pt-BR'],
  ])('take the language %s as %s', async (typed, tag) => {
    const { ask } = await aBot();
    expect(await ask(`settings language ${typed}`)).toMatchObject({ level: 'info', text: expect.stringContaining(`(${tag})`) });
  });

  it.each(['klingon', 'xx', '12', 'de de de'])('refuse the language %s', async (typed) => {
    const { ask } = await aBot();
    expect(await ask(`settings language ${typed}`)).toMatchObject({
      level: 'error',
      text: expect.stringContaining('no language tag'),
    });
  });

  it('say plainly that the words stay English', async () => {
    const { ask } = await aBot();
    expect(await ask('settings language ja')).toMatchObject({
      text: expect.stringContaining("The bot's own words are English."),
    });
  });

  it('change the dates and numbers of every message after', async () => {
    const { ask, read } = await aBot({ papers: [aPaper({ listedOn: '2026-08-21', upvotes: 1 })] });
    await ask('settings language de');
    const message = await read('today');
    expect(message.locale).toBe('de');
    expect(message.title).toBe('Daily papers of Fr., 21. Aug. 2026');
  });
});

describe('time zones by name', () => {
  it('are all zones that can be set', () => {
    expect(ZONES.filter((zone) => parseTimeZone(zone) === undefined)).toEqual([]);
  });

  it('are offered by what was typed, cities that start with it first', () => {
    expect(zonesLike('par', 2)).toEqual(['America/Paramaribo', 'Europe/Paris']);
    expect(zonesLike('new y', 3)).toEqual(['America/New_York']);
  });

  it('are found with a slip or two in the city', () => {
    expect(nearestZones('Europe/Berln', 3)).toEqual(['Europe/Berlin']);
    expect(nearestZones('Tokio', 3)).toContain('Asia/Tokyo');
    expect(nearestZones('Atlantis/Nowhere', 3)).toEqual([]);
  });

  it('never number more than was asked for, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 5 }), (typed, limit) => nearestZones(typed, limit).length <= limit),
    );
  });
});

describe('forget-me', () => {
  it('deletes nothing before it is confirmed, then everything of that person alone, and says what', async () => {
    const { ask, read, press } = await aBot({ papers: [aPaper({ title: 'Reading' })] });
    for (const asker of [aUser('one'), aUser('two')]) {
      await ask('save reading', { asker });
      await ask('settings language de', { asker });
    }
    const one = { asker: aUser('one') };
    const confirm = buttonOf(await read('forget-me', one), 'Delete everything');
    expect((await read('list', one)).blocks).toHaveLength(3);
    expect(wordsOf(messageOf(await press(confirm, one)))).toBe(
      'Deleted: 1 saved paper and 1 setting. Nothing is kept about you now.',
    );
    expect(wordsOf(await read('list', one))).toContain('empty');
    expect((await read('list', { asker: aUser('two') })).blocks).toHaveLength(3);
  });

  it('says so where nothing was kept', async () => {
    const { press } = await aBot();
    expect(wordsOf(messageOf(await press({ kind: 'forget-me.confirm' })))).toBe('Nothing was kept about you.');
  });

  it('warns by the tone of its button', async () => {
    const { read } = await aBot();
    expect((await read('forget-me')).buttons).toMatchObject([{ tone: 'danger' }]);
  });
});
