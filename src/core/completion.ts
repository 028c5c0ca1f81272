/**
 * What may be offered while a person types an option.
 */
import type { Place, UserRef } from './place.ts';

export interface OptionChoice {
  /** What is shown; a label that begins with the value explains it. */
  readonly label: string;
  /** What is typed. */
  readonly value: string;
}

export interface HalfTyped {
  readonly command: string;
  readonly option: string;
  readonly typed: string;
}

/** Who types where, and how many choices there is room for. */
export interface CompleteAt {
  readonly limit: number;
  readonly asker: UserRef;
  readonly place: Place;
}

/** Gives what may follow a half-typed text, from memory, or from the database where a place is asked about for the first time. */
export type Suggest = (typed: string, at: CompleteAt) => readonly OptionChoice[] | Promise<readonly OptionChoice[]>;
