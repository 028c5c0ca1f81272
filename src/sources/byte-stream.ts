/**
 * A file or standard input as text: unzipped where it is gzip (by its first bytes, not its name), decoded from UTF-8 or,
 * with a byte-order mark, UTF-16.
 *
 * A gzip file that was cut off gives all that can still be read of it, and then says so.
 */
import { createGunzip } from 'node:zlib';
import { UserError } from '../core/errors.ts';

export type Damage = 'cut-off' | 'damaged';

export interface TextStream {
  readonly chunks: AsyncIterable<string>;
  /** Known once the chunks are at their end. */
  readonly damage: () => Damage | undefined;
}

const OTHER_FORMATS: readonly (readonly [magic: string, what: string])[] = [
  ['504b0304', 'a zip archive'],
  ['28b52ffd', 'packed with zstd'],
  ['425a68', 'packed with bzip2'],
  ['fd377a585a00', 'packed with xz'],
  ['25504446', 'a PDF file'],
];

/** @param name of the file, for errors. */
export function textStream(bytes: AsyncIterable<Uint8Array>, name: string): TextStream {
  let damage: Damage | undefined;
  const noteDamage = (found: Damage) => {
    damage = found;
  };
  return { chunks: decoded(unzipped(bytes, name, noteDamage), name), damage: () => damage };
}

async function* unzipped(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
  noteDamage: (damage: Damage) => void,
): AsyncGenerator<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]();
  try {
    const head = await firstBytes(source, 6);
    const magic = Buffer.from(head).toString('hex');
    const other = OTHER_FORMATS.find(([start]) => magic.startsWith(start));
    if (other) throw new UserError('unknown-format', `${name} is ${other[1]}. Unpack it or save it as text, and import that.`);
    const all = prepended(head, source);
    yield* magic.startsWith('1f8b') ? gunzipped(all, noteDamage) : all;
  } finally {
    await source.return?.();
  }
}

async function firstBytes(source: AsyncIterator<Uint8Array>, count: number): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array();
  while (head.length < count) {
    const next = await source.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

async function* prepended(head: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}

/** Not a pipe: a stream that fails throws away what it has already unzipped. */
async function* gunzipped(bytes: AsyncIterable<Uint8Array>, noteDamage: (damage: Damage) => void): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const unpacked: Uint8Array[] = [];
  let failure: NodeJS.ErrnoException | undefined;
  let wake = () => {};
  gunzip.on('data', (piece: Buffer) => unpacked.push(piece));
  gunzip.on('error', (error) => {
    failure = error;
    wake(); // a write that fails is never called back
  });
  const step = (act: (done: () => void) => void) =>
    new Promise<void>((done) => {
      wake = done;
      act(done);
    });
  for await (const piece of bytes) {
    await step((done) => gunzip.write(piece, () => done()));
    yield* unpacked.splice(0);
    if (failure) break;
  }
  if (!failure) {
    await step((done) => gunzip.once('end', done).end());
    yield* unpacked.splice(0);
  }
  gunzip.destroy();
  if (failure) noteDamage(failure.code === 'Z_BUF_ERROR' ? 'cut-off' : 'damaged');
}

async function* decoded(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const piece of bytes) {
    decoder ??= new TextDecoder(encodingOf(piece));
    const text = decoder.decode(piece, { stream: true });
    if (text.includes('\0'))
      throw new UserError(
        'no-text',
        `${name} is no text file. Papers are read from JSON Lines and from the text of a saved page.`,
      );
    if (text !== '') yield text;
  }
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield rest;
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}
