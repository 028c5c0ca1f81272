/**
 * What Slack tells of a person: whether they are an admin or owner of their workspace, and the time zone of their profile. Asked only
 * where that decides something, and remembered for a while. Where Slack does not answer, they are no admin and their zone is not known.
 */
import { z } from 'zod';
import type { Standing } from '../../core/permission.ts';
import { type Clock, parseTimeZone, type TimeZone } from '../../core/time.ts';
import type { Asker } from './asking.ts';
import { failureFacts, type Tell } from './news.ts';
import { clientOrNone, type Workspaces } from './workspaces.ts';

export interface ProfileParts {
  readonly workspaces: Workspaces;
  /** `everybody`: every member of a channel may manage what is posted there, and nobody is looked up. */
  readonly managedBy: 'everybody' | 'admins';
  readonly clock: Clock;
  readonly tell: Tell;
}

export interface Profiles {
  readonly standingOf: (asker: Asker) => Promise<Standing>;
  readonly zoneOf: (asker: Asker) => Promise<TimeZone | undefined>;
}

interface Profile {
  readonly isAdmin: boolean;
  readonly zone: TimeZone | undefined;
}

const REMEMBERED_MS = 5 * 60_000;
const MOST_REMEMBERED = 10_000;
const Info = z.object({
  user: z.object({ is_admin: z.boolean().optional(), is_owner: z.boolean().optional(), tz: z.string().nullish() }),
});

export function makeProfiles({ workspaces, managedBy, clock, tell }: ProfileParts): Profiles {
  const known = new Map<string, { readonly profile: Profile; readonly at: number }>();
  const profileOf = async ({ team, user }: Asker): Promise<Profile | undefined> => {
    const now = Date.parse(clock.now());
    const remembered = known.get(`${team}/${user}`);
    if (remembered !== undefined && now - remembered.at < REMEMBERED_MS) return remembered.profile;
    try {
      const client = await clientOrNone(workspaces, team, tell);
      if (client === undefined) return undefined;
      const profile = readProfile(await client.users.info({ user }));
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(`${team}/${user}`, { profile, at: now });
      return profile;
    } catch (error) {
      tell({ level: 'warn', what: 'a person could not be looked up', facts: failureFacts(error) });
      return undefined;
    }
  };
  return {
    standingOf: async (asker) => ({
      managesChannel: managedBy === 'admins' && (await profileOf(asker))?.isAdmin === true,
      isMember: true,
    }),
    zoneOf: async (asker) => (await profileOf(asker))?.zone,
  };
}

function readProfile(reply: unknown): Profile {
  const { is_admin: isAdmin, is_owner: isOwner, tz } = Info.parse(reply).user;
  return { isAdmin: isAdmin === true || isOwner === true, zone: parseTimeZone(tz ?? '') };
}
