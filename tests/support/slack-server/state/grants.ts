/**
 * Tokens, and what each may do where.
 *
 * A bot token belongs to one workspace, or to a whole organisation and the workspaces that it has let the app into. With rotation
 * it lives 12 hours and comes with a refresh token that works once; at most two access tokens of one installation live at a time.
 */
import { known, type World } from './workspace.ts';

export type InstalledIn =
  | { readonly kind: 'workspace'; readonly workspaceId: string }
  | { readonly kind: 'enterprise'; readonly enterpriseId: string; readonly workspaceIds: ReadonlySet<string> };

export interface Installation {
  readonly id: string;
  readonly where: InstalledIn;
  readonly botId: string;
  readonly botUserId: string;
  readonly installerId: string;
  readonly scopes: Set<string>;
  state: 'installed' | 'uninstalled';
}

export interface BotToken {
  readonly kind: 'bot';
  readonly token: string;
  readonly installation: Installation;
  /** Milliseconds of the virtual clock; never, without rotation. */
  readonly expiresAt: number | undefined;
  revoked: boolean;
}

export interface AppToken {
  readonly kind: 'app';
  readonly token: string;
  readonly scopes: ReadonlySet<string>;
  revoked: boolean;
}

export interface RefreshToken {
  readonly token: string;
  readonly installation: Installation;
  used: boolean;
}

export interface Grants {
  readonly installations: Installation[];
  readonly tokens: Map<string, BotToken | AppToken>;
  readonly refreshTokens: Map<string, RefreshToken>;
}

export const makeGrants = (): Grants => ({ installations: [], tokens: new Map(), refreshTokens: new Map() });

export const ACCESS_TOKEN_MS = 12 * 3_600_000;
export const MAX_LIVE_TOKENS = 2;

export function botTokensOf(grants: Grants, installation: Installation): readonly BotToken[] {
  return [...grants.tokens.values()].filter(
    (token): token is BotToken => token.kind === 'bot' && token.installation === installation && !token.revoked,
  );
}

/** The workspaces that an installation reaches. */
export function workspacesOf({ where }: Installation): ReadonlySet<string> {
  return where.kind === 'workspace' ? new Set([where.workspaceId]) : where.workspaceIds;
}

/** The installation that serves a workspace: its own, or its organisation's. */
export function installationIn(grants: Grants, workspaceId: string): Installation | undefined {
  const installed = grants.installations.filter(({ state }) => state === 'installed');
  return (
    installed.find(({ where }) => where.kind === 'workspace' && where.workspaceId === workspaceId) ??
    installed.find((each) => workspacesOf(each).has(workspaceId))
  );
}

export type TokenVerdict = 'good' | 'invalid_auth' | 'token_revoked' | 'token_expired' | 'account_inactive';

export interface TokenMoment {
  readonly grants: Grants;
  readonly world: World;
  readonly now: number;
}

export function judgeToken(token: string, { grants, world, now }: TokenMoment): TokenVerdict {
  const grant = grants.tokens.get(token);
  if (grant === undefined) return 'invalid_auth';
  if (grant.revoked) return 'token_revoked';
  if (grant.kind === 'app') return 'good';
  if (grant.installation.state === 'uninstalled') return 'account_inactive';
  if (grant.expiresAt !== undefined && now >= grant.expiresAt) return 'token_expired';
  const { where } = grant.installation;
  return where.kind === 'workspace' && known(world.workspaces, where.workspaceId).closed ? 'account_inactive' : 'good';
}
