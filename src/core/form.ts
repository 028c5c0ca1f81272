/**
 * What a person fills in after pressing a button, where the button alone would leave something open.
 *
 * The fields are options, as commands have them. A platform without forms goes on as if nothing had been filled in.
 */
import type { OptionSpecs } from './command.ts';

export interface Form {
  /** At most 24 characters: Slack's bound. */
  readonly title: string;
  /** At most five: Discord's bound. None is required. */
  readonly fields: OptionSpecs;
  /** The encoded action that it belongs to; it comes back with what was filled in. */
  readonly submit: string;
}
