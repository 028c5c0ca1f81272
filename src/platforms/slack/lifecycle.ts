/**
 * What becomes of subscriptions and tokens when a workspace takes the bot out, in whatever order and however often Slack tells it.
 *
 * Slack tells of tokens that were revoked and of the app being taken out apart, late, and in no order; a workspace may have let the bot
 * in again by then. So a token that Slack still takes is kept, whatever was told.
 */
import type { DepartureStore } from '../../core/departures.ts';
import type { SeenEventStore } from '../../core/installations.ts';
import { type Clock, plus } from '../../core/time.ts';
import { readFailure } from './failure.ts';
import { failureFacts, type Tell } from './news.ts';
import { type EventBody, organizationOf, RevokedEvent } from './payloads.ts';
import type { Workspaces } from './workspaces.ts';

export type PlaceRecords = Pick<DepartureStore, 'noteDeparture' | 'noteReturn'> & SeenEventStore;

export interface LifecycleParts {
  readonly records: () => PlaceRecords;
  readonly workspaces: Workspaces;
  readonly clock: Clock;
  readonly tell: Tell;
}

export interface Lifecycle {
  /** @param id of an event, a press or a command. @returns false where it came before, to whichever process of this database. */
  readonly isNew: (id: string) => Promise<boolean>;
  readonly whenUninstalled: (body: EventBody) => Promise<void>;
  readonly whenRevoked: (body: EventBody) => Promise<void>;
  readonly whenInstalled: (of: readonly string[]) => Promise<void>;
}

/** Slack tries three times within six minutes, and again where it was told to at most a day later. */
const REMEMBERED_MS = 3 * 86_400_000;
const FORGET_EVERY = 500;
/** What Slack says of a token that is over. */
const ENDED = new Set(['account_inactive', 'token_revoked', 'invalid_auth', 'app_uninstalled', 'not_authed']);

export function watchLifecycle(parts: LifecycleParts): Lifecycle {
  const { records, clock } = parts;
  let noted = 0;
  return {
    isNew: async (id) => {
      const now = clock.now();
      if (noted % FORGET_EVERY === 0) await records().forgetEventsBefore(plus(now, -REMEMBERED_MS));
      noted += 1;
      return (await records().noteEvent({ platform: 'slack', id }, now)) === 'new';
    },
    whenUninstalled: (body) => depart(body, parts),
    whenRevoked: async (body) => {
      const revoked = RevokedEvent.safeParse(body.event);
      if (revoked.success && (revoked.data.tokens.bot ?? []).length > 0) await depart(body, parts);
    },
    whenInstalled: async (of) => {
      for (const workspace of of) await records().noteReturn({ platform: 'slack', workspace });
    },
  };
}

async function depart(body: EventBody, { records, workspaces, clock, tell }: LifecycleParts): Promise<void> {
  const of = organizationOf(body) ?? body.team_id ?? body.enterprise_id;
  if (of == null) return;
  if (await isStillIn(of, workspaces, tell)) {
    tell({ level: 'info', what: 'a workspace is told to have taken the bot out, and has it', facts: { workspace: of } });
    return;
  }
  for (const workspace of await workspaces.drop(of)) {
    const paused = await records().noteDeparture({ platform: 'slack', workspace }, clock.now());
    tell({ level: 'info', what: 'a workspace took the bot out', facts: { workspace, paused } });
  }
}

/** Where Slack does not say, what was told counts. */
async function isStillIn(workspace: string, workspaces: Workspaces, tell: Tell): Promise<boolean> {
  try {
    const client = await workspaces.clientOf(workspace);
    if (client === undefined) return false;
    await client.auth.test();
    return true;
  } catch (error) {
    const failure = readFailure(error);
    if (failure.kind !== 'refused' || !ENDED.has(failure.error)) {
      tell({ level: 'warn', what: 'a token could not be checked', facts: { workspace, ...failureFacts(error) } });
    }
    return false;
  }
}
