/**
 * What a digest says where it has nothing to show. January 2026: the 5th is a Monday, and no list came on the 13th.
 */
import { describe, expect, it } from 'vitest';
import { anInstant } from '../../support/builders.ts';
import { aDigest, at, listed, messageIn } from './a-digest.ts';

const NOTHING_MATCHES = { rules: ['volcanoes'] };

describe('a digest without a list', () => {
  it('says on a weekend which list was the last, and that Friday is open', async () => {
    const { why } = await aDigest([listed(8, 1, 1), listed(9, 1, 1)], NOTHING_MATCHES);
    const said = "No list has closed since that of Thu, 8 Jan 2026: Friday's stays open over the weekend.";
    expect([await why(at(10)), await why(at(11))]).toEqual([said, said]);
    expect(await why(at(12))).toMatch(/^Nothing new matched on the list of Fri, 9 Jan 2026/);
  });

  it('says so where its own calendar shows Monday but Greenwich still Sunday', async () => {
    const { why } = await aDigest([], { schedule: 'daily at 08:00 Asia/Tokyo' });
    expect(await why(at(11, '23:00Z'))).toMatch(/Friday's stays open over the weekend\.$/);
  });

  it('says on any other day only which was the last', async () => {
    const { why } = await aDigest([listed(6, 1, 1)], NOTHING_MATCHES);
    expect(await why(at(7, '12:00Z'))).toBe('No list has closed since that of Tue, 6 Jan 2026.');
  });
});

describe('a digest whose list did not come', () => {
  it('names the day, or the days', async () => {
    const daily = await aDigest([listed(12, 1, 1), listed(14, 1, 1)], NOTHING_MATCHES);
    expect(await daily.why(at(14))).toBe('No list of Tue, 13 Jan 2026 is here: it may have been a holiday.');
    const twice = await aDigest([], { schedule: 'mon,wed at 09:00' });
    expect(await twice.why(at(21))).toBe('No list of Mon, 19 Jan 2026 or Tue, 20 Jan 2026 is here.');
    const weekly = await aDigest([], { schedule: 'weekly on friday at 09:00' });
    expect(await weekly.why(at(30))).toBe('None of the 5 lists from Fri, 23 Jan 2026 to Thu, 29 Jan 2026 is here.');
  });

  it('says since when the source is out of reach, where it is, on the clock of its zone', async () => {
    const { why } = await aDigest([], { schedule: 'daily at 09:00 Asia/Tokyo', troubleSince: at(12, '20:30Z') });
    expect(await why(at(14, '00:00Z'))).toBe(
      'The source of the lists has not been reachable since Tue, 13 Jan 2026, 05:30; what it lists meanwhile comes with the next digest.',
    );
  });

  it('keeps that promise: what is listed meanwhile comes with the next one', async () => {
    const { post, store } = await aDigest([], { troubleSince: at(5) });
    expect(await post(at(6))).toEqual([]);
    await store.upsertPapers([listed(5, 1, 2), listed(6, 1, 1)], anInstant(at(6, '20:00Z')));
    expect(await post(at(7))).toEqual(['arxiv:2601.05001', 'arxiv:2601.06001']);
  });

  it('says nothing of the source where the list came all the same, nor on a weekend', async () => {
    const { why } = await aDigest([listed(13, 1, 1)], { ...NOTHING_MATCHES, troubleSince: at(12) });
    expect(await why(at(14))).toMatch(/^Nothing new matched/);
    expect(await why(at(17))).toMatch(/^No list has closed/);
  });
});

describe('a digest whose lists have nothing for it', () => {
  it('says which they were and how many papers they had, without withdrawn ones', async () => {
    const papers = [listed(5, 1, 1), listed(5, 2, 1), listed(6, 1, 1), listed(7, 1, 1), listed(7, 2, 1, { withdrawnAt: at(7) })];
    const daily = await aDigest(papers, NOTHING_MATCHES);
    expect(await daily.why(at(6))).toBe('Nothing new matched on the list of Mon, 5 Jan 2026 (2 papers).');
    expect(await daily.why(at(8))).toBe('Nothing new matched on the list of Wed, 7 Jan 2026 (1 paper).');
    const weekly = await aDigest(papers, { ...NOTHING_MATCHES, schedule: 'weekly on friday at 09:00' });
    expect(await weekly.why(at(9))).toBe(
      'Nothing new matched on the 3 lists from Mon, 5 Jan 2026 to Wed, 7 Jan 2026 (4 papers).',
    );
    const twice = await aDigest(papers, { ...NOTHING_MATCHES, schedule: 'mon,wed at 09:00' });
    expect(await twice.why(at(7))).toBe('Nothing new matched on the lists of Mon, 5 Jan 2026 and Tue, 6 Jan 2026 (3 papers).');
  });

  it('says the same where all that matched was sent to the place before', async () => {
    const { store, post } = await aDigest([listed(5, 1, 1)]);
    const second = await aDigest([], { store, id: 'second' });
    expect(await post(at(6))).toEqual(['arxiv:2601.05001']);
    expect(await second.why(at(6))).toBe('Nothing new matched on the list of Mon, 5 Jan 2026 (1 paper).');
  });
});

describe('the sentence', () => {
  it('is a short post where the subscription asks for it, and no paper counts as sent', async () => {
    const { compose } = await aDigest([listed(5, 1, 1)], { ...NOTHING_MATCHES, whenEmpty: 'say-why' });
    const composed = await compose(at(6));
    expect(composed).toMatchObject({ kind: 'post', alongside: { posted: [] } });
    expect(messageIn(composed)).toEqual({
      summary: 'Digest: Nothing new matched on the list of Mon, 5 Jan 2026 (1 paper).',
      title: 'Digest: volcanoes',
      blocks: [
        { kind: 'text', spans: [{ kind: 'text', text: 'Nothing new matched on the list of Mon, 5 Jan 2026 (1 paper).' }] },
      ],
      buttons: [],
    });
  });

  it('is no post where it asks for silence, but the same sentence for the log', async () => {
    const { compose } = await aDigest([listed(5, 1, 1)], { ...NOTHING_MATCHES, whenEmpty: 'silent' });
    expect(await compose(at(6))).toEqual({
      kind: 'nothing',
      why: 'Nothing new matched on the list of Mon, 5 Jan 2026 (1 paper).',
    });
  });

  it('stands before late additions where these are all there is', async () => {
    const { post, compose, store } = await aDigest([listed(8, 1, 1)]);
    await post(at(9));
    await store.upsertPapers([listed(8, 2, 1)], anInstant(at(9, '12:00Z')));
    expect(messageIn(await compose(at(10))).blocks[0]).toEqual({
      kind: 'note',
      spans: [
        {
          kind: 'text',
          text: "No list has closed since that of Thu, 8 Jan 2026: Friday's stays open over the weekend. Late additions to earlier lists: 1.",
        },
      ],
    });
  });
});
