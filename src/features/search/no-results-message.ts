/**
 * Nothing was found: say so, and leave a way on. Every offer was tried and finds something.
 */
import { type Block, type Button, code, type Message, text } from '../../core/message.ts';
import type { SavedQueryId, SearchQuery } from '../../core/query.ts';
import { formatQuery } from '../../core/query-language.ts';

export interface Offer {
  readonly label: string;
  readonly saved: SavedQueryId;
}

export interface Offers {
  /** Searches for known words near those that no paper has. */
  readonly near: readonly Offer[];
  /** The same search with a condition less. */
  readonly wider: readonly Offer[];
}

export function noResultsMessage(query: SearchQuery, { near, wider }: Offers): Message {
  const asked = formatQuery(query);
  const blocks: readonly Block[] = [
    ...(near.length > 0 ? [paragraph('No paper has these words. Did you mean:')] : []),
    ...(wider.length > 0 ? [paragraph('No paper meets all of that. Ask for less:')] : []),
  ];
  const buttons = [...near, ...wider].map(
    ({ label, saved }): Button => ({ kind: 'action', label, action: { kind: 'search.page', query: saved, page: 1 } }),
  );
  return {
    summary: `No paper for ${asked}`,
    title: `No paper for ${asked}`,
    blocks: [...(query.filters.seenIn === undefined ? [] : [SEEN_HINT]), ...(blocks.length > 0 ? blocks : [HINT])],
    buttons,
  };
}

function paragraph(sentence: string): Block {
  return { kind: 'text', spans: [text(sentence)] };
}

const HINT: Block = {
  kind: 'text',
  spans: [
    text('Try other or more general words, or an author with '),
    code('author:name'),
    text('. '),
    code('help search'),
    text(' shows all that can be asked.'),
  ],
};

const SEEN_HINT: Block = {
  kind: 'note',
  spans: [
    code('in:here'),
    text(' looks through what was posted, nominated, voted for or read here, '),
    code('in:workspace'),
    text(' through all channels.'),
  ],
};
