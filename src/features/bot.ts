/**
 * The whole bot, as adapters see it: an invocation in, at once a plan out.
 *
 * The plan says how the answer will appear before any work is done, so that an adapter can acknowledge from it; `run`
 * never rejects, as a person is waiting.
 */
import type { Action } from '../core/action.ts';
import type { Command, CommandContext, RawOptions } from '../core/command.ts';
import type { CompleteAt, HalfTyped, OptionChoice } from '../core/completion.ts';
import type { Form } from '../core/form.ts';
import type { AnswerMode, Reply } from '../core/message.ts';
import type { CheckPlace, LinkTo, Messenger } from '../core/messenger.ts';
import type { PlatformName } from '../core/place.ts';
import type { TimeZone } from '../core/time.ts';

export type Invocation =
  | {
      readonly kind: 'command';
      readonly name: string;
      readonly options: RawOptions;
    }
  | { readonly kind: 'action'; readonly encoded: string }
  /** A form that was filled in; fields left empty are absent or empty. */
  | { readonly kind: 'submission'; readonly encoded: string; readonly values: RawOptions }
  /** *Find papers* on a message: `text` is the message. */
  | { readonly kind: 'find-papers'; readonly text: string };

/** Who asks, where and when, as an adapter knows it; the asker's settings are looked up behind it. */
export interface AskContext extends Omit<CommandContext, 'settings' | 'zoneThere'> {
  /** Asked only where something depends on it. Never rejects. Absent where the platform knows nothing of the kind. */
  readonly askZone?: () => Promise<TimeZone | undefined>;
}

export interface Plan {
  readonly answer: AnswerMode;
  readonly run: (context: AskContext) => Promise<Reply>;
  /** Shown in place of an answer where the platform has forms, and comes back as a `submission`; `run` does without what it asks. */
  readonly form?: Form;
}

export type CommandDescription = Omit<Command, 'invoke'>;

export interface Bot {
  /** What adapters register, parse typed lines by and complete; in the order that help shows. */
  readonly commands: readonly CommandDescription[];
  readonly plan: (invocation: Invocation) => Plan;
  /** What may be offered for a half-typed option: soon, as platforms wait three seconds, and nothing where it takes longer. Never rejects. */
  readonly complete: (option: HalfTyped, at: CompleteAt) => Promise<readonly OptionChoice[]>;
}

export interface Platform {
  readonly name: PlatformName;
  readonly messenger: Messenger;
  readonly check: CheckPlace;
  readonly linkTo: LinkTo;
  readonly start: (bot: Bot) => Promise<void>;
  /** Takes no more work, lets running plans end, then disconnects. */
  readonly stop: () => Promise<void>;
}

type ActionOf<K extends Action['kind']> = Extract<Action, { readonly kind: K }>;

export interface ActionHandler<K extends Action['kind']> {
  readonly answer: AnswerMode;
  /** As of commands. */
  readonly usesZone?: true;
  readonly form?: Omit<Form, 'submit'>;
  /** @param filledIn by the names of the form's fields; empty where there was none. */
  readonly run: (action: ActionOf<K>, context: CommandContext, filledIn: RawOptions) => Promise<Reply>;
}

export type ActionHandlers = { readonly [K in Action['kind']]: ActionHandler<K> };
