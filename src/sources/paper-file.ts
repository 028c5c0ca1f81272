/**
 * A file of papers, whatever people saved: JSON Lines, a whole JSON reply, or the text of a Daily Papers page, each plain
 * or gzip. What it is shows in its first characters; its name does not matter.
 *
 * Reading is streaming and bounded. One bad line costs one record; a file that cannot be read at all is a `UserError`.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { UserError } from '../core/errors.ts';
import type { SourceRecord } from '../core/source-record.ts';
import { type Damage, type TextStream, textStream } from './byte-stream.ts';
import { jsonElements } from './json-elements.ts';
import { jsonRecord } from './json-record.ts';
import { savedPageRecords } from './saved-page.ts';
import { LONGEST_LINE, textLines } from './text-lines.ts';

export interface PaperFile {
  /** As given, or `standard input`. */
  readonly name: string;
  /** Absent for standard input and pipes. */
  readonly bytesTotal?: number;
  /** So far, packed bytes where the file is packed. */
  readonly bytesRead: () => number;
  /** To be read once. @throws UserError while reading, where the file turns out to be something else. */
  readonly records: AsyncIterable<SourceRecord>;
}

export interface OpenOptions {
  /** What the path `-` means. */
  readonly stdin?: Readable;
  readonly signal?: AbortSignal;
}

/** A page of a thousand papers has about 2 MB. */
const LARGEST_PAGE = 30_000_000;
const CHUNK_BYTES = 32_768;
/** What is looked at to tell the format. */
const HEAD_CHARACTERS = 2000;

/** @throws UserError where there is no such file, or it is a folder or may not be read. */
export async function openPaperFile(path: string, { stdin, signal }: OpenOptions = {}): Promise<PaperFile> {
  const isStdin = path === '-' && stdin !== undefined;
  const size = isStdin ? undefined : await fileSize(path);
  const source = isStdin ? stdin : createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (signal) addAbortSignal(signal, source);
  const name = isStdin ? 'standard input' : path;
  let bytesRead = 0;
  const count = (bytes: number) => {
    bytesRead += bytes;
  };
  return {
    name,
    ...(size === undefined ? {} : { bytesTotal: size }),
    bytesRead: () => bytesRead,
    records: recordsOf(textStream(counted(source, name, count), name), name),
  };
}

/** The papers of the page that the program ships with. */
export async function* seedRecords(path: string): AsyncGenerator<SourceRecord> {
  yield* (await openPaperFile(path)).records;
}

async function fileSize(path: string): Promise<number | undefined> {
  const found = await stat(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (found.isDirectory()) throw new UserError('is-folder', `${path} is a folder. Name the files in it, as ${path}/*.jsonl.`);
  return found.isFile() ? found.size : undefined;
}

function unreadable(name: string, error: unknown): UserError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new UserError('no-file', `There is no file ${name}. Check the path and the spelling.`);
  if (code === 'EACCES' || code === 'EPERM') return new UserError('no-access', `${name} may not be read. Check its permissions.`);
  return new UserError('unreadable', `${name} cannot be read (${code}).`);
}

async function* counted(source: Readable, name: string, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of source) {
      const bytes: Uint8Array = typeof piece === 'string' ? Buffer.from(piece) : piece;
      count(bytes.length);
      yield bytes;
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error;
    throw unreadable(name, error);
  }
}

async function* recordsOf({ chunks, damage }: TextStream, name: string): AsyncGenerator<SourceRecord> {
  const source = chunks[Symbol.asyncIterator]();
  try {
    let head = '';
    let isWhole = false;
    while (!isWhole && head.trim().length < HEAD_CHARACTERS) {
      const next = await source.next();
      isWhole = next.done === true;
      head += next.done ? '' : next.value;
      if (head.trim() === '' && head.length > LONGEST_LINE) break;
    }
    const text = prepended(head, source);
    switch (formatOf(head)) {
      case 'empty':
        throw new UserError('empty-file', `${name} is empty.`);
      case 'html':
        throw new UserError(
          'html-file',
          `${name} is a web page with its markup. Open it in a browser, save it as text (or select all and copy), and import that.`,
        );
      case 'json':
        return yield* elementRecords(text, name, damage);
      case 'json-lines':
        return yield* lineRecords(text, name, damage);
      case 'page':
        return yield* pageRecords(text, name, damage);
    }
  } finally {
    await source.return?.();
  }
}

async function* prepended(head: string, source: AsyncIterator<string>): AsyncGenerator<string> {
  yield head;
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}

type Format = 'empty' | 'html' | 'json' | 'json-lines' | 'page';

function formatOf(head: string): Format {
  const start = head.trimStart();
  if (start === '') return 'empty';
  if (/^<(?:!doctype|!--|\?xml|(?:html|head|body|title|meta|script|style|div|span|h1|p|pre|center|table)[\s>])/i.test(start))
    return 'html';
  if (/^\[\s*(?:[{\]]|$)/.test(start)) return 'json';
  if (!start.startsWith('{')) return 'page';
  return /^\{[^\n]*\r?\n[ \t]+["}]/.test(start) ? 'json' : 'json-lines';
}

const TOO_LONG = `This line is longer than ${LONGEST_LINE / 1_000_000} MB, which no record is. It was passed over.`;
const CUT_OFF = 'The file ends in the middle of this record. What stands before it was read.';
const DAMAGE: Record<Damage, string> = {
  'cut-off': 'The packed file is cut off here. What stands before was read; fetch the file again for the rest.',
  damaged: 'The packed file is damaged from here on. What stands before was read; fetch the file again for the rest.',
};

async function* lineRecords(
  text: AsyncIterable<string>,
  name: string,
  damage: () => Damage | undefined,
): AsyncGenerator<SourceRecord> {
  let number = 0;
  for await (const line of textLines(text)) {
    number = line.number;
    const where = `${name}:${number}`;
    if (line.kind === 'too-long') yield { kind: 'rejected', where, why: TOO_LONG };
    else if (line.text.trim() !== '') {
      const record = jsonRecord(line.text, where);
      const isCutOff = record.kind === 'rejected' && line.end === 'end-of-file' && !line.text.trimEnd().endsWith('}');
      if (isCutOff && damage() !== undefined)
        number--; // told below, once
      else yield isCutOff ? { kind: 'rejected', where, why: CUT_OFF } : record;
    }
  }
  yield* damageRecord(`${name}:${number + 1}`, damage());
}

async function* elementRecords(
  text: AsyncIterable<string>,
  name: string,
  damage: () => Damage | undefined,
): AsyncGenerator<SourceRecord> {
  let number = 0;
  for await (const element of jsonElements(text)) {
    number++;
    const where = `${name}:${element.line}`;
    if (element.kind === 'element') yield jsonRecord(element.json, where);
    else if (element.kind === 'too-long') yield { kind: 'rejected', where, why: TOO_LONG };
    else yield { kind: 'rejected', where, why: damageOr(damage(), CUT_OFF) };
  }
  if (number === 0) yield { kind: 'rejected', where: `${name}:1`, why: damageOr(damage(), 'This list holds no papers.') };
}

async function* pageRecords(
  text: AsyncIterable<string>,
  name: string,
  damage: () => Damage | undefined,
): AsyncGenerator<SourceRecord> {
  let page = '';
  for await (const chunk of text) {
    page += chunk;
    if (page.length > LARGEST_PAGE) {
      throw new UserError('unknown-format', `${name} is no saved page and no JSON Lines file. Papers are read from these two.`);
    }
  }
  yield* savedPageRecords(page, name);
  yield* damageRecord(`${name}:${page.split('\n').length}`, damage());
}

function damageOr(damage: Damage | undefined, why: string): string {
  return damage === undefined ? why : DAMAGE[damage];
}

function* damageRecord(where: string, damage: Damage | undefined): Generator<SourceRecord> {
  if (damage !== undefined) yield { kind: 'rejected', where, why: DAMAGE[damage] };
}
