/**
 * The local services for one test: closed when it is over.
 */
import { onTestFinished } from 'vitest';
import type { Clock } from '../../../src/core/time.ts';
import { type SourceServer, startSourceServer } from './source-server.ts';

export async function aSourceServer(clock: Clock): Promise<SourceServer> {
  const server = await startSourceServer(clock);
  onTestFinished(server.close);
  return server;
}
