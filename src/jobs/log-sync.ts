/**
 * What a sync brought, as one event of the log.
 */
import type { BeatLog } from './log-beat.ts';
import type { SyncReport } from './sync-report.ts';

export function logSync(log: BeatLog, { end, failed, firstRejects, ...counts }: SyncReport): void {
  const troubles = failed.map(({ date, error }) => `${date}: ${error.message}`);
  const fields = { ...counts, end, ...(troubles.length > 0 && { troubles }), ...(firstRejects.length > 0 && { firstRejects }) };
  log[troubles.length > 0 && end !== 'interrupted' ? 'warn' : 'info'](fields, 'lists were read');
}
