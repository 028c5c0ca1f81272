/**
 * The tables, as Kysely knows them; `migrations.ts` makes them.
 *
 * Both databases hold the same portable things: ids, days and instants as text (their order is time order), records as JSON
 * text, counts as integers. A column beside a record repeats what queries filter or sort by; the record is what counts.
 */
import type { Kysely, Transaction } from 'kysely';

export interface Tables {
  /** One row: the clock of changes. Writers of papers lock it, so that changes are numbered in the order they commit. */
  readonly archive: {
    readonly change_seq: number;
    readonly last_change: string | null;
  };
  readonly paper: {
    readonly id: string;
    /** `localPaperId` of the title: papers of one title share it, and no title is too long for an index. */
    readonly title_id: string;
    /** `paperFingerprint` of the record. */
    readonly fingerprint: string;
    readonly listed_on: string | null;
    /** `paperDate`. */
    readonly dated_on: string | null;
    /** The day of the list, else `dated_on`. */
    readonly day: string | null;
    readonly has_abstract: 0 | 1;
    readonly change_seq: number;
    readonly record: string;
  };
  /** An id that a paper once had, or would have had, had its arXiv id not been known first. */
  readonly paper_alias: {
    readonly old_id: string;
    readonly new_id: string;
    /** When a paper stopped standing under the old id; null where none ever did. */
    readonly change_seq: number | null;
  };
  readonly saved_query: {
    readonly id: string;
    readonly query: string;
    readonly last_used_at: string;
  };
  /** `paper_id` is the id at the time of saving: it may have become an alias since. */
  readonly saved_paper: {
    readonly user_key: string;
    readonly paper_id: string;
    readonly saved_at: string;
  };
  readonly person_settings: {
    readonly user_key: string;
    readonly zone: string | null;
    readonly locale: string | null;
  };
  readonly migration: {
    readonly name: string;
  };
}

/**
 * What a role of the store is given: reading at once, writing within a transaction only. On SQLite a write that finds the
 * file locked outside of one would leave its statement open and hold back every later commit of the connection.
 */
export type Database = Pick<Kysely<Tables>, 'selectFrom' | 'transaction'>;

export type Writer = Transaction<Tables>;
