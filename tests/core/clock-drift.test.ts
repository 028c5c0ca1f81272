import { describe, expect, it } from 'vitest';
import { clockFinding } from '../../src/core/clock-drift.ts';
import { anInstant } from '../support/builders.ts';

const NOW = anInstant('2026-01-05T09:00:00Z');

describe('the clock', () => {
  it('is right within half a minute of another one', () => {
    for (const there of ['Mon, 05 Jan 2026 09:00:30 GMT', 'Mon, 05 Jan 2026 08:59:30 GMT']) {
      expect(clockFinding(there, NOW).kind).toBe('well');
    }
  });

  it('is a trouble beyond that, and is said to be ahead or behind', () => {
    expect(clockFinding('Mon, 05 Jan 2026 09:00:31 GMT', NOW)).toMatchObject({ kind: 'trouble', what: 'It is 31 s behind.' });
    expect(clockFinding('Mon, 05 Jan 2026 08:50:00 GMT', NOW)).toMatchObject({ kind: 'trouble', what: 'It is 600 s ahead.' });
  });

  it('is not judged without another one, or by what is no date', () => {
    expect(clockFinding(undefined, NOW).kind).toBe('note');
    expect(clockFinding('soon', NOW).kind).toBe('note');
  });
});
