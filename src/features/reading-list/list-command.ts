/**
 * `list`: the asker's reading list, newest first, a page at a time.
 */
import { type Command, type CommandContext, defineCommand } from '../../core/command.ts';
import { counted, formatDate } from '../../core/locale.ts';
import { type Block, type Button, code, type Message, type PaperBlock, quiet, type Reply, text } from '../../core/message.ts';
import type { ReadingListStore, SavedPaper } from '../../core/person-store.ts';
import { localDateAt, type TimeZone, UTC } from '../../core/time.ts';

export interface ListDeps {
  readonly readingLists: Pick<ReadingListStore, 'readingList'>;
}

const PAGE_SIZE = 10;

export const listCommand = (deps: ListDeps): Command =>
  defineCommand({
    name: 'list',
    summary: 'Show your reading list',
    example: 'list',
    answer: 'private',
    options: {},
    run: async (_options, context) => listPage(1, { ...deps, context }),
  });

/** A page that the list has shrunk away from shows the last one. */
export async function listPage(
  page: number,
  { readingLists, context }: ListDeps & { readonly context: CommandContext },
): Promise<Reply> {
  const saved = await readingLists.readingList(context.asker);
  if (saved.length === 0) return { kind: 'message', message: EMPTY };
  const pages = Math.ceil(saved.length / PAGE_SIZE);
  return { kind: 'message', message: listMessage(saved, Math.min(page, pages), context) };
}

function listMessage(saved: readonly SavedPaper[], page: number, { settings }: CommandContext): Message {
  const { locale, zone = UTC } = settings;
  const pages = Math.ceil(saved.length / PAGE_SIZE);
  const start = (page - 1) * PAGE_SIZE;
  const count = counted(saved.length, 'paper', locale);
  return {
    summary: `Your reading list: ${count}`,
    title: 'Your reading list',
    blocks: [
      { kind: 'note', spans: [text(`${count}, last saved first${pages > 1 ? ` · page ${page} of ${pages}` : ''}`)] },
      ...saved.slice(start, start + PAGE_SIZE).map((entry, at) => savedBlock(entry, start + at + 1, { locale, zone })),
      EXPORT_HINT,
    ],
    buttons: [...(page > 1 ? [turnTo('Previous', page - 1)] : []), ...(page < pages ? [turnTo('Next', page + 1)] : [])],
  };
}

function savedBlock(
  { paper, savedAt }: SavedPaper,
  rank: number,
  { locale, zone }: { readonly locale: string | undefined; readonly zone: TimeZone },
): PaperBlock {
  const day = formatDate(localDateAt(savedAt, zone), locale);
  return { kind: 'paper', detail: 'line', paper, rank, reason: [quiet(`saved ${day}`)] };
}

function turnTo(label: string, page: number): Button {
  return { kind: 'action', label, action: { kind: 'list.page', page } };
}

const EXPORT_HINT: Block = {
  kind: 'note',
  spans: [code('export'), text(' gives the list as a file, '), code('unsave'), text(' takes a paper off.')],
};

const EMPTY: Message = {
  summary: 'Your reading list is empty.',
  blocks: [
    {
      kind: 'text',
      spans: [
        text('Your reading list is empty. Put a paper on it with its Save button, or with '),
        code('save 2106.09685'),
        text('.'),
      ],
    },
  ],
  buttons: [],
};
