/**
 * A channel with a digest in January 2026, whose 5th, 12th, 19th and 26th are Mondays. Posts go through the real store, so that
 * what was sent is what is known.
 */
import type { Composed } from '../../../src/core/compose.ts';
import type { Message } from '../../../src/core/message.ts';
import type { Paper } from '../../../src/core/paper.ts';
import { parseQueryText } from '../../../src/core/query-language.ts';
import type { Subscription } from '../../../src/core/subscription.ts';
import type { Instant } from '../../../src/core/time.ts';
import { composeDigest, type DigestDeps } from '../../../src/features/digest/compose.ts';
import type { DigestProgram, DigestSubscription } from '../../../src/features/digest/read-digest.ts';
import { makeMatchQuery } from '../../../src/search/match-query.ts';
import type { Store } from '../../../src/store/open-store.ts';
import { wordsOf } from '../../support/a-bot.ts';
import { aSchedule } from '../../support/a-schedule.ts';
import { anInstant, aPaper, type PaperDraft } from '../../support/builders.ts';
import { openTestStore } from '../../support/databases.ts';
import { deliverAll } from '../../support/deliver-all.ts';
import { aDelivery, aPlace, aSubscription, putDown } from '../../support/delivery-builders.ts';

/** As people type them; every paper made here is one of `findings`, unless it has a title of its own. */
export interface DigestDraft extends Partial<Omit<DigestProgram, 'kind' | 'rules'>> {
  readonly rules?: readonly string[];
  readonly schedule?: string;
  readonly createdAt?: string;
  readonly id?: string;
  readonly channel?: string;
  readonly store?: Store;
  /** Since when the source has been out of reach. */
  readonly troubleSince?: string;
}

export interface DigestChannel {
  readonly store: Store;
  readonly deps: DigestDeps;
  readonly subscription: Subscription & DigestSubscription;
  readonly compose: (slot: string) => Promise<Composed>;
  /** Composes the slot and posts what it says, as the heartbeat does. @returns the papers that are sent with it. */
  readonly post: (slot: string) => Promise<readonly string[]>;
  /** Of a slot without papers, posted or not. */
  readonly why: (slot: string) => Promise<string>;
}

/** A paper of a list of January 2026: `listed(7, 1, 40)` is `arxiv:2601.07001`, of the 7th, with 40 votes. */
export function listed(day: number, number: number, upvotes: number, draft: PaperDraft = {}): Paper {
  const [date, of] = [String(day).padStart(2, '0'), String(number).padStart(3, '0')];
  return aPaper({ id: `arxiv:2601.${date}${of}`, listedOn: `2026-01-${date}`, upvotes, ...draft });
}

/** `at(7)` is nine o'clock of the 7th of January in Greenwich. */
export const at = (day: number, time = '09:00Z'): string => `2026-01-${String(day).padStart(2, '0')}T${time}`;

/** Subscribed on Monday the 5th at 08:00, daily at 09:00 UTC, unless told. */
export async function aDigest(papers: readonly Paper[], draft: DigestDraft = {}): Promise<DigestChannel> {
  const store = draft.store ?? (await openTestStore({ url: ':memory:' }));
  await store.upsertPapers(papers, anInstant(at(1)));
  const subscription = digestSubscription(draft);
  await store.addSubscription({ ...subscription, lastSlot: subscription.createdAt });
  const { troubleSince } = draft;
  const deps: DigestDeps = {
    papers: store,
    posted: store,
    matchQuery: makeMatchQuery(),
    sourceTrouble: async () => (troubleSince === undefined ? undefined : { since: anInstant(troubleSince) }),
  };
  const compose = (slot: string) => composeDigest(deps)(subscription, anInstant(slot));
  return {
    store,
    deps,
    subscription,
    compose,
    post: async (slot) => postDigest(store, subscription, await compose(slot), anInstant(slot)),
    why: async (slot) => {
      const composed = await compose(slot);
      return composed.kind === 'nothing' ? composed.why : wordsOf(composed.message);
    },
  };
}

export function digestSubscription(draft: DigestDraft): Subscription & DigestSubscription {
  const {
    rules = ['findings'],
    schedule = 'daily at 09:00',
    createdAt = at(5, '08:00Z'),
    channel = 'papers',
    id = 'digest',
  } = draft;
  const { max = 20, details = 'none', whenEmpty = 'silent' } = draft;
  const program = { kind: 'digest', rules: rules.map(parseQueryText), max, details, whenEmpty } as const;
  const made = { createdAt: anInstant(createdAt), schedule: aSchedule(schedule), place: aPlace(channel) };
  return { ...aSubscription({ id, ...made }), program };
}

export async function postDigest(
  store: Store,
  subscription: Subscription,
  composed: Composed,
  slot: Instant,
): Promise<readonly string[]> {
  if (composed.kind === 'nothing') return [];
  const delivery = aDelivery({ of: subscription, slot, message: composed.message });
  const answer = await putDown(store, delivery, composed.alongside);
  if (answer !== 'enqueued') throw new Error(`the outbox says ${answer}`);
  await deliverAll(store, slot);
  return composed.alongside.posted;
}

export function messageIn(composed: Composed): Message {
  if (composed.kind === 'nothing') throw new Error(`nothing composed: ${composed.why}`);
  return composed.message;
}
