/**
 * Roles that features and jobs are given, each small enough to fake in ten lines. The Kysely store fills all of its own.
 */
import type { ClaimedDelivery, Delivery, DeliveryId, DeliveryState, LookUpOutcome, SendOutcome } from './delivery.ts';
import type { Message, Span } from './message.ts';
import type { Paper, PaperId } from './paper.ts';
import type { Place, PlatformName, UserRef } from './place.ts';
import type { PageRequest, SavedQueryId, SearchPage, SearchQuery, SimilarPaper, TitleSuggestion } from './query.ts';
import type { PauseReason, Refusal, Subscription, SubscriptionId } from './subscription.ts';
import type { Instant, LocalDate, Milliseconds, TimeZone } from './time.ts';

export interface SearchIndex {
  readonly search: (query: SearchQuery, page: PageRequest) => Promise<SearchPage>;
  /** The closest other papers, closest first; records of the paper itself under another id are left out. */
  readonly similar: (paper: PaperId, count: number) => Promise<readonly SimilarPaper[]>;
  /** Papers that the whole text names by exact title or short name, surest first; empty where it names none. */
  readonly named: (text: string) => readonly PaperId[];
  /** Titles for a half-typed text, best first. Answers from memory, at once. */
  readonly suggest: (typed: string, limit: number) => readonly TitleSuggestion[];
  /** Idempotent by id. */
  readonly put: (papers: readonly Paper[]) => Promise<void>;
  readonly remove: (ids: readonly PaperId[]) => Promise<void>;
}

/**
 * The passage of an abstract that answers a query best, its matched words marked: whole words, at most 240 characters.
 * @returns no spans where the abstract is empty.
 */
export type MakeExcerpt = (abstract: string, query: SearchQuery) => readonly Span[];

/** The authors of a paper that a query's author filters mean, in author order; none where it has no such filter. */
export type MatchAuthors = (paper: Pick<Paper, 'authors'>, query: SearchQuery) => readonly string[];

export type SourceRecord =
  | { readonly kind: 'paper'; readonly paper: Paper }
  /** `where` names the file and line: `papers.jsonl:17`. */
  | { readonly kind: 'rejected'; readonly where: string; readonly why: string };

export interface UpsertCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** One change of the archive, in the order it was made. */
export type PaperChange =
  | { readonly kind: 'put'; readonly seq: number; readonly paper: Paper }
  /** The record under this id became part of another paper. */
  | { readonly kind: 'removed'; readonly seq: number; readonly id: PaperId };

export interface ArchiveFacts {
  readonly papers: number;
  readonly withAbstract: number;
  readonly newestListing?: LocalDate;
  readonly newestPaper?: LocalDate;
  /** When a record was last added or changed. */
  readonly lastChange?: Instant;
}

export interface PaperStore {
  /**
   * Adds or merges, all in one transaction. A record without an arXiv id joins the paper of the same title
   * (`titleKey`), and one with an id takes over a page record of its title; the old id stays an alias.
   */
  readonly upsertPapers: (papers: readonly Paper[], now: Instant) => Promise<UpsertCounts>;
  /** Keyed by the id asked for, aliases followed; an unknown id is absent. */
  readonly papersById: (ids: readonly PaperId[]) => Promise<ReadonlyMap<PaperId, Paper>>;
  /** That day's daily list: most votes first, then by id. */
  readonly papersListedOn: (date: LocalDate) => Promise<readonly Paper[]>;
  /** The newest day with a list, not after `date`. */
  readonly newestListingUpTo: (date: LocalDate) => Promise<LocalDate | undefined>;
  /** Papers whose list date, or date where they were on no list, lies in the range, both ends included. */
  readonly papersBetween: (since: LocalDate, until: LocalDate) => Promise<readonly Paper[]>;
  /** Changes after `seq`, oldest first, at most `limit`. */
  readonly changesAfter: (seq: number, limit: number) => Promise<readonly PaperChange[]>;
  /** `paperFingerprint` of every paper under its own id, and the number of the newest change when they were read. */
  readonly fingerprints: () => Promise<{
    readonly seq: number;
    readonly papers: ReadonlyMap<PaperId, string>;
  }>;
  readonly archiveFacts: () => Promise<ArchiveFacts>;
}

export interface QueryStore {
  /** The same query is the same id; saving again keeps it from ageing out. */
  readonly saveQuery: (query: SearchQuery, now: Instant) => Promise<SavedQueryId>;
  readonly loadQuery: (id: SavedQueryId) => Promise<SearchQuery | undefined>;
  /** Forgets the queries that were last saved before `instant`, and says how many. */
  readonly forgetQueriesBefore: (instant: Instant) => Promise<number>;
}

export interface SavedPaper {
  readonly paper: Paper;
  readonly savedAt: Instant;
}

export interface ReadingListStore {
  readonly savePaper: (user: UserRef, paper: PaperId, now: Instant) => Promise<'saved' | 'already-there'>;
  readonly unsavePaper: (user: UserRef, paper: PaperId) => Promise<'removed' | 'not-there'>;
  /** Newest first. */
  readonly readingList: (user: UserRef) => Promise<readonly SavedPaper[]>;
}

export interface PersonSettings {
  readonly zone?: TimeZone;
  /** BCP 47 tag for dates and numbers, as `de`. */
  readonly locale?: string;
}

export interface PersonStore {
  readonly settingsOf: (user: UserRef) => Promise<PersonSettings>;
  /** Changes the settings that are given and keeps the rest. */
  readonly changeSettings: (user: UserRef, settings: PersonSettings) => Promise<void>;
  /** Deletes all that is kept about the person, and says how much that was. */
  readonly forgetPerson: (user: UserRef) => Promise<{ readonly savedPapers: number; readonly settings: number }>;
}

/** A stored row that another version wrote in a form of its own: named, so that it neither hides nor stops the others. */
export interface Unreadable<Key> {
  readonly kind: 'unreadable';
  readonly id: Key;
  readonly why: string;
}

/** What became of one slot. */
export interface SlotResult {
  readonly slot: Instant;
  readonly result: DeliveryState | { readonly kind: 'closed'; readonly why: string };
}

/** That a subscription was paused without its owner's doing; kept until the owner was told. */
export interface PauseNotice {
  readonly subscription: SubscriptionId;
  readonly owner: UserRef;
  readonly place: Place;
  readonly why: Refusal;
  readonly since: Instant;
}

export type StoredSubscription =
  | { readonly kind: 'subscription'; readonly subscription: Subscription }
  | Unreadable<SubscriptionId>;

export interface SubscriptionStore {
  /** @returns `already-there` where the id is taken; nothing is changed then. */
  readonly addSubscription: (subscription: Subscription) => Promise<'added' | 'already-there'>;
  /** @returns undefined where there is none, or none that this version can read. */
  readonly subscription: (id: SubscriptionId) => Promise<Subscription | undefined>;
  /** Oldest first. */
  readonly subscriptionsIn: (place: Place) => Promise<readonly Subscription[]>;
  readonly subscriptionsOf: (owner: UserRef) => Promise<readonly Subscription[]>;
  /** Those that are not paused, in the order of their ids, from the one after `after`. */
  readonly activeSubscriptions: (after: SubscriptionId | undefined, limit: number) => Promise<readonly StoredSubscription[]>;
  /** Drops what is pending; what is being sent at this moment may still come. Pausing a paused one changes nothing. */
  readonly pauseSubscription: (id: SubscriptionId, why: PauseReason, now: Instant) => Promise<'paused' | 'not-active'>;
  /** The slots up to `now` are not owed any more. */
  readonly resumeSubscription: (id: SubscriptionId, now: Instant) => Promise<'resumed' | 'not-paused'>;
  /** With its deliveries; what its place has seen stays known. */
  readonly removeSubscription: (id: SubscriptionId) => Promise<'removed' | 'not-there'>;
  /** Newest first. */
  readonly slotResults: (id: SubscriptionId, limit: number) => Promise<readonly SlotResult[]>;
  /** Pauses that their owners have not been told of, oldest first. */
  readonly pauseNotices: (limit: number) => Promise<readonly PauseNotice[]>;
  readonly pauseNoticeTold: (notice: PauseNotice) => Promise<void>;
}

export interface PostedStore {
  /** Which of the papers the place has been sent, and for which slot; keyed by the id asked for, aliases followed. */
  readonly postedIn: (place: Place, papers: readonly PaperId[]) => Promise<ReadonlyMap<PaperId, Instant>>;
}

/** What must become true together with a delivery, in its transaction. */
export interface Alongside {
  /** Papers that the place has seen from then on. */
  readonly posted: readonly PaperId[];
}

/** A slot that is done without a post. */
export interface ClosedSlot {
  readonly slot: Instant;
  /** A short sentence, for `subscriptions` and the log. */
  readonly why: string;
}

export type Claimed =
  | { readonly kind: 'delivery'; readonly delivery: ClaimedDelivery }
  | (Unreadable<DeliveryId> & { readonly attempts: number });

export interface ClaimRequest {
  /** Those that this process can post to. */
  readonly platforms: readonly PlatformName[];
  readonly now: Instant;
  readonly lease: Milliseconds;
  readonly limit: number;
}

export interface Outbox {
  /**
   * One transaction, all or nothing: adds the delivery, advances `lastSlot`, writes `alongside`, and drops an older delivery of
   * the subscription that is still pending, so that a place gets one late post and not two.
   * @returns `already-there` where the slot is done with; `not-active` where the subscription is paused or gone; `seen` where
   * the place was sent one of the papers since the message was composed.
   */
  readonly enqueue: (
    delivery: Delivery,
    alongside: Alongside,
    now: Instant,
  ) => Promise<'enqueued' | 'already-there' | 'not-active' | 'seen'>;
  /** Advances `lastSlot` past slots without a post; those that another process has dealt with meanwhile are left. */
  readonly closeSlots: (subscription: SubscriptionId, slots: readonly ClosedSlot[]) => Promise<void>;
  /** Takes up to `limit` due deliveries, longest due first, until the lease ends; each is in one worker's hands at a time. */
  readonly claim: (request: ClaimRequest) => Promise<readonly Claimed[]>;
  /**
   * Writes the outcome, unless another claim came since (`attempts` differs). In the same transaction a refusal pauses the
   * subscription and leaves a notice for its owner, and a failure that surely posted nothing gives its papers back.
   */
  readonly settle: (
    claim: Pick<Delivery, 'id' | 'attempts'>,
    state: DeliveryState,
    now: Instant,
  ) => Promise<'settled' | 'lost-lease'>;
  readonly deliveryState: (id: DeliveryId) => Promise<DeliveryState | undefined>;
  /** Forgets what became of slots before `instant`, and says how many. What places have seen stays known. */
  readonly forgetSlotsBefore: (instant: Instant) => Promise<number>;
}

export interface Messenger {
  /**
   * Posts with a mark that `find` knows again, and without retries of its own. What it throws counts as `unknown`.
   * @param signal aborts when the time for the attempt is up.
   */
  readonly send: (delivery: ClaimedDelivery, signal: AbortSignal) => Promise<SendOutcome>;
  readonly find: (delivery: ClaimedDelivery, signal: AbortSignal) => Promise<LookUpOutcome>;
}

/** What a program wants to say for one slot. */
export type Composed =
  | { readonly kind: 'post'; readonly message: Message; readonly alongside: Alongside }
  | { readonly kind: 'nothing'; readonly why: string };

/** Changes nothing: a preview composes too. */
export type Compose = (subscription: Subscription, slot: Instant) => Promise<Composed>;

export type Store = PaperStore & QueryStore & ReadingListStore & PersonStore & SubscriptionStore & PostedStore & Outbox;
