/**
 * An indexed paper that lies in columns: each of its parts is read when it is asked for.
 *
 * A class, as the one thing here that is made for every candidate of a query: its getters are shared, and nothing is read that a
 * filter does not ask for.
 */
import type { Organization, PaperId } from '../core/paper.ts';
import type { FilterFacts, IndexedPaper } from './indexed-paper.ts';
import type { Column } from './packed/column.ts';
import type { Hashes } from './packed/hashes.ts';
import type { NumberLists, Run } from './packed/number-lists.ts';
import type { StringTable } from './packed/string-table.ts';
import type { Texts } from './packed/texts.ts';

/** By place. */
export interface PaperColumns {
  /** 1 where a paper is. */
  readonly held: Column;
  /** Of its id. */
  readonly numbers: Column;
  readonly days: Column;
  /** Of its organization in `slugs`, plus one; 0 without one. */
  readonly makers: Column;
  readonly slugs: StringTable;
  readonly votes: Column;
  readonly has: Column;
  readonly titleEnds: Column;
  readonly namesStarts: Column;
  readonly titleLengths: Column;
  readonly bodyLengths: Column;
  readonly titles: Texts;
  /** Authors and organization, as JSON. */
  readonly names: Texts;
  readonly foldedAuthors: Texts;
  readonly foldedOrganizations: Texts;
  readonly fingerprints: Hashes;
  readonly textFingerprints: Hashes;
  readonly terms: NumberLists;
}

export function makePackedPaper(place: number, columns: PaperColumns, idOf: (place: number) => PaperId): IndexedPaper {
  return new PackedPaper(place, columns, idOf);
}

class PackedPaper implements IndexedPaper {
  private readonly place: number;
  private readonly columns: PaperColumns;
  private readonly idOf: (place: number) => PaperId;

  constructor(place: number, columns: PaperColumns, idOf: (place: number) => PaperId) {
    this.place = place;
    this.columns = columns;
    this.idOf = idOf;
  }

  get id(): PaperId {
    return this.idOf(this.place);
  }

  get fingerprint(): string {
    return this.columns.fingerprints.at(this.place);
  }

  get textFingerprint(): string {
    return this.columns.textFingerprints.at(this.place);
  }

  get title(): string {
    return this.columns.titles.at(this.place);
  }

  get authors(): readonly string[] {
    return this.named()[0];
  }

  get organization(): Organization | undefined {
    return this.named()[1] ?? undefined;
  }

  get terms(): Uint32Array {
    return this.columns.terms.at(this.place);
  }

  hasRun(run: Run): boolean {
    return this.columns.terms.hasRun(this.place, run);
  }

  get titleEnd(): number {
    return this.columns.titleEnds.at(this.place);
  }

  get namesStart(): number {
    return this.columns.namesStarts.at(this.place);
  }

  get titleLength(): number {
    return this.columns.titleLengths.at(this.place);
  }

  get bodyLength(): number {
    return this.columns.bodyLengths.at(this.place);
  }

  get facts(): FilterFacts {
    return new PackedFacts(this.place, this.columns);
  }

  private named(): [authors: readonly string[], organization: Organization | null | undefined] {
    return JSON.parse(this.columns.names.at(this.place));
  }
}

class PackedFacts implements FilterFacts {
  private readonly place: number;
  private readonly columns: PaperColumns;

  constructor(place: number, columns: PaperColumns) {
    this.place = place;
    this.columns = columns;
  }

  get day(): number {
    return this.columns.days.at(this.place);
  }

  get votes(): number {
    return this.columns.votes.at(this.place);
  }

  get has(): number {
    return this.columns.has.at(this.place);
  }

  get authors(): string {
    return this.columns.foldedAuthors.at(this.place);
  }

  get organization(): string {
    return this.columns.foldedOrganizations.at(this.place);
  }
}
