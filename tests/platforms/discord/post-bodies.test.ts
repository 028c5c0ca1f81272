import { describe, expect, it } from 'vitest';
import type { MessageRef, Part } from '../../../src/core/delivery.ts';
import { text } from '../../../src/core/message.ts';
import { markIn, postBodies } from '../../../src/platforms/discord/post-bodies.ts';
import { anInstant } from '../../support/builders.ts';
import { aDelivery, aSubscription } from '../../support/delivery-builders.ts';

const LONG = { kind: 'text', spans: [text('A sentence that goes on. '.repeat(120))] } as const;

function bodiesOf(part: Part, draft: Parameters<typeof aDelivery>[0] = {}) {
  const message = { summary: 'Papers', title: 'Papers', blocks: Array.from({ length: 5 }, () => LONG), buttons: [] };
  return postBodies({ ...aDelivery(draft), part, message }, []);
}

const POST: Part = { kind: 'post' };
const marksOf = (bodies: ReturnType<typeof bodiesOf>) => bodies.map(({ mark }) => mark);

describe('the mark of a post', () => {
  it('says in the footer which subscription it is of, and its slot', () => {
    const [first] = bodiesOf(POST, { slot: anInstant('2026-01-05T09:30:00Z') });
    expect(first?.mark).toBe('s1 · 2026-01-05 09:30 UTC');
    expect(first?.payload.embeds.at(-1)?.footer).toEqual({ text: first?.mark });
  });

  it('is read out of every message that has one, and out of none of other footers', () => {
    const parts: readonly Part[] = [
      POST,
      { kind: 'beneath', number: 2, thread: 'Papers', post: '1' as MessageRef },
      { kind: 'notice' },
    ];
    const all = parts.flatMap((part) => bodiesOf(part, { slot: anInstant('2026-01-05T09:30:12.345Z') }));
    for (const { mark, payload } of all) expect(markIn(payload)).toBe(mark);
    for (const said of ['Papers', 's1', '2026-01-05 09:30 UTC', 's1 · tomorrow']) {
      expect(markIn({ embeds: [{ footer: { text: said } }] })).toBeUndefined();
    }
    expect(markIn({ embeds: [] })).toBeUndefined();
  });

  it('is another for each message, part, slot and subscription', () => {
    const slots = ['2026-01-05T09:00:00Z', '2026-01-05T09:30:00Z', '2026-01-05T09:30:00.001Z'].map(anInstant);
    const parts: readonly Part[] = [POST, { kind: 'beneath', number: 1, thread: 'Papers' }, { kind: 'notice' }];
    const marks = ['s1', 's2'].flatMap((id) =>
      slots.flatMap((slot) => parts.flatMap((part) => marksOf(bodiesOf(part, { of: aSubscription({ id }), slot })))),
    );
    expect(marks.length).toBeGreaterThan(18);
    expect(new Set(marks).size).toBe(marks.length);
  });

  it('comes with a nonce of at most 25 characters, each another', () => {
    const nonces = bodiesOf(POST).map(({ nonce }) => nonce);
    expect(nonces.length).toBeGreaterThan(1);
    expect(new Set(nonces).size).toBe(nonces.length);
    for (const nonce of nonces) expect(nonce.length).toBeLessThanOrEqual(25);
  });
});
