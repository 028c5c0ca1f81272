import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClaimedDelivery } from '../../../src/core/delivery.ts';
import { directPlace } from '../../../src/core/place.ts';
import { type Instant, plus } from '../../../src/core/time.ts';
import { terminalChannels } from '../../../src/platforms/terminal/channels.ts';
import { stageClock } from '../../../src/platforms/terminal/stage-clock.ts';
import { readStageLine, STAGE_LINES } from '../../../src/platforms/terminal/stage-line.ts';
import { aStage } from '../../support/a-terminal.ts';
import { anInstant, aUser } from '../../support/builders.ts';
import { aFolder } from '../../support/databases.ts';
import { aDelivery, aPlace, aSubscription } from '../../support/delivery-builders.ts';

const NOW = anInstant('2026-01-05T08:00:00Z');
const HOUR = 3_600_000;

describe('a line that directs the play', () => {
  it.each([
    [':tick', NOW],
    [':tick +2h', plus(NOW, 2 * HOUR)],
    [':tick +30m', plus(NOW, HOUR / 2)],
    [':tick + 7 days', plus(NOW, 7 * 24 * HOUR)],
    [':tick +1w', plus(NOW, 7 * 24 * HOUR)],
    [':TICK 2026-01-06', anInstant('2026-01-06')],
    [':tick 2026-01-05T09:00Z', anInstant('2026-01-05T09:00:00Z')],
  ])('%s goes forward', (line, to) => {
    expect(readStageLine(line, NOW)).toEqual({ kind: 'tick', to });
  });

  it.each([
    [':tick yesterday', 'That is no time to go to.'],
    [':tick 2026-01-04', 'goes forward only'],
    [':tick +400d', 'more than a year away'],
    [':clock soon', 'That is no time.'],
    [':channel two words', 'A channel is named by letters'],
    [':close @me', 'A channel is named by letters'],
    [':dance', 'There is no `:dance`.'],
  ])('%s is told what is accepted', (line, sentence) => {
    expect(readStageLine(line, NOW)).toMatchObject({ kind: 'refused', sentence: expect.stringContaining(sentence) });
  });

  it('is every line that the help shows, and no search or command', () => {
    for (const { form } of STAGE_LINES) expect(readStageLine(form, NOW)?.kind).not.toBe('refused');
    for (const line of ['search :tick', 'tick', '', 'LLM.int8(): x']) expect(readStageLine(line, NOW)).toBeUndefined();
  });
});

describe('the walk to a later time', () => {
  it('beats at each moment at which something falls due, and at its end', async () => {
    const clock = stageClock({ now: () => NOW });
    const moments = [1, 5, 30].map((hours) => plus(NOW, hours * HOUR));
    const beats: Instant[] = [];
    const stage = aStage({
      clock,
      beat: async () => void beats.push(clock.now()),
      nextMoment: async (after) => moments.find((moment) => moment > after),
    });
    const answer = await stage.direct(':tick +24h');
    expect(beats).toEqual([NOW, moments[0], moments[1], plus(NOW, 24 * HOUR)]);
    expect(answer?.text).toBe('It is now Tue, 6 Jan 2026, 08:00 UTC.');
  });

  it('shows what is posted on the way, with numbers that go on from one post to the next', async () => {
    const stage = aStage({ beat: async () => post(['one', 'two']) });
    const post = async (names: readonly string[]) => {
      for (const name of names) await stage.messenger.send(aPost(name), new AbortController().signal);
    };
    const answer = await stage.direct(':tick');
    expect(answer?.text).toMatch(/── #papers.*one.*\[1\] Save.*── #papers.*two.*\[2\] Save/s);
    expect(answer?.actions).toHaveLength(2);
  });
});

describe('a channel of the stage', () => {
  const signal = new AbortController().signal;

  it('finds a post by its mark after a restart, and reads past a line that a crash cut off', async () => {
    const path = join(aFolder(), 'channels.jsonl');
    const before = aStage({ channels: terminalChannels(path) });
    const sent = await before.messenger.send(aPost('one'), signal);
    appendFileSync(path, '{"kind":"post","channel":"pap');
    const after = aStage({ channels: terminalChannels(path) });
    expect(sent).toMatchObject({ kind: 'sent' });
    expect(await after.messenger.find(aPost('one'), signal)).toEqual({ kind: 'found', ref: 'post 1' });
    expect(await after.messenger.find(aPost('two'), signal)).toEqual({ kind: 'absent' });
    expect((await after.direct(':channel papers'))?.text).toContain('one');
  });

  it('that is deleted refuses posts until it is made again', async () => {
    const stage = aStage();
    await stage.direct(':close papers');
    expect(await stage.messenger.send(aPost('one'), signal)).toEqual({ kind: 'refused', reason: 'channel-gone' });
    expect(await stage.check(aPlace())).toMatchObject({ kind: 'may-not-post', why: 'channel-gone' });
    await stage.direct(':channel papers');
    expect(await stage.messenger.send(aPost('one'), signal)).toMatchObject({ kind: 'sent' });
  });

  it('is where the person talks, and direct messages are one of their own', async () => {
    const stage = aStage();
    expect(stage.place()).toMatchObject({ channel: 'general' });
    await stage.direct(':channel #lab-1');
    expect(stage.place()).toMatchObject({ channel: 'lab-1' });
    await stage.direct(':channel @me');
    expect(stage.place()).toEqual(directPlace(aUser('at the terminal')));
  });

  it('dies after the next post where that was asked for, when the post is out', async () => {
    const died: string[] = [];
    const stage = aStage({ die: () => died.push('now') });
    await stage.messenger.send(aPost('one'), signal);
    expect(died).toEqual([]);
    await stage.direct(':crash');
    await stage.messenger.send(aPost('two'), signal);
    expect(died).toEqual(['now']);
    expect(await stage.messenger.find(aPost('two'), signal)).toMatchObject({ kind: 'found' });
  });
});

/** Claimed, with a button. */
function aPost(name: string): ClaimedDelivery {
  const delivery = aDelivery({
    of: aSubscription({ id: name }),
    message: {
      summary: name,
      title: name,
      blocks: [],
      buttons: [{ kind: 'action', label: 'Save', action: { kind: 'forget-me.confirm' } }],
    },
  });
  return { ...delivery, state: { kind: 'sending', leaseUntil: plus(NOW, HOUR), failures: 0, interrupted: false } };
}
