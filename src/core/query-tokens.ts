/**
 * The signs of the query language: where a word, a phrase, an exclusion or a filter begins and ends.
 *
 * People paste titles, so what only looks like a sign is text: a hyphen inside a word, alone, doubled or before a number; a
 * colon after a word that is no field; and `HaS: Accelerating RAG`, a field's name whose colon white space follows and
 * whose value the field would not take. Of that last the colon is dropped, so that no word can become a filter later.
 */
import { acceptsValue, FIELD_NAMES, type FieldName } from './query-filters.ts';
import { matchAt, readTypedValue } from './typed-text.ts';

export type QueryToken =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'phrase'; readonly text: string }
  | { readonly kind: 'exclusion'; readonly text: string }
  | {
      readonly kind: 'filter';
      readonly field: FieldName;
      /** The value; empty where none was given. */
      readonly text: string;
      readonly negated: boolean;
    };

interface Read {
  /** Undefined where what was read means nothing, as an empty phrase. */
  readonly token: QueryToken | undefined;
  readonly end: number;
}

const FIELD = new RegExp(`(-?)(${FIELD_NAMES.join('|')}):( ?)`, 'iy');
const WORD = /[^ "]+/y;
const NUMBER = /^\d[\d.,]*%?$/;

/** @param text as `cleanTypedText` gives it. */
export function tokenizeQuery(text: string): readonly QueryToken[] {
  const tokens: QueryToken[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    const { token, end } = readFilterToken(text, at) ?? readPhrase(text, at) ?? readWord(text, at);
    if (token) tokens.push(token);
    at = end;
  }
  return tokens;
}

function readFilterToken(text: string, at: number): Read | undefined {
  const match = matchAt(FIELD, text, at);
  if (!match) return undefined;
  const [typed, hyphen, name = '', space] = match;
  const field = name.toLowerCase() as FieldName;
  const start = at + typed.length;
  const { value, end } = valueAt(text, start);
  if (space && value !== '' && !acceptsValue(field, value)) return { token: { kind: 'word', text: name }, end: start };
  return { token: { kind: 'filter', field, text: value, negated: hyphen === '-' }, end };
}

/** Another filter is no value: in `author: since:2025` the author is missing. */
function valueAt(text: string, start: number): { readonly value: string; readonly end: number } {
  if (matchAt(FIELD, text, start)) return { value: '', end: start };
  const { value, quoted, end } = readTypedValue(text, start);
  return { value: quoted ? value : value.replace(/[,;]+$/, ''), end };
}

function readPhrase(text: string, at: number): Read | undefined {
  const excluded = text[at] === '-' && !followsQuotation(text, at);
  const start = excluded ? at + 1 : at;
  if (text[start] !== '"') return undefined;
  if (!excluded && onlyCloses(text, start)) return { token: undefined, end: start + 1 };
  const { value, end } = readTypedValue(text, start);
  return { token: value === '' ? undefined : { kind: excluded ? 'exclusion' : 'phrase', text: value }, end };
}

/** The hyphen of `"chain of thought"-based` joins, and is dropped with the quotation mark that it joined to. */
function readWord(text: string, at: number): Read {
  const typed = matchAt(WORD, text, at)?.[0] ?? '';
  const end = at + typed.length;
  if (followsQuotation(text, at)) {
    const hyphens = /^-+/.exec(typed)?.[0].length ?? 0;
    if (hyphens > 0) return { token: undefined, end: at + hyphens };
  }
  const excluded = typed.startsWith('-') ? typed.slice(1) : '';
  if (canBeExcluded(excluded)) return { token: { kind: 'exclusion', text: excluded }, end };
  return { token: { kind: 'word', text: typed }, end };
}

function canBeExcluded(word: string): boolean {
  return !word.startsWith('-') && !NUMBER.test(word) && /[\p{L}\p{N}]/u.test(word);
}

/** The mark of `5" disk`, or of a quotation of which only the end was pasted, opens no phrase. */
function onlyCloses(text: string, at: number): boolean {
  return at > 0 && text[at - 1] !== ' ' && !followsQuotation(text, at) && (text[at + 1] ?? ' ') === ' ';
}

function followsQuotation(text: string, at: number): boolean {
  return at > 0 && text[at - 1] === '"';
}
