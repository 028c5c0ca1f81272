/**
 * What the bot asks a workspace to let it do, and why. Without the required ones it is no bot; without one of the others one thing is
 * missing, and is named where it is missed.
 */

export interface Scope {
  readonly name: string;
  readonly why: string;
}

export const REQUIRED_SCOPES: readonly Scope[] = [
  { name: 'commands', why: '/papers and the message shortcut' },
  { name: 'chat:write', why: 'posts and direct messages' },
  { name: 'chat:write.public', why: 'posts to public channels without being invited' },
  { name: 'im:write', why: 'opening the direct messages with somebody who subscribed for themselves' },
  {
    name: 'users:read',
    why: 'the time zone of people who chose none here, and whether somebody is an admin where only those may subscribe channels',
  },
];

export const OPTIONAL_SCOPES: readonly Scope[] = [
  { name: 'channels:read', why: 'saying before the first post whether a public channel can be posted to' },
  { name: 'groups:read', why: 'the same for private channels' },
  { name: 'files:write', why: 'exports as files' },
];

/**
 * Asked for only where the settings say so, as they let the bot read what people write: with them a post whose answer was lost is looked
 * for in the channel, without them it is sent again and may be there twice.
 */
export const HISTORY_SCOPES: readonly Scope[] = [
  { name: 'channels:history', why: 'finding a post again whose answer was lost, in public channels' },
  { name: 'groups:history', why: 'the same in private channels' },
  { name: 'im:history', why: 'the same in direct messages' },
];

export type HistoryReading = 'asked-for' | 'left-out';

export function optionalScopes(history: HistoryReading): readonly Scope[] {
  return history === 'asked-for' ? [...OPTIONAL_SCOPES, ...HISTORY_SCOPES] : OPTIONAL_SCOPES;
}

export function allScopes(history: HistoryReading): readonly string[] {
  return [...REQUIRED_SCOPES, ...optionalScopes(history)].map(({ name }) => name);
}
