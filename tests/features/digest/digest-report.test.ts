/**
 * What a preview tells of the rules.
 */
import { describe, expect, it } from 'vitest';
import { digestReport } from '../../../src/features/digest/digest-report.ts';
import { anInstant } from '../../support/builders.ts';
import { aDigest, at, type DigestChannel, listed } from './a-digest.ts';

const DAO = { authors: ['Tri Dao'] };
const report = ({ subscription, deps }: DigestChannel, slot = at(7)) => digestReport(subscription, anInstant(slot), deps);
const idsOf = (papers: readonly { readonly id: string }[]) => papers.map(({ id }) => id.slice(-3));

describe('a report', () => {
  it('says what would be posted, as the digest itself composes it', async () => {
    const channel = await aDigest([listed(6, 1, 5)]);
    expect((await report(channel)).composed).toEqual(await channel.compose(at(7)));
  });

  it('says what each rule brings, a paper under every rule that it matches', async () => {
    const channel = await aDigest(
      [listed(6, 1, 5, DAO), listed(6, 2, 9), listed(6, 3, 7, { title: 'Reading', ...DAO, abstract: '' })],
      {
        rules: ['findings', 'author:dao'],
      },
    );
    const { rules, looked } = await report(channel);
    expect(rules.map(({ rule, matched }) => [rule.words || rule.filters.authors[0], idsOf(matched)])).toEqual([
      ['findings', ['002', '001']],
      ['dao', ['003', '001']],
    ]);
    expect(looked).toBe(3);
  });

  it('says which papers nearly match and what they lack: the best three, without those that another rule brings', async () => {
    const papers = [1, 2, 3, 4, 5].map((number) => listed(6, number, number, number === 5 ? DAO : {}));
    const channel = await aDigest(papers, { rules: ['findings votes:>100', 'author:dao'] });
    const [first] = (await report(channel)).rules;
    expect(first?.near.map(({ paper, missing }) => [paper.upvotes, missing])).toEqual([
      [4, 'votes:>=101'],
      [3, 'votes:>=101'],
      [2, 'votes:>=101'],
    ]);
  });

  it('says what an exclusion took out, and by which word', async () => {
    const excluded = { abstract: 'Findings on diffusion and on video.' };
    const channel = await aDigest([listed(6, 1, 5, excluded), listed(6, 2, 4), listed(6, 3, 9, { ...excluded, ...DAO })], {
      rules: ['findings -diffusion -video -audio', 'author:dao'],
    });
    const [first] = (await report(channel)).rules;
    expect(first?.removed.map(({ paper, by }) => [paper.id.slice(-3), by])).toEqual([['001', ['-diffusion', '-video']]]);
    expect(idsOf(first?.matched ?? [])).toEqual(['002']);
  });

  it('counts what matched and was sent before, and names the lists', async () => {
    const channel = await aDigest([listed(5, 1, 5), listed(6, 1, 4), listed(6, 2, 4, { title: 'Reading', abstract: '' })]);
    await channel.post(at(6));
    const { sentBefore, looked, window, rules } = await report(channel);
    expect([sentBefore, looked, idsOf(rules[0]?.matched ?? [])]).toEqual([1, 3, ['001']]);
    expect(window).toMatchObject({ fresh: ['2026-01-06'], late: ['2026-01-02', '2026-01-05'] });
  });

  it('tells of an empty digest why it is empty', async () => {
    expect((await report(await aDigest([], { rules: ['findings'] }))).composed).toEqual({
      kind: 'nothing',
      why: 'No list of Tue, 6 Jan 2026 is here: it may have been a holiday.',
    });
  });
});
