/**
 * A group's archive as a file: for a bibliography, a spreadsheet, a calendar, or a page of notes.
 */
import { stringify } from 'csv-stringify/sync';
import { createEvents, type EventAttributes } from 'ics';
import type { Group } from '../../core/groups/group.ts';
import { formatDate } from '../../core/locale.ts';
import type { ReplyFile } from '../../core/message.ts';
import { arxivIdOf, type Paper, paperLinks } from '../../core/paper.ts';
import { localDateAt } from '../../core/time.ts';
import type { ReadPaper } from './archive.ts';
import { nameOf } from './group-words.ts';

export const ARCHIVE_FORMATS = ['bibtex', 'csv', 'ics', 'markdown'] as const;
export type ArchiveFormat = (typeof ARCHIVE_FORMATS)[number];

export interface ArchiveParts {
  readonly group: Group;
  readonly read: readonly ReadPaper[];
  /** Meetings to come, for the calendar. */
  readonly coming: readonly Held[];
  readonly bibtex: (papers: readonly Paper[]) => string;
}

/** A meeting by its slot, and when it takes place. */
export type Held = Pick<ReadPaper, 'slot' | 'at'>;

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
  const rows = read.map(({ at, paper, votes, presenter }) => ({
    date: localDateAt(at, group.meetings.zone),
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
  const past = read.map(({ paper, presenter, ...held }) =>
    eventOf(group, held, {
      title: `${group.name}: ${paper.title}`,
      description: presenter === undefined ? paper.title : `${paper.title}\nPresented by ${nameOf(group, presenter)}`,
      ...urlOf(paper),
    }),
  );
  const future = coming.map((held) => eventOf(group, held, { title: group.name }));
  const { value, error } = createEvents([...past, ...future], { productId: 'paperboy', calName: group.name });
  if (typeof value !== 'string') throw new Error('no calendar can be made of the archive', { cause: error });
  return value;
}

function urlOf({ id }: Paper): Pick<EventAttributes, 'url'> {
  const links = paperLinks(id);
  return links === undefined ? {} : { url: links.arxiv.startsWith('http') ? links.arxiv : `https://${links.arxiv}` };
}

function eventOf(
  { id }: Group,
  { slot, at }: Held,
  said: Pick<EventAttributes, 'title' | 'description' | 'url'>,
): EventAttributes {
  const start = new Date(at);
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
  const entries = read.map(({ at, paper, votes, presenter }) => {
    const links = paperLinks(paper.id);
    const title = links === undefined ? plain(paper.title) : `[${plain(paper.title)}](${links.arxiv})`;
    const by = presenter === undefined ? '' : `, presented by ${plain(nameOf(group, presenter))}`;
    return `## ${formatDate(localDateAt(at, group.meetings.zone), undefined)}\n\n${title}\n\n${votes === 1 ? '1 vote' : `${votes} votes`}${by}\n`;
  });
  return [`# ${plain(group.name)}\n`, ...entries].join('\n');
}

/** What would be markup stands as it is. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`);
}
