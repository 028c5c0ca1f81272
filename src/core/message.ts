/**
 * What is said, in no platform's words. Text is plain: only a renderer writes markup, so a title with `*` or `@everyone`
 * can neither format nor ping. Five kinds of block, kept at five: a sixth needs a case in every renderer.
 */
import type { Action, ShareableAction } from './action.ts';
import type { Paper } from './paper.ts';
import type { Place } from './place.ts';
import type { Instant, TimeZone } from './time.ts';

export type Span =
  /** `match`: a word that the asker searched for. */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly weight?: 'strong' | 'quiet' | 'match';
    }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'code'; readonly text: string }
  | TimeSpan
  /** A channel, by the name that the platform knows it by; a direct message by what it is. */
  | { readonly kind: 'place'; readonly place: Place };

/** A moment that a platform shows by the reader's own clock where it can, and by the clocks of `zone` where it cannot. */
export interface TimeSpan {
  readonly kind: 'time';
  readonly at: Instant;
  /** `relative`, as `in 2 hours`, is the moment itself where what is shown does not change with time. */
  readonly style: 'moment' | 'day' | 'relative';
  /** UTC unless given. */
  readonly zone?: TimeZone;
}

/** A `line` or `card` names a paper that can be opened: every platform gives it a way to run `paper.show`. */
export interface PaperBlock {
  readonly kind: 'paper';
  readonly paper: Paper;
  /**
   * `line`: title and votes. `card`: title, authors, date, organization, votes, and `excerpt`. `full`: all that is known,
   * with abstract, summary and links.
   */
  readonly detail: 'line' | 'card' | 'full';
  /** Place in a list, from 1. */
  readonly rank?: number;
  /** The passage that matched, shown on a card. */
  readonly excerpt?: readonly Span[];
  /** Why the paper is here, as `shares: quantization, outliers`. */
  readonly reason?: readonly Span[];
}

export type Block =
  | { readonly kind: 'text'; readonly spans: readonly Span[] }
  | PaperBlock
  | { readonly kind: 'list'; readonly items: readonly (readonly Span[])[] }
  /** Small print. */
  | { readonly kind: 'note'; readonly spans: readonly Span[] }
  | { readonly kind: 'divider' };

export type Button =
  | {
      readonly kind: 'action';
      readonly label: string;
      readonly action: Action;
      readonly tone?: 'primary' | 'danger';
    }
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

export interface Message {
  /** One line for notifications and screen readers; always there. */
  readonly summary: string;
  readonly title?: string;
  readonly blocks: readonly Block[];
  readonly buttons: readonly Button[];
  /** How dates and numbers in blocks are written: a BCP 47 tag, `en` where the asker has chosen none. */
  readonly locale?: string;
  /** Runs again what this answer shows, for a whole channel to see; absent where an answer is the asker's alone. */
  readonly share?: ShareableAction;
}

/** How an answer will appear. Known before the work starts, as Discord fixes it with the acknowledgement. */
export type AnswerMode = 'private' | 'public' | 'replace';

export interface ReplyFile {
  /** With its ending; ASCII letters, digits, `.` and `-` only. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: string;
}

export type Reply =
  | { readonly kind: 'message'; readonly message: Message }
  | {
      readonly kind: 'file';
      readonly file: ReplyFile;
      readonly message: Message;
    }
  /** One or two sentences to the asker alone; never replaces what stands. */
  | {
      readonly kind: 'notice';
      readonly level: 'info' | 'error';
      readonly text: string;
    }
  | { readonly kind: 'nothing' };

export type Renderer<Payload> = (message: Message) => Payload;

export const text = (value: string): Span => ({ kind: 'text', text: value });
export const strong = (value: string): Span => ({
  kind: 'text',
  text: value,
  weight: 'strong',
});
export const quiet = (value: string): Span => ({
  kind: 'text',
  text: value,
  weight: 'quiet',
});
export const code = (value: string): Span => ({ kind: 'code', text: value });
export const link = (value: string, url: string): Span => ({
  kind: 'link',
  text: value,
  url,
});
