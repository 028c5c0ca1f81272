/**
 * `about`: what runs here, what it knows, and how fresh that is.
 */
import { type Command, type CommandContext, defineCommand } from '../../core/command.ts';
import { counted, formatCount, formatDate, formatMoment } from '../../core/locale.ts';
import { type Message, type Span, strong, text } from '../../core/message.ts';
import type { ArchiveFacts, PaperStore } from '../../core/paper-store.ts';
import { PLATFORM_LABELS } from '../../core/place.ts';
import type { SourceStore } from '../../core/source-store.ts';
import { UTC } from '../../core/time.ts';
import { freshnessItems } from './freshness.ts';

export interface AboutDeps {
  readonly papers: Pick<PaperStore, 'archiveFacts'>;
  readonly sources: Pick<SourceStore, 'sourceFreshness' | 'listDays'>;
  readonly version: string;
  /** Papers that can be searched at this moment. */
  readonly indexedPapers: () => number;
}

export const aboutCommand = ({ papers, sources, version, indexedPapers }: AboutDeps): Command =>
  defineCommand({
    name: 'about',
    summary: 'Show the version, and how much is known and how fresh it is',
    example: 'about',
    answer: 'private',
    options: {},
    run: async (_options, context) => ({
      kind: 'message',
      message: aboutMessage(version, [
        ...factItems(await papers.archiveFacts(), indexedPapers(), context),
        ...(await freshnessItems(sources, context)),
      ]),
    }),
  });

function aboutMessage(version: string, items: readonly (readonly Span[])[]): Message {
  const title = `Paperboy ${version}`;
  return {
    summary: title,
    title,
    blocks: [
      {
        kind: 'note',
        spans: [
          text(
            'A search over papers of the Hugging Face daily lists. Text of the papers is their authors’, from arXiv and Hugging Face.',
          ),
        ],
      },
      { kind: 'list', items },
    ],
    buttons: [],
  };
}

function factItems(facts: ArchiveFacts, indexed: number, { settings, place }: CommandContext): readonly (readonly Span[])[] {
  const { locale, zone = UTC } = settings;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Papers', `${formatCount(facts.papers, locale)}, ${formatCount(facts.withAbstract, locale)} of them with an abstract`],
    ['Searchable now', counted(indexed, 'paper', locale)],
    ['Newest daily list', facts.newestListing === undefined ? 'none here yet' : formatDate(facts.newestListing, locale)],
    ['Newest paper', facts.newestPaper === undefined ? undefined : formatDate(facts.newestPaper, locale)],
    ['Last change', facts.lastChange === undefined ? undefined : `${formatMoment(facts.lastChange, zone, locale)} (${zone})`],
    ['Platform', PLATFORM_LABELS[place.platform]],
  ];
  return rows.flatMap(([name, value]) => (value === undefined ? [] : [[text(`${name}: `), strong(value)]]));
}
