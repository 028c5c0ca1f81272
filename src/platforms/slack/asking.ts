/**
 * Who asks on Slack, where, and what they may do there.
 *
 * Ids of people repeat between workspaces, so a person is `TEAM/USER`. Whoever types in a channel is its member: Slack lets nobody else.
 * What is asked in direct messages, or from where there is no channel, concerns the asker's direct messages with the bot.
 */
import { directPlace, type Place, type UserRef } from '../../core/place.ts';

export interface Asker {
  /** The workspace in which the bot was asked. */
  readonly team: string;
  readonly user: string;
  /** As Slack names them; absent where it did not say. */
  readonly name?: string | undefined;
  /** Absent where there is none, as in App Home. */
  readonly channel?: string | undefined;
}

export function askerOf({ team, user }: Pick<Asker, 'team' | 'user'>): UserRef {
  return { platform: 'slack', id: `${team}/${user}` };
}

export function placeOf(asker: Asker): Place {
  const { team, channel } = asker;
  if (channel === undefined || channel.startsWith('D')) return directPlace(askerOf(asker));
  return { platform: 'slack', workspace: team, channel };
}

/** @returns undefined for what is no person on Slack. */
export function personOf({ platform, id }: UserRef): { readonly team: string; readonly user: string } | undefined {
  const [team = '', user = ''] = id.split('/');
  return platform === 'slack' && team !== '' && user !== '' ? { team, user } : undefined;
}
