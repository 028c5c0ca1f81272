/**
 * A group's archive as a file: for a bibliography, a spreadsheet, a calendar, or a page of notes.
 */
import { stringify } from 'csv-stringify/sync';
import { createEvents, type EventAttributes } from 'ics';
import type { Group } from '../../core/groups/group.ts';
import { formatDate } from '../../core/locale.ts';
import type { ReplyFile } from '../../core/message.ts';
import { arxivIdOf, type Paper, paperLinks } from '../../core/paper.ts';
import { type Instant, localDateAt } from '../../core/time.ts';
import type { ReadPaper } from './archive.ts';
import { nameOf } from './group-words.ts';

export const ARCHIVE_FORMATS = ['bibtex', 'csv', 'ics', 'markdown'] as const;
export type ArchiveFormat = (typeof ARCHIVE_FORMATS)[number];

export interface ArchiveParts {
  readonly group: Group;
  readonly read: readonly ReadPaper[];
  /** Slots of meetings to come, for the calendar. */
  readonly coming: readonly Instant[];
  readonly bibtex: (papers: readonly Paper[]) => string;
}

const NAME = 'paperboy-reading-group';
const MEETING_MINUTES = 60;

export function exportArchive(parts: ArchiveParts, format: ArchiveFormat): ReplyFile {
  switch (format) {
    case 'bibtex':
      return {
        name: `${NAME}.bib`,
        mediaType: 'application/x-bibtex',
        content: parts.bibtex(parts.read.map(({ paper }) => paper)),
      };
    case 'csv':
      return { name: `${NAME}.csv`, mediaType: 'text/csv', content: csvOf(parts) };
    case 'ics':
      return { name: `${NAME}.ics`, mediaType: 'text/calendar', content: calendarOf(parts) };
    case 'markdown':
      return { name: `${NAME}.md`, mediaType: 'text/markdown', content: markdownOf(parts) };
  }
}

function csvOf({ group, read }: ArchiveParts): string {
  const rows = read.map(({ slot, paper, votes, presenter }) => ({
    date: localDateAt(slot, group.meetings.zone),
    title: paper.title,
    arxiv: arxivIdOf(paper.id) ?? '',
    votes,
    presenter: presenter === undefined ? '' : nameOf(group, presenter),
    link: paperLinks(paper.id)?.arxiv ?? '',
  }));
  const columns = ['date', 'title', 'arxiv', 'votes', 'presenter', 'link'];
  return stringify(rows, { header: true, columns, escape_formulas: true });
}

/** Meetings that were and those to come, each known again by its slot, so that a second import moves nothing. */
function calendarOf({ group, read, coming }: ArchiveParts): string {
  const past = read.map(({ slot, paper, presenter }) =>
    eventOf(group, slot, {
      title: `${group.name}: ${paper.title}`,
      description: presenter === undefined ? paper.title : `${paper.title}\nPresented by ${nameOf(group, presenter)}`,
      ...urlOf(paper),
    }),
  );
  const future = coming.map((slot) => eventOf(group, slot, { title: group.name }));
  const { value, error } = createEvents([...past, ...future], { productId: 'paperboy', calName: group.name });
  if (typeof value !== 'string') throw new Error('no calendar can be made of the archive', { cause: error });
  return value;
}

function urlOf({ id }: Paper): Pick<EventAttributes, 'url'> {
  const links = paperLinks(id);
  return links === undefined ? {} : { url: links.arxiv.startsWith('http') ? links.arxiv : `https://${links.arxiv}` };
}

function eventOf({ id }: Group, slot: Instant, said: Pick<EventAttributes, 'title' | 'description' | 'url'>): EventAttributes {
  const start = new Date(slot);
  return {
    ...said,
    uid: `${id}-${slot.slice(0, 16).replace(/\D/g, '')}@paperboy`,
    start: [start.getUTCFullYear(), start.getUTCMonth() + 1, start.getUTCDate(), start.getUTCHours(), start.getUTCMinutes()],
    startInputType: 'utc',
    startOutputType: 'utc',
    duration: { minutes: MEETING_MINUTES },
  };
}

function markdownOf({ group, read }: ArchiveParts): string {
  const entries = read.map(({ slot, paper, votes, presenter }) => {
    const links = paperLinks(paper.id);
    const title = links === undefined ? plain(paper.title) : `[${plain(paper.title)}](${links.arxiv})`;
    const by = presenter === undefined ? '' : `, presented by ${plain(nameOf(group, presenter))}`;
    return `## ${formatDate(localDateAt(slot, group.meetings.zone), undefined)}\n\n${title}\n\n${votes === 1 ? '1 vote' : `${votes} votes`}${by}\n`;
  });
  return [`# ${plain(group.name)}\n`, ...entries].join('\n');
}

/** What would be markup stands as it is. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`);
}
