/**
 * Slack's own text format once it has been read: lines of spans, each of which is what a person sees.
 */
export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'styled'; readonly style: 'bold' | 'italic' | 'strike'; readonly inside: readonly Span[] }
  | { readonly kind: 'code'; readonly text: string }
  /** `automatic` where nobody wrote a link and Slack made one of a bare address. */
  | { readonly kind: 'link'; readonly url: string; readonly label: string; readonly made: 'written' | 'automatic' }
  | { readonly kind: 'mention'; readonly of: MentionOf; readonly id: string; readonly label: string }
  | {
      readonly kind: 'date';
      readonly unix: number;
      readonly format: string;
      readonly url: string | undefined;
      readonly fallback: string;
    };

/** All but a channel are told of it: they are pinged. */
export type MentionOf = 'person' | 'group' | 'everyone' | 'channel';

export type Line =
  | { readonly kind: 'line'; readonly spans: readonly Span[] }
  | { readonly kind: 'quote'; readonly spans: readonly Span[] }
  | { readonly kind: 'preformatted'; readonly text: string };

/** Something that Slack would take otherwise than its author meant, or that tells people of it. */
export interface MarkupFault {
  readonly rule: 'ping' | 'raw_markup' | 'bad_date';
  readonly sentence: string;
  readonly of?: MentionOf;
}

export interface Reading {
  readonly lines: readonly Line[];
  readonly faults: readonly MarkupFault[];
}

/**
 * What Slack makes of text that is no markup: nothing where `verbatim` is set, links of bare addresses in a message's own text, and
 * of names as well (`@here`) in blocks, or where the message asks for it (`link_names`, `parse: full`).
 */
export type AutomaticParsing = 'none' | 'addresses' | 'names';
