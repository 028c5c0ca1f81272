/**
 * Which stored paper a record belongs to, and what a batch of records changes. Pure: known papers and records in, changes out.
 *
 * A record belongs to the paper of its id, followed where that is an alias. A record without an arXiv id else joins the paper
 * of its title: of several, the one with the smallest id. A record with an arXiv id also takes over a page record of its
 * title, whose id becomes an alias. Two arXiv ids are two papers, whatever their titles. Records are taken one after the
 * other, as if each were a batch of its own.
 */
import { arxivIdOf, mergePapers, type Paper, type PaperId, paperFingerprint, titleKey } from '../core/paper.ts';
import type { UpsertCounts } from '../core/paper-store.ts';
import { writePaper } from './paper-record.ts';

export interface StoredPaper {
  readonly paper: Paper;
  readonly record: string;
  readonly fingerprint: string;
}

/** At least every paper and alias that one of the records may belong to. */
export interface KnownPapers {
  readonly papers: ReadonlyMap<PaperId, StoredPaper>;
  readonly aliases: ReadonlyMap<PaperId, PaperId>;
}

export interface BatchChanges {
  readonly counts: UpsertCounts;
  /** New papers, and known ones that differ from what they were before the batch. */
  readonly written: readonly StoredPaper[];
  /** Known papers that became part of others; `aliases` says of which. */
  readonly removed: readonly PaperId[];
  /** From old id to new, those that were not known before. */
  readonly aliases: ReadonlyMap<PaperId, PaperId>;
}

export function joinRecords(known: KnownPapers, records: readonly Paper[]): BatchChanges {
  const shelf: Shelf = { papers: new Map(known.papers), aliases: new Map(known.aliases), idsByTitle: new Map() };
  for (const { paper } of known.papers.values()) noteTitle(shelf, paper);
  const counts = { added: 0, changed: 0, unchanged: 0 };
  for (const record of records) counts[put(shelf, record)] += 1;
  return {
    counts,
    written: [...shelf.papers.values()].filter(
      ({ paper, fingerprint }) => known.papers.get(paper.id)?.fingerprint !== fingerprint,
    ),
    removed: [...known.papers.keys()].filter((id) => !shelf.papers.has(id)),
    aliases: new Map([...shelf.aliases].filter(([oldId]) => !known.aliases.has(oldId))),
  };
}

/** The papers while a batch goes over them. */
interface Shelf {
  readonly papers: Map<PaperId, StoredPaper>;
  readonly aliases: Map<PaperId, PaperId>;
  /** May name papers that have gone or have another title by now. */
  readonly idsByTitle: Map<string, Set<PaperId>>;
}

function put(shelf: Shelf, record: Paper): keyof UpsertCounts {
  const id = idFor(shelf, record);
  const before = shelf.papers.get(id);
  const pages = arxivIdOf(id) === undefined ? [] : takeOverPages(shelf, record, id);
  const parts = [...(before === undefined ? [] : [before.paper]), ...pages, record];
  const joined = storedPaper({ ...parts.reduce((known, part) => mergePapers(known, part)), id });
  if (id !== record.id) shelf.aliases.set(record.id, id);
  if (pages.length === 0 && joined.fingerprint === before?.fingerprint) return 'unchanged';
  shelf.papers.set(id, joined);
  noteTitle(shelf, joined.paper);
  return parts.length === 1 ? 'added' : 'changed';
}

function idFor(shelf: Shelf, record: Paper): PaperId {
  const aliased = shelf.aliases.get(record.id);
  if (aliased !== undefined) return aliased;
  if (shelf.papers.has(record.id) || arxivIdOf(record.id) !== undefined) return record.id;
  return papersTitled(shelf, record.title).sort()[0] ?? record.id;
}

/** Takes the page records of that title off the shelf; from now on their ids mean `id`. */
function takeOverPages(shelf: Shelf, record: Paper, id: PaperId): readonly Paper[] {
  const pageIds = papersTitled(shelf, record.title).filter((titled) => arxivIdOf(titled) === undefined);
  return pageIds.flatMap((pageId) => {
    const page = shelf.papers.get(pageId);
    shelf.papers.delete(pageId);
    for (const [oldId, target] of shelf.aliases) if (target === pageId) shelf.aliases.set(oldId, id);
    shelf.aliases.set(pageId, id);
    return page === undefined ? [] : [page.paper];
  });
}

function papersTitled(shelf: Shelf, title: string): PaperId[] {
  const key = titleKey(title);
  const noted = [...(shelf.idsByTitle.get(key) ?? [])];
  return noted.filter((id) => {
    const stored = shelf.papers.get(id);
    return stored !== undefined && titleKey(stored.paper.title) === key;
  });
}

/** A paper without a title joins nothing by it. */
function noteTitle(shelf: Shelf, paper: Paper): void {
  const key = titleKey(paper.title);
  if (key === '') return;
  const noted = shelf.idsByTitle.get(key);
  if (noted === undefined) shelf.idsByTitle.set(key, new Set([paper.id]));
  else noted.add(paper.id);
}

function storedPaper(joined: Paper): StoredPaper {
  const { record, paper } = writePaper(joined);
  return { record, paper, fingerprint: paperFingerprint(paper) };
}
