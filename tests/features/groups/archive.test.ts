/**
 * A group's archive as files, each read by another library than wrote it.
 */
import { parse as parseCsv } from 'csv-parse/sync';
import { convertIcsCalendar } from 'ts-ics';
import { describe, expect, it } from 'vitest';
import { DEFAULT_STEP_DAYS } from '../../../src/core/groups/cycle.ts';
import type { Group, GroupId } from '../../../src/core/groups/group.ts';
import { EMPTY_ROTA } from '../../../src/core/groups/rota.ts';
import type { TimeZone } from '../../../src/core/time.ts';
import type { ReadPaper } from '../../../src/features/groups/archive.ts';
import { type ArchiveFormat, exportArchive } from '../../../src/features/groups/archive-export.ts';
import { anInstant, aPaper, aUser } from '../../support/builders.ts';
import { aPlace } from '../../support/delivery-builders.ts';

const GROUP: Group = {
  id: 'k7m2qx' as GroupId,
  place: aPlace(),
  owner: aUser('ada'),
  name: 'Readers, inc.; *all* of us',
  meetings: { kind: 'weekly', on: 'thu', at: { hour: 15, minute: 0 }, zone: 'Europe/Berlin' as TimeZone },
  days: DEFAULT_STEP_DAYS,
  createdAt: anInstant('2026-01-01T00:00:00Z'),
  members: [{ user: aUser('ada'), name: 'Ada', joinedAt: anInstant() }],
  rota: EMPTY_ROTA,
  settledUpTo: anInstant(),
};
const READ: readonly ReadPaper[] = [
  {
    slot: anInstant('2026-03-26T14:00:00Z'),
    at: anInstant('2026-03-26T14:00:00Z'),
    paper: aPaper({ id: 'arxiv:2601.00001', title: 'Before, and after' }),
    votes: 1,
    presenter: aUser('ada'),
  },
  {
    slot: anInstant('2026-04-02T13:00:00Z'),
    at: anInstant('2026-04-02T15:30:00Z'),
    paper: aPaper({ id: 'arxiv:2601.00002', title: '=SUM(A1) [of] everything' }),
    votes: 3,
  },
];
const COMING = [{ slot: anInstant('2026-04-09T13:00:00Z'), at: anInstant('2026-04-09T13:00:00Z') }];

const exported = (format: ArchiveFormat) =>
  exportArchive(
    { group: GROUP, read: READ, coming: COMING, bibtex: (papers) => papers.map(({ title }) => title).join() },
    format,
  );

describe('the archive of a group', () => {
  it('is a calendar of the meetings that were and those to come, at their instants across a clock change', () => {
    const { name, content } = exported('ics');
    expect(name).toBe('paperboy-reading-group.ics');
    const events = convertIcsCalendar(undefined, content).events ?? [];
    expect(events.map(({ start, summary }) => [start.date.toISOString(), summary])).toEqual([
      ['2026-03-26T14:00:00.000Z', 'Readers, inc.; *all* of us: Before, and after'],
      ['2026-04-02T15:30:00.000Z', 'Readers, inc.; *all* of us: =SUM(A1) [of] everything'],
      ['2026-04-09T13:00:00.000Z', 'Readers, inc.; *all* of us'],
    ]);
    expect(events[0]?.description).toBe('Before, and after\nPresented by Ada');
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(3);
  });

  it('is a table with a row a meeting, in which no title becomes a formula', () => {
    const rows = parseCsv(exported('csv').content, { columns: true });
    expect(rows).toMatchObject([
      { date: '2026-03-26', title: 'Before, and after', arxiv: '2601.00001', votes: '1', presenter: 'Ada' },
      { date: '2026-04-02', title: expect.stringMatching(/^'=SUM/), presenter: '' },
    ]);
  });

  it('is a page of notes in which nobody’s text is markup', () => {
    const { content } = exported('markdown');
    expect(content).toContain('# Readers, inc.; \\*all\\* of us');
    expect(content).toMatch(/## 26 Mar 2026\n\n\[Before, and after\]\(.*2601\.00001\)\n\n1 vote, presented by Ada/);
    expect(content).toContain('[=SUM(A1) \\[of\\] everything]');
  });

  it('is what papers are in a bibliography, in the order in which they were read', () => {
    expect(exported('bibtex')).toMatchObject({
      name: 'paperboy-reading-group.bib',
      content: 'Before, and after,=SUM(A1) [of] everything',
    });
  });
});
