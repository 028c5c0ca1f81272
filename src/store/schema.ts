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
    /** The channel that it was saved in; null in direct messages, and where it is not known. */
    readonly place_key: string | null;
  };
  readonly person_settings: {
    readonly user_key: string;
    readonly zone: string | null;
    readonly locale: string | null;
  };
  /** `record` holds place, program and schedule. */
  readonly subscription: {
    readonly id: string;
    readonly place_key: string;
    readonly owner_key: string | null;
    readonly status: 'active' | 'paused';
    readonly paused_since: string | null;
    readonly paused_why: string | null;
    readonly last_slot: string;
    /** The first slot after `last_slot`: nothing is owed before it. Empty, and so always due, where another version wrote the row. */
    readonly next_slot: string;
    readonly created_at: string;
    readonly record: string;
  };
  /** The outbox. `record` holds place, message and the name of the thread. */
  readonly delivery: {
    readonly id: string;
    readonly subscription_id: string;
    readonly slot: string;
    /** `partKey`. */
    readonly part: number;
    readonly attempts: number;
    readonly state: 'waiting' | 'pending' | 'sending' | 'sent' | 'failed';
    readonly platform: string;
    /** When it may next be claimed: not before, of a pending one; the end of the lease, of one that is being sent. */
    readonly due_at: string | null;
    /** When it was sent or failed. */
    readonly ended_at: string | null;
    readonly failures: number;
    readonly interrupted: 0 | 1;
    /** The platform's reference of a sent one, the reason of a failed one. */
    readonly result: string | null;
    /** The reference of the post that this one stands beneath, once that is there. */
    readonly post_ref: string | null;
    readonly record: string;
  };
  /** Slots that are done without a post. */
  readonly closed_slot: {
    readonly subscription_id: string;
    readonly slot: string;
    readonly why: string;
  };
  /** What a place has been sent; `paper_id` is the id at that time: it may have become an alias since. */
  readonly posted_paper: {
    readonly place_key: string;
    readonly paper_id: string;
    readonly slot: string;
    readonly delivery_id: string;
  };
  /** In which deliveries a place was told of a paper; `paper_id` is the id at that time. */
  readonly paper_mention: {
    readonly place_key: string;
    /** `workspaceKey` of the place: of all that was told in a workspace there may be much. */
    readonly workspace_key: string;
    readonly paper_id: string;
    readonly delivery_id: string;
    readonly kind: string;
    readonly slot: string;
    /** The platform's reference of the post; null while it is not surely there, empty where it was not kept. */
    readonly ref: string | null;
  };
  /** Who liked a paper where; `paper_id` is the id at that time. */
  readonly paper_like: {
    readonly place_key: string;
    readonly paper_id: string;
    readonly user_key: string;
    readonly liked_at: string;
  };
  readonly pause_notice: {
    readonly subscription_id: string;
    readonly since: string;
    readonly owner_key: string;
    readonly why: string;
  };
  readonly reading_group: {
    readonly id: string;
    readonly place_key: string;
    readonly record: string;
  };
  readonly group_meeting: {
    readonly group_id: string;
    readonly slot: string;
    readonly record: string;
  };
  /** When a fact was first seen of a paper that was known before without it. */
  readonly paper_event: {
    readonly paper_id: string;
    readonly fact: string;
    readonly at: string;
  };
  readonly source_state: {
    readonly source: string;
    readonly last_success: string | null;
    readonly failing_since: string | null;
    readonly last_error: string | null;
  };
  /** Daily lists that were read; a day that never was has no row. */
  readonly list_day: {
    readonly date: string;
    readonly state: string;
    readonly papers: number;
    readonly read_at: string;
  };
  /** How far the reading of a range of days has come; gone once it is through. `until` is empty where it has no end. */
  readonly sync_cursor: {
    readonly since: string;
    readonly until: string;
    readonly next: string;
  };
  /** Only where counts moved since the paper's last one. */
  readonly vote_snapshot: {
    readonly paper_id: string;
    readonly at: string;
    readonly upvotes: number;
    readonly comments: number;
  };
  /** Workspaces that took the bot out, and since when. */
  readonly departure: {
    readonly platform: string;
    readonly workspace: string;
    readonly departed_at: string;
  };
  /** What workspaces or organizations gave the bot, sealed by its adapter. */
  readonly installation: {
    readonly platform: string;
    readonly workspace: string;
    readonly sealed: string;
  };
  readonly workspace_organization: {
    readonly platform: string;
    readonly workspace: string;
    readonly organization: string;
  };
  readonly seen_event: {
    readonly platform: string;
    readonly event_id: string;
    readonly seen_at: string;
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
