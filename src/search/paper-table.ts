/**
 * The indexed papers by place, in columns and runs of bytes: an index of a hundred thousand papers is a few dozen arrays.
 *
 * A place is the paper's number in the compact index; it is given once, in growing order, and not reused, so that a stale one names nobody.
 */
import type { PaperId } from '../core/paper.ts';
import type { IndexedPaper } from './indexed-paper.ts';
import { makeColumn } from './packed/column.ts';
import { makeHashes } from './packed/hashes.ts';
import { makeNumberLists } from './packed/number-lists.ts';
import { named, type Parts, part, partsOf } from './packed/parts.ts';
import { makeStringTable } from './packed/string-table.ts';
import { makeTexts } from './packed/texts.ts';
import { makePackedPaper, type PaperColumns } from './packed-paper.ts';
import type { ArchiveLengths } from './ranking.ts';

export interface PaperTable {
  /** @returns its place. */
  readonly add: (paper: IndexedPaper) => number;
  /** Takes the facts of another record of the same text. */
  readonly replaceFacts: (place: number, paper: Pick<IndexedPaper, 'fingerprint' | 'facts'>) => void;
  readonly remove: (place: number) => void;
  readonly placeOf: (id: PaperId) => number | undefined;
  /** Each part of the paper is read from the table when it is asked for; the same paper is another object each time. */
  readonly at: (place: number) => IndexedPaper | undefined;
  readonly idOf: (place: number) => PaperId;
  readonly titleOf: (place: number) => string;
  readonly votesOf: (place: number) => number;
  /** As `FilterFacts` has it. */
  readonly dayOf: (place: number) => number;
  /** The number of the paper's organization, from 1; 0 where it has none. */
  readonly makerOf: (place: number) => number;
  /** How many organizations have a number. */
  readonly makers: () => number;
  /** Places are below it. */
  readonly size: () => number;
  /** Of all papers, in the order in which they came. */
  readonly places: () => readonly number[];
  readonly all: () => readonly IndexedPaper[];
  /** An order of places: the newer paper first, then the smaller id. */
  readonly newestFirst: (a: number, b: number) => number;
  readonly lengths: () => ArchiveLengths;
  readonly save: () => Parts;
}

/** A place that is nobody's, plus one. */
const NOWHERE = 0;

/** @param saved as `save()` gave it. */
export function makePaperTable(saved?: Parts): PaperTable {
  const columns = columnsOf(saved);
  const ids = makeStringTable(saved && partsOf('ids', saved));
  /** By number of the id: the place plus one. */
  const placeByNumber = makeColumn('four-bytes', saved && part(saved, 'placeByNumber'));
  const { held, numbers, titleLengths, bodyLengths } = columns;
  const sums = { papers: 0, title: 0, body: 0 };
  const count = (place: number, change: 1 | -1): void => {
    sums.papers += change;
    sums.title += change * titleLengths.at(place);
    sums.body += change * bodyLengths.at(place);
  };
  const places = (): readonly number[] => {
    const all: number[] = [];
    for (let place = 0; place < held.size(); place += 1) if (held.at(place) === 1) all.push(place);
    return all;
  };
  const idOf = (place: number): PaperId => ids.at(numbers.at(place)) as PaperId;
  const at = (place: number): IndexedPaper | undefined =>
    place >= 0 && held.at(place) === 1 ? makePackedPaper(place, columns, idOf) : undefined;
  for (const place of places()) count(place, 1);

  return {
    add: (paper) => {
      const number = ids.add(paper.id);
      const place = held.push(1);
      if (number === placeByNumber.size()) placeByNumber.push(place + 1);
      else placeByNumber.set(number, place + 1);
      numbers.push(number);
      pushPaper(columns, paper);
      count(place, 1);
      return place;
    },
    replaceFacts: (place, { fingerprint, facts }) => {
      columns.fingerprints.set(place, fingerprint);
      columns.days.set(place, facts.day);
      columns.votes.set(place, facts.votes);
      columns.has.set(place, facts.has);
    },
    remove: (place) => {
      if (held.at(place) !== 1) return;
      count(place, -1);
      held.set(place, 0);
      placeByNumber.set(numbers.at(place), NOWHERE);
    },
    placeOf: (id) => {
      const number = ids.find(id);
      const place = number === undefined ? NOWHERE : placeByNumber.at(number);
      return place === NOWHERE ? undefined : place - 1;
    },
    at,
    idOf,
    titleOf: columns.titles.at,
    votesOf: columns.votes.at,
    dayOf: columns.days.at,
    makerOf: columns.makers.at,
    makers: columns.slugs.size,
    size: held.size,
    places,
    all: () => places().map((place) => makePackedPaper(place, columns, idOf)),
    newestFirst: (a, b) => columns.days.at(b) - columns.days.at(a) || ids.compare(numbers.at(a), numbers.at(b)),
    lengths: () => ({
      papers: sums.papers,
      titleLength: sums.title / (sums.papers || 1),
      bodyLength: sums.body / (sums.papers || 1),
    }),
    save: () => ({ ...named('ids', ids.save()), placeByNumber: placeByNumber.save(), ...saveColumns(columns) }),
  };
}

const NUMBERS = ['numbers', 'days', 'makers', 'votes', 'titleEnds', 'namesStarts', 'titleLengths', 'bodyLengths'] as const;
const TEXTS = ['titles', 'names', 'foldedAuthors', 'foldedOrganizations'] as const;
const HASHES = ['fingerprints', 'textFingerprints'] as const;

function columnsOf(saved: Parts | undefined): PaperColumns {
  const numberColumn = (name: (typeof NUMBERS)[number]) => makeColumn('four-bytes', saved && part(saved, name));
  const texts = (name: (typeof TEXTS)[number]) => makeTexts(saved && partsOf(name, saved));
  const hashes = (name: (typeof HASHES)[number]) => makeHashes(saved && part(saved, name));
  return {
    held: makeColumn('one-byte', saved && part(saved, 'held')),
    has: makeColumn('one-byte', saved && part(saved, 'has')),
    numbers: numberColumn('numbers'),
    days: numberColumn('days'),
    makers: numberColumn('makers'),
    slugs: makeStringTable(saved && partsOf('slugs', saved)),
    votes: numberColumn('votes'),
    titleEnds: numberColumn('titleEnds'),
    namesStarts: numberColumn('namesStarts'),
    titleLengths: numberColumn('titleLengths'),
    bodyLengths: numberColumn('bodyLengths'),
    titles: texts('titles'),
    names: texts('names'),
    foldedAuthors: texts('foldedAuthors'),
    foldedOrganizations: texts('foldedOrganizations'),
    fingerprints: hashes('fingerprints'),
    textFingerprints: hashes('textFingerprints'),
    terms: makeNumberLists(saved && partsOf('terms', saved)),
  };
}

function pushPaper(columns: PaperColumns, { facts, ...paper }: IndexedPaper): void {
  columns.days.push(facts.day);
  columns.makers.push(paper.organization === undefined ? 0 : columns.slugs.add(paper.organization.slug) + 1);
  columns.votes.push(facts.votes);
  columns.has.push(facts.has);
  columns.titleEnds.push(paper.titleEnd);
  columns.namesStarts.push(paper.namesStart);
  columns.titleLengths.push(paper.titleLength);
  columns.bodyLengths.push(paper.bodyLength);
  columns.titles.push(paper.title);
  columns.names.push(JSON.stringify([paper.authors, paper.organization]));
  columns.foldedAuthors.push(facts.authors);
  columns.foldedOrganizations.push(facts.organization);
  columns.fingerprints.push(paper.fingerprint);
  columns.textFingerprints.push(paper.textFingerprint);
  columns.terms.push(paper.terms);
}

/** Of papers that were taken out no text is saved. */
function saveColumns(columns: PaperColumns): Parts {
  const isHeld = (place: number): boolean => columns.held.at(place) === 1;
  const plain = (['held', 'has', ...NUMBERS, ...HASHES] as const).map((name) => [name, columns[name].save()] as const);
  const rows = (['terms', ...TEXTS] as const).map((name) => named(name, columns[name].save(isHeld)));
  return Object.assign(Object.fromEntries(plain), named('slugs', columns.slugs.save()), ...rows);
}
