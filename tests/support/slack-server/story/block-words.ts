/**
 * What a person reads in blocks, line by line, without marks. Buttons and menus are apart, as one does not read but use them.
 */
import { isObject, type Json, type JsonObject, objectIn, objectsIn, textIn } from '../json.ts';
import { type Reader, showDate } from '../mrkdwn/date-format.ts';
import { type NameOf, wordsOfLines } from '../mrkdwn/plain-words.ts';
import { readMrkdwn } from '../mrkdwn/read-mrkdwn.ts';

export interface Reading {
  readonly reader: Reader;
  readonly nameOf: NameOf;
}

export function wordsOfMrkdwn(text: string, { reader, nameOf }: Reading): string {
  return wordsOfLines(readMrkdwn(text).lines, reader, nameOf);
}

function wordsOfText(object: Json | undefined, reading: Reading): string {
  const text = textIn(object, 'text');
  return isObject(object) && object.type === 'mrkdwn' ? wordsOfMrkdwn(text, reading) : text;
}

export function wordsOfBlock(block: JsonObject, reading: Reading): readonly string[] {
  switch (block.type) {
    case 'header':
      return [wordsOfText(block.text, reading)];
    case 'section':
      return [wordsOfText(block.text, reading), ...objectsIn(block, 'fields').map((field) => wordsOfText(field, reading))];
    case 'context':
      return [
        objectsIn(block, 'elements')
          .map((element) => (element.type === 'image' ? textIn(element, 'alt_text') : wordsOfText(element, reading)))
          .join(' '),
      ];
    case 'image':
      return [wordsOfText(block.title, reading) || textIn(block, 'alt_text')];
    case 'video':
      return [wordsOfText(block.title, reading), wordsOfText(block.description, reading)];
    case 'input':
      return [wordsOfText(block.label, reading), wordsOfText(block.hint, reading)];
    case 'markdown':
      return [textIn(block, 'text')];
    case 'rich_text':
      return objectsIn(block, 'elements').map((element) => wordsOfRich(element, reading));
    case 'table':
      return rowsOf(block).map((row) => row.map((cell) => wordsOfCell(cell, reading)).join(' | '));
    default:
      return [];
  }
}

export function rowsOf({ rows }: JsonObject): readonly (readonly JsonObject[])[] {
  return Array.isArray(rows) ? rows.map((row: Json) => (Array.isArray(row) ? row.filter(isObject) : [])) : [];
}

const wordsOfCell = (cell: JsonObject, reading: Reading): string =>
  cell.type === 'rich_text'
    ? objectsIn(cell, 'elements')
        .map((element) => wordsOfRich(element, reading))
        .join(' ')
    : textIn(cell, 'text');

function wordsOfRich(element: JsonObject, { reader, nameOf }: Reading): string {
  const inside = objectsIn(element, 'elements');
  switch (element.type) {
    case 'rich_text_list':
      return inside.map((part) => `• ${wordsOfRich(part, { reader, nameOf })}`).join('\n');
    case 'text':
      return textIn(element, 'text');
    case 'link':
      return textIn(element, 'text') || textIn(element, 'url');
    case 'emoji':
      return `:${textIn(element, 'name')}:`;
    case 'user':
      return `@${nameOf(textIn(element, 'user_id'))}`;
    case 'channel':
      return `#${nameOf(textIn(element, 'channel_id'))}`;
    case 'broadcast':
      return `@${textIn(element, 'range')}`;
    case 'date':
      return showDate(Number(element.timestamp), textIn(element, 'format'), reader);
    default:
      return inside.map((part) => wordsOfRich(part, { reader, nameOf })).join('');
  }
}

export const labelOf = (element: JsonObject, key: string): string => textIn(objectIn(element, key), 'text');
