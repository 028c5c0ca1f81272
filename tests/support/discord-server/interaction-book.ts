/**
 * The life of an interaction: 3 s to the first answer, 15 min of token, one first answer, and what its asker has seen of it.
 *
 * Times run on the virtual clock. Only the time from dispatch to first answer is measured on the real one as well, for a bench.
 */

import type { RegisteredCommand } from './command-book.ts';
import type { ValueOptionDraft } from './command-rules.ts';
import { defer } from './deferred.ts';
import type { Modal } from './modal-rules.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Channel, RecordedMessage, User } from './world.ts';

export const FIRST_ANSWER_MS = 3000;
export const TOKEN_LIFE_MS = 15 * 60_000;
/** For an app that is not in the guild itself. Source: Discord docs, "Receiving and responding". */
export const USER_INSTALL_FOLLOW_UPS = 5;

/** What came of asking, in the order in which the asker saw it. */
export type Outcome =
  | {
      readonly kind: 'message';
      readonly message: RecordedMessage;
      readonly how: 'answered' | 'edited' | 'followed-up' | 'updated';
    }
  | { readonly kind: 'modal'; readonly modal: Modal }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  /** "The application did not respond", or choices that failed to load. */
  | { readonly kind: 'failed' };

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

export type Cause =
  | { readonly kind: 'command'; readonly command: RegisteredCommand }
  | { readonly kind: 'autocomplete'; readonly command: RegisteredCommand; readonly option: ValueOptionDraft }
  | { readonly kind: 'component'; readonly message: RecordedMessage }
  /** `message` where the modal was opened from a component of it. */
  | { readonly kind: 'modal'; readonly message: RecordedMessage | undefined };

export type Phase =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'expired' }
  /** `original` is what @original names: none after a modal, choices, or its deletion. */
  | { readonly kind: 'answered'; readonly callback: number; readonly original: RecordedMessage | undefined };

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly cause: Cause;
  readonly asker: User;
  readonly channel: Channel;
  readonly createdAt: number;
  /** Private whatever the bot says, as for a user's own installation without the right to talk there. */
  readonly privacy: 'as-answered' | 'forced';
  readonly mostFollowUps: number;
  readonly followUps: RecordedMessage[];
  /** The modal that it showed, which can then be submitted. */
  modal?: Modal;
  phase: Phase;
  /** Milliseconds of real time from the dispatch to the first callback. */
  firstAnswerMs?: number;
  /** What was done, in words for a report: `/papers search`, or `pressed Next`. */
  readonly title: string;
}

export interface Unanswered {
  readonly title: string;
  readonly reason: 'never answered' | 'not answered within 3 s' | 'deferred and never edited';
}

export interface InteractionBook {
  readonly open: (opening: Omit<Interaction, 'createdAt' | 'phase' | 'followUps' | 'firstAnswerMs' | 'modal'>) => Interaction;
  readonly find: (token: string) => Interaction | undefined;
  readonly answer: (interaction: Interaction, callback: number, original: RecordedMessage | undefined) => void;
  readonly tell: (interaction: Interaction, outcome: Outcome) => void;
  /** The next thing that the asker sees; rejects after the given real milliseconds without any. */
  readonly next: (interaction: Interaction, patienceMs: number) => Promise<Outcome>;
  readonly unanswered: () => readonly Unanswered[];
  /** Real milliseconds from dispatch to first answer, in the order of the answers. */
  readonly firstAnswers: () => readonly number[];
  readonly all: () => readonly Interaction[];
}

interface Seen {
  readonly outcomes: Outcome[];
  readonly waiting: ((outcome: Outcome) => void)[];
}

export function makeInteractionBook(clock: VirtualClock): InteractionBook {
  const interactions = new Map<string, Interaction>();
  const seen = new Map<string, Seen>();
  const dispatchedAt = new Map<string, number>();
  const firstAnswers: number[] = [];
  const seenOf = (interaction: Interaction): Seen => {
    const found = seen.get(interaction.id) ?? { outcomes: [], waiting: [] };
    seen.set(interaction.id, found);
    return found;
  };
  const tell: InteractionBook['tell'] = (interaction, outcome) => {
    const waiter = seenOf(interaction).waiting.shift();
    if (waiter === undefined) seenOf(interaction).outcomes.push(outcome);
    else waiter(outcome);
  };
  return {
    tell,
    find: (token) => interactions.get(token),
    all: () => [...interactions.values()],
    firstAnswers: () => firstAnswers,
    open: (opening) => {
      const interaction: Interaction = { ...opening, createdAt: clock.now(), phase: { kind: 'waiting' }, followUps: [] };
      interactions.set(interaction.token, interaction);
      dispatchedAt.set(interaction.id, performance.now());
      clock.at(interaction.createdAt + FIRST_ANSWER_MS, () => {
        if (interaction.phase.kind !== 'waiting') return;
        interaction.phase = { kind: 'expired' };
        tell(interaction, { kind: 'failed' });
      });
      return interaction;
    },
    answer: (interaction, callback, original) => {
      interaction.phase = { kind: 'answered', callback, original };
      interaction.firstAnswerMs = performance.now() - (dispatchedAt.get(interaction.id) ?? 0);
      firstAnswers.push(interaction.firstAnswerMs);
    },
    next: (interaction, patienceMs) =>
      nextOf(seenOf(interaction), `${interaction.title} brought nothing to see in ${patienceMs} ms`, patienceMs),
    unanswered: () => [...interactions.values()].flatMap(unansweredOf),
  };
}

function nextOf({ outcomes, waiting }: Seen, complaint: string, patienceMs: number): Promise<Outcome> {
  const first = outcomes.shift();
  if (first !== undefined) return Promise.resolve(first);
  const { promise, resolve, reject } = defer<Outcome>();
  const timer = setTimeout(() => {
    waiting.splice(waiting.indexOf(settle), 1);
    reject(new Error(complaint));
  }, patienceMs);
  const settle = (outcome: Outcome): void => {
    clearTimeout(timer);
    resolve(outcome);
  };
  waiting.push(settle);
  return promise;
}

function unansweredOf({ title, phase }: Interaction): readonly Unanswered[] {
  switch (phase.kind) {
    case 'waiting':
      return [{ title, reason: 'never answered' }];
    case 'expired':
      return [{ title, reason: 'not answered within 3 s' }];
    case 'answered':
      return phase.original?.thinking === true && phase.original.deletedAt === undefined
        ? [{ title, reason: 'deferred and never edited' }]
        : [];
  }
}
