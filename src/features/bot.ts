/**
 * The whole bot, as adapters see it: an invocation in, at once a plan out.
 *
 * The plan says how the answer will appear before any work is done, so that an adapter can acknowledge from it; `run`
 * never rejects, as a person is waiting.
 */
import type { Action } from '../core/action.ts';
import type { CommandContext, RawOptions } from '../core/command.ts';
import type { AnswerMode, Reply } from '../core/message.ts';

export type Invocation =
  | {
      readonly kind: 'command';
      readonly name: string;
      readonly options: RawOptions;
    }
  | { readonly kind: 'action'; readonly encoded: string }
  /** *Find papers* on a message: `text` is the message. */
  | { readonly kind: 'find-papers'; readonly text: string };

export interface Plan {
  readonly answer: AnswerMode;
  readonly run: (context: CommandContext) => Promise<Reply>;
}

export interface OptionChoice {
  readonly label: string;
  readonly value: string;
}

export interface Bot {
  readonly plan: (invocation: Invocation) => Plan;
  /** What may be offered for a half-typed option: from memory, at once; at most `limit`. */
  readonly complete: (command: string, option: string, typed: string, limit: number) => readonly OptionChoice[];
}

export type ActionHandlers = {
  readonly [K in Action['kind']]: {
    readonly answer: AnswerMode;
    readonly run: (action: Extract<Action, { readonly kind: K }>, context: CommandContext) => Promise<Reply>;
  };
};
