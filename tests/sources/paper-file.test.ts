import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openPaperFile } from '../../src/sources/paper-file.ts';
import { LONGEST_LINE } from '../../src/sources/text-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'paper-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const aFile = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const aLine = (number: number, more: object = {}) =>
  JSON.stringify({ arxivId: `2401.${10000 + number}`, title: `Findings ${number}`, ...more });
const lines = (count: number) => Array.from({ length: count }, (_, at) => aLine(at + 1));

/** Titles of papers, and place and reason of rejected records, the folder left out. */
const read = async (path: string, stdin?: Readable) => {
  const told: string[] = [];
  const file = await openPaperFile(path, stdin ? { stdin } : {});
  for await (const record of file.records) {
    told.push(record.kind === 'paper' ? record.paper.title : `${record.where.replace(`${folder}/`, '')} ${record.why}`);
  }
  return told;
};

describe('a JSON Lines file', () => {
  it('is read line by line, plain or gzip, whatever its name says', async () => {
    const text = lines(3).join('\n');
    const expected = ['Findings 1', 'Findings 2', 'Findings 3'];
    expect(await read(aFile('plain.jsonl', text))).toEqual(expected);
    expect(await read(aFile('packed.txt', gzipSync(text)))).toEqual(expected);
    expect(await read(aFile('windows.gz', `\ufeff${text.replaceAll('\n', '\r\n')}\r\n`))).toEqual(expected);
    expect(await read(aFile('utf16.jsonl', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])))).toEqual(
      expected,
    );
    expect(await read('-', Readable.from([text.slice(0, 20), text.slice(20)]))).toEqual(expected);
  });

  it('loses no record to a bad one', async () => {
    const path = aFile('bad.jsonl', `${aLine(1)}\n{"arxivId": 5, oops\n\n${aLine(2, { upvotes: -1 })}\n${aLine(3)}\n`);
    expect(await read(path)).toEqual([
      'Findings 1',
      'bad.jsonl:2 This is not valid JSON.',
      'bad.jsonl:4 upvotes is below zero.',
      'Findings 3',
    ]);
  });

  it('that was half written gives its whole lines and tells of the last', async () => {
    const path = aFile('half.jsonl', `${lines(2).join('\n')}\n${aLine(3).slice(0, 30)}`);
    expect(await read(path)).toEqual([
      'Findings 1',
      'Findings 2',
      'half.jsonl:3 The file ends in the middle of this record. What stands before it was read.',
    ]);
  });

  it('may end without a line break', async () => {
    expect(await read(aFile('unended.jsonl', lines(2).join('\n')))).toEqual(['Findings 1', 'Findings 2']);
  });

  it('has too long a line passed over, not collected', async () => {
    const path = aFile('long.jsonl', `${aLine(1)}\n${aLine(2, { abstract: 'x'.repeat(LONGEST_LINE) })}\n${aLine(3)}\n`);
    expect(await read(path)).toEqual([
      'Findings 1',
      'long.jsonl:2 This line is longer than 5 MB, which no record is. It was passed over.',
      'Findings 3',
    ]);
  });
});

describe('a gzip file', () => {
  const many = lines(2000);
  const packed = gzipSync(many.join('\n'));

  it('that was cut off gives its whole lines and one rejected record', async () => {
    const told = await read(aFile('cut.jsonl.gz', packed.subarray(0, packed.length / 2)));
    expect(told.length).toBeGreaterThan(200);
    expect(told.slice(0, -1)).toEqual(told.slice(0, -1).map((_, at) => `Findings ${at + 1}`));
    expect(told.at(-1)).toBe(
      `cut.jsonl.gz:${told.length} The packed file is cut off here. What stands before was read; fetch the file again for the rest.`,
    );
  });

  it('that is damaged within says so, and gives nothing made up', async () => {
    const damaged = Buffer.from(packed);
    damaged.fill(0x55, damaged.length / 2, damaged.length / 2 + 200);
    const told = await read(aFile('damaged.jsonl.gz', damaged));
    expect(told.at(-1)).toMatch(/^damaged\.jsonl\.gz:\d+ The packed file is (?:damaged from here on|cut off here)\./);
  });
});

describe('a saved reply of the hub', () => {
  const items = [1, 2, 3].map((number) => ({ paper: { id: `2401.${10000 + number}`, title: `Findings ${number} {"[\\` } }));
  const titles = ['Findings 1 {"[\\', 'Findings 2 {"[\\', 'Findings 3 {"[\\'];

  it.each([
    ['on one line', JSON.stringify(items)],
    ['indented', JSON.stringify(items, undefined, 2)],
    ['item by line', items.map((item) => JSON.stringify(item)).join('\n')],
  ])('is read %s', async (_, text) => {
    expect((await read(aFile('reply.json', text))).map((title) => title.slice(0, 10))).toEqual([
      'Findings 1',
      'Findings 2',
      'Findings 3',
    ]);
  });

  it('of one indented paper is that paper', async () => {
    expect(await read(aFile('one.json', JSON.stringify({ id: '2401.00001', title: 'One' }, undefined, 2)))).toEqual(['One']);
  });

  it('is read the same however the stream is cut', async () => {
    const text = JSON.stringify(items, undefined, 1);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(text.length), { maxLength: 8 }), async (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), text.length];
        const pieces = edges.slice(1).map((edge, at) => text.slice(edges[at], edge));
        expect((await read('-', Readable.from(pieces.filter((piece) => piece !== '')))).length).toBe(titles.length);
      }),
      { numRuns: 50 },
    );
  });

  it('that was cut off gives its whole items and tells of the last, by its line', async () => {
    const text = JSON.stringify(
      [
        { id: '2401.00001', title: 'One' },
        { id: '2401.00002', title: 'Two' },
      ],
      undefined,
      1,
    );
    expect(await read(aFile('cut.json', text.slice(0, -12)))).toEqual([
      'One',
      'cut.json:6 The file ends in the middle of this record. What stands before it was read.',
    ]);
  });

  it('without a paper says so', async () => {
    expect(await read(aFile('weekend.json', '[]'))).toEqual(['weekend.json:1 This list holds no papers.']);
  });
});

describe('a saved page', () => {
  it('is known by what it is not', async () => {
    const abstract = 'Long ago, papers were read on paper. '.repeat(12);
    const page = `Daily Papers\n\nMachines That Explain\n\n${abstract}\n\n • 6 authors\n·\nAug 31, 2023\n`;
    expect(await read(aFile('page.jsonl', page))).toEqual(['Machines That Explain']);
    expect(await read('-', Readable.from([page]))).toEqual(['Machines That Explain']);
  });
});

describe('a file that holds no papers', () => {
  it.each([
    ['empty', '', 'is empty'],
    ['blank', ' \n\n', 'is empty'],
    ['html', '\n<!DOCTYPE html><html><head><title>503</title></head></html>', 'is a web page with its markup'],
    ['xml', '<?xml version="1.0"?><feed/>', 'is a web page with its markup'],
    ['zip', Buffer.from('504b0304aaaaaaaa', 'hex'), 'is a zip archive'],
    ['pdf', '%PDF-1.7 …', 'is a PDF file'],
    ['binary', Buffer.from([1, 2, 3, 0, 0, 0, 9, 9]), 'is no text file'],
  ])('is refused with a sentence: %s', async (name, content, sentence) => {
    await expect(read(aFile(name, content))).rejects.toThrow(sentence);
  });

  it('may be missing or a folder', async () => {
    await expect(read(join(folder, 'nowhere.jsonl'))).rejects.toThrow(/^There is no file .*nowhere\.jsonl\. Check the path/);
    await expect(read(folder)).rejects.toThrow(/is a folder\. Name the files in it/);
  });
});
