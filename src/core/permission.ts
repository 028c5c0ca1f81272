/**
 * Who may change what a place gets: a rule over what a platform's adapter knows of the asker.
 */
import { directOwner, isSameUser, type Place, type UserRef, userKey } from './place.ts';

/** What the platform lets the asker do in the place where they ask. */
export interface Standing {
  /** Manage Channels on Discord; on Slack an admin or owner of the workspace. */
  readonly managesChannel: boolean;
  /** Can read and write there. */
  readonly isMember: boolean;
}

export interface Asking {
  readonly asker: UserRef;
  readonly place: Place;
  readonly standing: Standing;
}

export type Permission =
  | { readonly kind: 'allowed' }
  /** `why` is whole sentences for the asker. */
  | { readonly kind: 'refused'; readonly why: string };

const ALLOWED: Permission = { kind: 'allowed' };
const FOR_YOURSELF = 'You can have posts for yourself: `subscribe digest "low-rank adaptation" to:me`.';

/** @param admins keys of people who may on Slack, beside its own admins; where there are none, every member of a channel may. */
export function mayManage({ asker, place, standing }: Asking, admins: ReadonlySet<string>): Permission {
  const owner = directOwner(place);
  if (owner !== undefined) {
    return isSameUser(owner, asker) ? ALLOWED : refused('Direct messages are changed by the person whose they are.');
  }
  switch (place.platform) {
    case 'terminal':
      return ALLOWED;
    case 'discord':
      if (standing.managesChannel) return ALLOWED;
      return refused(`That takes the permission to manage this channel (Manage Channels). ${FOR_YOURSELF}`);
    case 'slack':
      if (standing.managesChannel || admins.has(userKey(asker))) return ALLOWED;
      if (admins.size > 0) return refused(`In this workspace only the bot's admins may do that. ${FOR_YOURSELF}`);
      return standing.isMember ? ALLOWED : refused(`Join the channel first. ${FOR_YOURSELF}`);
  }
}

function refused(why: string): Permission {
  return { kind: 'refused', why };
}
