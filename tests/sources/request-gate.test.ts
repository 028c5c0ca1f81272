import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Milliseconds } from '../../src/core/time.ts';
import { type GateRules, requestGate } from '../../src/sources/request-gate.ts';
import { givenTime } from '../support/source-server/given-time.ts';

const START = '2026-06-12T09:00:00Z';

interface Start {
  readonly who: number;
  readonly atMs: number;
}

/** Lets requests come at the given moments, each staying for its time, and notes when each one started. */
const run = async (rules: GateRules, comings: readonly { readonly atMs: number; readonly forMs: number }[]) => {
  const { clock, sleep, random } = givenTime(START);
  const gate = requestGate(rules, { clock, sleep, random });
  const sinceStart = (): number => Date.parse(clock.now()) - Date.parse(START);
  const starts: Start[] = [];
  let [inside, most] = [0, 0];
  const come = async ({ atMs, forMs }: { atMs: number; forMs: number }, who: number): Promise<void> => {
    await sleep(atMs);
    const passage = await gate.pass(0, undefined);
    if (passage.kind === 'closed') return;
    starts.push({ who, atMs: sinceStart() });
    most = Math.max(most, ++inside);
    await sleep(forMs);
    inside--;
    passage.leave();
  };
  await Promise.all(comings.map(come));
  return { starts, most };
};

const someComings = fc.array(fc.record({ atMs: fc.nat(5000), forMs: fc.nat(4000) }), { maxLength: 12 });

describe('a request gate', () => {
  it('lets every request through, never two closer than the gap, never more at once than it may', async () => {
    const rules = fc.record({ gapMs: fc.nat(3000), connections: fc.integer({ min: 1, max: 4 }) });
    await fc.assert(
      fc.asyncProperty(rules, someComings, async (gateRules, comings) => {
        const { starts, most } = await run(gateRules, comings);
        expect(starts).toHaveLength(comings.length);
        expect(most).toBeLessThanOrEqual(gateRules.connections);
        starts.forEach(({ atMs }, at) => {
          const before = starts[at - 1]?.atMs ?? Number.NEGATIVE_INFINITY;
          expect(atMs - before).toBeGreaterThanOrEqual(gateRules.gapMs);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the order in which they came', async () => {
    const comings = [0, 1, 2, 3, 4, 5].map((atMs) => ({ atMs, forMs: 10_000 - atMs * 1000 }));
    const { starts } = await run({ gapMs: 700, connections: 3 }, comings);
    expect(starts.map(({ who }) => who)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('keeps nobody waiting who comes after the gap', async () => {
    const { starts } = await run({ gapMs: 700, connections: 1 }, [
      { atMs: 0, forMs: 1 },
      { atMs: 5000, forMs: 1 },
    ]);
    expect(starts.map(({ atMs }) => atMs)).toEqual([0, 5000]);
  });

  it('that was closed by another request lets nobody through before it opens', async () => {
    const time = givenTime(START);
    const gate = requestGate({ gapMs: 700, connections: 4 }, time);
    const first = await gate.pass(60_000, undefined);
    const second = gate.pass(60_000, undefined);
    gate.closeFor(9000 as Milliseconds);
    expect([first.kind, (await second).kind]).toEqual(['passed', 'passed']);
    expect(time.clock.now()).toBe('2026-06-12T09:00:09.000Z');
  });
});
