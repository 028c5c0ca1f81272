import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPaperIds, parsePaperId } from '../../src/core/paper-reference.ts';

const ARCHIVE = new URL('../../../shared/data/hf-papers.jsonl.gz', import.meta.url);

describe('a reference to one paper', () => {
  it.each([
    '2404.02948',
    '2404.02948v2',
    ' 2404.02948\n',
    'arXiv:2404.02948',
    'arxiv: 2404.02948v12',
    'ARXIV:2404.02948',
    'arXiv 2404.02948',
    'arXiv-2404.02948v1',
    'arXiv:2404.02948v2 [cs.LG]',
    'arXiv:2404.02948v2 [cs.LG] 28 May 2024',
    'arXiv:2404.02948 [astro-ph.CO]',
    '[2404.02948]',
    '(arXiv:2404.02948)',
    '`2404.02948`',
    '“2404.02948”',
    '2404.02948.',
    '2404.02948.pdf',
    '2404.02948v1.pdf',
    'https://arxiv.org/abs/2404.02948',
    'http://arxiv.org/abs/2404.02948v3',
    'HTTPS://ARXIV.ORG/ABS/2404.02948',
    'arxiv.org/abs/2404.02948/',
    'www.arxiv.org/abs/2404.02948',
    'https://export.arxiv.org/abs/2404.02948',
    'https://browse.arxiv.org/html/2404.02948v1',
    'https://arxiv.org/pdf/2404.02948',
    'https://arxiv.org/pdf/2404.02948v2.pdf',
    'https://arxiv.org/pdf/2404.02948.pdf#page=3',
    'https://arxiv.org/html/2404.02948v2#S3.SS1',
    'https://arxiv.org/abs/2404.02948?context=cs.LG',
    'https://arxiv.org/format/2404.02948',
    'https://arxiv.org/e-print/2404.02948',
    'https://arxiv.org/ftp/arxiv/papers/2404/2404.02948.pdf',
    'https://huggingface.co/papers/2404.02948',
    'https://huggingface.co/papers/2404.02948#66123abc',
    'https://huggingface.co/papers/2404.02948?ref=daily',
    'huggingface.co/papers/2404.02948v1',
    'https://hf.co/papers/2404.02948',
    'https://www.alphaxiv.org/abs/2404.02948v2',
    'https://alphaxiv.org/overview/2404.02948',
    'https://ar5iv.org/abs/2404.02948',
    'https://ar5iv.labs.arxiv.org/html/2404.02948',
    'https://www.arxiv-vanity.com/papers/2404.02948/',
    'https://papers.cool/arxiv/2404.02948',
    'https://www.emergentmind.com/papers/2404.02948',
    'https://ui.adsabs.harvard.edu/abs/arXiv:2404.02948',
    'https://doi.org/10.48550/arXiv.2404.02948',
    'https://dx.doi.org/10.48550/arxiv.2404.02948',
    'doi:10.48550/arXiv.2404.02948',
    '10.48550/arXiv.2404.02948',
    '<https://arxiv.org/abs/2404.02948>',
    '<https://arxiv.org/abs/2404.02948|PiSSA: Principal Singular Values>',
    '<https://arxiv.org/abs/2404.02948|arxiv.org/abs/2404.02948>',
    '[PiSSA](https://arxiv.org/abs/2404.02948)',
    '[PiSSA](https://arxiv.org/abs/2404.02948v1 "the paper").',
    'https://arxiv.org/abs/2404.02948.',
    '"https://arxiv.org/abs/2404.02948",',
  ])('is read from `%s`, without the version', (text) => {
    expect(parsePaperId(text)).toBe('arxiv:2404.02948');
  });

  it.each([
    ['hep-th/9901001', 'arxiv:hep-th/9901001'],
    ['arXiv:hep-th/9901001v3', 'arxiv:hep-th/9901001'],
    ['https://arxiv.org/abs/quant-ph/0201082', 'arxiv:quant-ph/0201082'],
    ['https://arxiv.org/pdf/cs/0112017v1.pdf', 'arxiv:cs/0112017'],
    ['HEP-TH/9901001', 'arxiv:hep-th/9901001'],
    ['math.GT/0309136', 'arxiv:math/0309136'],
    ['physics.acc-ph/9901001', 'arxiv:physics/9901001'],
    ['0704.0001', 'arxiv:0704.0001'],
    ['https://arxiv.org/abs/1412.6980', 'arxiv:1412.6980'],
  ])('has the id that arXiv itself gives it: %s', (text, id) => {
    expect(parsePaperId(text)).toBe(id);
  });

  it('may be an id of our own', () => {
    expect(parsePaperId('local:0123456789abcdef')).toBe('local:0123456789abcdef');
    expect(parsePaperId('local:0123456789ABCDEF')).toBeUndefined();
  });

  it.each([
    '',
    'PiSSA',
    'PiSSA 2404.02948',
    'https://arxiv.org/abs/2404.02948 is good',
    'https://arxiv.org/list/cs.LG/recent',
    'https://arxiv.org/abs/',
    'https://notarxiv.org/abs/2404.02948',
    'https://huggingface.co/models',
    'https://huggingface.co/papers',
    '2404.029',
    '2404.0294',
    '2404.029481',
    '2413.02948',
    '2400.02948',
    '9904.02948',
    '1412.69801',
    '2024.12',
    '2024-12-05',
    '3.14159',
    '$2404.02',
    'and/9901001',
    'hep-th/9913001',
    'hep-th/990100',
    '10.1145/2404.02948',
    '192.168.2404.02948',
    'word '.repeat(5_000),
    '.'.repeat(50_000),
  ])('is not seen in `%.50s`', (text) => {
    expect(parsePaperId(text)).toBeUndefined();
  });
});

describe('the papers that a message names', () => {
  it.each([
    ['See https://arxiv.org/abs/2404.02948, and 2106.09685.', ['arxiv:2404.02948', 'arxiv:2106.09685']],
    ['(cf. arXiv:2106.09685v2; also hep-th/9901001)', ['arxiv:2106.09685', 'arxiv:hep-th/9901001']],
    ['<https://arxiv.org/abs/2404.02948|arxiv.org/abs/2404.02948> <@U1>', ['arxiv:2404.02948']],
    ['[a](https://huggingface.co/papers/2404.02948) [b](https://arxiv.org/pdf/2404.02948v3.pdf)', ['arxiv:2404.02948']],
    ['https://doi.org/10.48550/arXiv.2404.02948!', ['arxiv:2404.02948']],
    ['https://www.arxiv.org/pdf/2404.02948?x=1&y', ['arxiv:2404.02948']],
    ['https://huggingface.co/models?other=arxiv%3A2404.02948', ['arxiv:2404.02948']],
    ['tar xf arXiv-2404.02948v1.tar.gz', ['arxiv:2404.02948']],
    ['论文：2404.02948。', ['arxiv:2404.02948']],
    ['https://arxiv.org/abs/math.GT/0309136', ['arxiv:math/0309136']],
    ['two\n2404.02948\n2106.09685\n2404.02948v2', ['arxiv:2404.02948', 'arxiv:2106.09685']],
  ])('are found in `%s`, each once', (text, ids) => {
    expect(findPaperIds(text)).toEqual(ids);
  });

  it.each([
    'no paper here',
    'it cost $2404.02948 or €1203.4567, and 1203.4567 € more',
    'up 2404.02948 %',
    'on 2024.12.05, 2012.1225 and 2024.1231',
    'call 0912.1234.567 or 2404.02948.11',
    'version 1.2404.02948, build-2404.02948',
    'doi 10.1145/2404.02948',
    'https://example.org/2404.02948',
    'id 2404.02948x, x2404.02948',
    'https://arxiv.org/abs/2404.029481',
    'and/9901001 of 10',
  ])('are not seen in `%s`', (text) => {
    expect(findPaperIds(text)).toEqual([]);
  });

  it('are found, or not, in text of any kind and length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const named = parsePaperId(text);
        if (named?.startsWith('arxiv:')) expect(findPaperIds(text)).toEqual([named]);
      }),
    );
    const noise = ['a'.repeat(100_000), 'arxiv'.repeat(20_000), '2404.'.repeat(20_000), 'www.'.repeat(25_000)].join(' ');
    expect(findPaperIds(`${noise} 2404.02948 ${noise}`)).toEqual(['arxiv:2404.02948']);
  });
});

describe.skipIf(!existsSync(ARCHIVE))('references over the archive', () => {
  it('read every id of it, and find none in titles', () => {
    const papers = gunzipSync(readFileSync(ARCHIVE))
      .toString('utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { readonly arxivId: string; readonly title: string });
    expect(papers.filter(({ arxivId }) => parsePaperId(arxivId) !== `arxiv:${arxivId}`)).toEqual([]);
    expect(papers.flatMap(({ title }) => findPaperIds(title))).toEqual([]);
  });
});

if (!existsSync(ARCHIVE)) process.stdout.write('skipped: references over the archive (no ../shared)\n');
