/**
 * The app comes into a workspace or an organisation, and leaves it.
 */
import { Refusal } from './refusal.ts';
import type { Consent } from './state/authorisation-codes.ts';
import {
  ACCESS_TOKEN_MS,
  type BotToken,
  botTokensOf,
  type Installation,
  type InstalledIn,
  MAX_LIVE_TOKENS,
  workspacesOf,
} from './state/grants.ts';
import type { Departure, Twin } from './twin.ts';

const samePlace = (one: InstalledIn, other: InstalledIn): boolean =>
  one.kind === 'workspace'
    ? other.kind === 'workspace' && other.workspaceId === one.workspaceId
    : other.kind === 'enterprise' && other.enterpriseId === one.enterpriseId;

/** Scopes add up: an app that is there already keeps what it has. A returning one has its old bot user, and nothing else. */
export function install(twin: Twin, { where, installerId, scopes }: Omit<Consent, 'redirectUri'>): Installation {
  const before = twin.grants.installations.findLast((each) => samePlace(each.where, where));
  if (before?.state === 'installed') {
    for (const scope of scopes) before.scopes.add(scope);
    return before;
  }
  const installation: Installation = {
    id: twin.ids.make('I'),
    where,
    botId: before?.botId ?? twin.ids.make('B'),
    botUserId: before?.botUserId ?? twin.ids.make('U'),
    installerId,
    scopes: new Set(scopes),
    state: 'installed',
  };
  twin.grants.installations.push(installation);
  addBotUser(twin, installation);
  return installation;
}

function addBotUser(twin: Twin, installation: Installation): void {
  const [workspaceId = ''] = workspacesOf(installation);
  twin.world.people.set(installation.botUserId, {
    id: installation.botUserId,
    name: twin.app.name.toLowerCase(),
    workspaceId,
    zone: 'America/Los_Angeles',
    locale: 'en-US',
    role: 'member',
    bot: true,
    deactivated: false,
  });
}

export interface IssuedToken {
  readonly access: BotToken;
  /** Undefined without rotation. */
  readonly refresh: string | undefined;
}

/** Without rotation an installation has one token for good, and each consent gives the same. */
export function issueToken(twin: Twin, installation: Installation): IssuedToken {
  const live = botTokensOf(twin.grants, installation);
  if (twin.app.tokenRotation === 'off') {
    const access = live[0] ?? addToken(twin, installation, undefined);
    return { access, refresh: undefined };
  }
  for (const oldest of live.slice(0, Math.max(0, live.length - MAX_LIVE_TOKENS + 1))) oldest.revoked = true;
  const access = addToken(twin, installation, twin.clock.now() + ACCESS_TOKEN_MS);
  const refresh = twin.ids.secret('xoxe-1-');
  twin.grants.refreshTokens.set(refresh, { token: refresh, installation, used: false });
  return { access, refresh };
}

function addToken(twin: Twin, installation: Installation, expiresAt: number | undefined): BotToken {
  const token = twin.ids.secret(expiresAt === undefined ? 'xoxb-' : 'xoxe.xoxb-1-');
  const access: BotToken = { kind: 'bot', token, installation, expiresAt, revoked: false };
  twin.grants.tokens.set(token, access);
  return access;
}

/** @throws Refusal where the refresh token is none, or was used before. */
export function refresh(twin: Twin, token: string): { readonly installation: Installation; readonly issued: IssuedToken } {
  const held = twin.grants.refreshTokens.get(token);
  if (held === undefined || held.installation.state === 'uninstalled')
    throw new Refusal('invalid_refresh_token', 'there is no such refresh token');
  if (held.used) throw new Refusal('invalid_refresh_token', 'a refresh token works once, and this one has');
  held.used = true;
  return { installation: held.installation, issued: issueToken(twin, held.installation) };
}

/** Takes the app out of a place: its tokens die at once, and it is told twice, in either order. */
export function uninstall(twin: Twin, installation: Installation, order: Departure['order']): void {
  installation.state = 'uninstalled';
  const { botUserId } = installation;
  for (const channel of twin.world.channels.values()) channel.members.delete(botUserId);
  for (const workspaceId of workspacesOf(installation)) twin.left({ workspaceId, botUserId, order });
}
