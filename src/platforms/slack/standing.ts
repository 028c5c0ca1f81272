/**
 * Whether somebody is an admin or owner of their workspace, as Slack tells. Asked only where that decides something, remembered for a
 * while, and counted as no where Slack does not answer.
 */
import { z } from 'zod';
import type { Standing } from '../../core/permission.ts';
import type { Clock } from '../../core/time.ts';
import type { Asker } from './asking.ts';
import { failureFacts, type Tell } from './news.ts';
import { clientOrNone, type Workspaces } from './workspaces.ts';

export interface StandingParts {
  readonly workspaces: Workspaces;
  /** `everybody`: every member of a channel may manage what is posted there, and nobody is looked up. */
  readonly managedBy: 'everybody' | 'admins';
  readonly clock: Clock;
  readonly tell: Tell;
}

export type StandingOf = (asker: Asker) => Promise<Standing>;

const REMEMBERED_MS = 5 * 60_000;
const MOST_REMEMBERED = 10_000;
const Info = z.object({ user: z.object({ is_admin: z.boolean().optional(), is_owner: z.boolean().optional() }) });

export function makeStanding({ workspaces, managedBy, clock, tell }: StandingParts): StandingOf {
  const known = new Map<string, { readonly isAdmin: boolean; readonly at: number }>();
  const isAdmin = async ({ team, user }: Asker): Promise<boolean> => {
    const now = Date.parse(clock.now());
    const remembered = known.get(`${team}/${user}`);
    if (remembered !== undefined && now - remembered.at < REMEMBERED_MS) return remembered.isAdmin;
    try {
      const client = await clientOrNone(workspaces, team, tell);
      if (client === undefined) return false;
      const { user: who } = Info.parse(await client.users.info({ user }));
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(`${team}/${user}`, { isAdmin: who.is_admin === true || who.is_owner === true, at: now });
      return who.is_admin === true || who.is_owner === true;
    } catch (error) {
      tell({ level: 'warn', what: 'a person could not be looked up', facts: failureFacts(error) });
      return false;
    }
  };
  return async (asker) => ({ managesChannel: managedBy === 'admins' && (await isAdmin(asker)), isMember: true });
}
