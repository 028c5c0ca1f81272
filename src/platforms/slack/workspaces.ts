/**
 * The workspaces that the bot serves, and the token for each.
 *
 * Either the one whose token is configured, or all that installed the bot: those are kept sealed, a token that is about to end is
 * refreshed before it is used, and a workspace without one of its own uses that of its organization.
 */
import type { Installation, InstallationQuery, InstallProvider, InstallationStore as OAuthStore } from '@slack/oauth';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { InstallationStore } from '../../core/installations.ts';
import { failureFacts, type Tell } from './news.ts';
import type { Seal } from './seal.ts';
import type { ClientFor } from './slack-client.ts';

export interface Workspaces {
  /** @returns undefined where the bot is not installed. */
  readonly clientOf: (workspace: string) => Promise<WebClient | undefined>;
  /** @returns undefined where the bot is not installed; empty where it is not known what was granted. */
  readonly scopesOf: (workspace: string) => Promise<readonly string[] | undefined>;
  /** That a workspace uses the bot by its organization's installation. */
  readonly noteOrganization: (workspace: string, organization: string) => Promise<void>;
  /** Drops the token, of a workspace or of an organization. @returns the workspaces that are left without one. */
  readonly drop: (of: string) => Promise<readonly string[]>;
}

export function oneWorkspace(token: string, clientFor: ClientFor): Workspaces {
  const client = clientFor(token);
  return {
    clientOf: async () => client,
    scopesOf: async () => [],
    noteOrganization: async () => undefined,
    drop: async (workspace) => [workspace],
  };
}

export interface ManyWorkspacesParts {
  readonly records: () => InstallationStore;
  readonly seal: Seal;
  readonly clientFor: ClientFor;
  readonly tell: Tell;
}

/** Only what the bot uses again; the rest of what Slack gives is kept as it came. */
const Kept = z.looseObject({
  bot: z.looseObject({ token: z.string(), scopes: z.array(z.string()) }).optional(),
  isEnterpriseInstall: z.boolean().optional(),
});

export function manyWorkspaces(
  parts: ManyWorkspacesParts,
  installer: Pick<InstallProvider, 'authorize'>,
): Workspaces & { readonly sealAnew: () => Promise<number> } {
  const { records, clientFor } = parts;
  const single = singleFlight();
  const noted = new Map<string, string>();
  const queryFor = async (workspace: string): Promise<InstallationQuery<boolean> | undefined> => {
    const own = await records().installationOf({ platform: 'slack', workspace });
    if (own !== undefined) return { teamId: workspace, enterpriseId: undefined, isEnterpriseInstall: false };
    const organization = await records().organizationOf({ platform: 'slack', workspace });
    if (organization === undefined) return undefined;
    const theirs = await records().installationOf({ platform: 'slack', workspace: organization });
    return theirs === undefined ? undefined : { teamId: workspace, enterpriseId: organization, isEnterpriseInstall: true };
  };
  return {
    clientOf: async (workspace) => {
      const query = await queryFor(workspace);
      if (query === undefined) return undefined;
      const key = query.isEnterpriseInstall ? (query.enterpriseId ?? workspace) : workspace;
      const { botToken } = await single(key, () => installer.authorize(query));
      return botToken === undefined ? undefined : clientFor(botToken);
    },
    scopesOf: async (workspace) => {
      const query = await queryFor(workspace);
      return query === undefined ? undefined : ((await fetchKept(query, parts))?.bot?.scopes ?? []);
    },
    noteOrganization: async (workspace, organization) => {
      if (noted.get(workspace) === organization) return;
      await records().noteOrganization({ platform: 'slack', workspace }, organization);
      noted.set(workspace, organization);
    },
    drop: async (of) => {
      await records().dropInstallation({ platform: 'slack', workspace: of });
      const members = await records().workspacesOfOrganization('slack', of);
      return members.length > 0 || of.startsWith('E') ? members : [of];
    },
    sealAnew: () => sealAnew(parts),
  };
}

/** What Bolt's installer keeps its installations by. */
export function installationKeeper(parts: Omit<ManyWorkspacesParts, 'clientFor'>): OAuthStore {
  const { records, seal } = parts;
  return {
    storeInstallation: async (installation) => {
      const workspace = installation.isEnterpriseInstall ? installation.enterprise?.id : installation.team?.id;
      if (workspace === undefined) throw new Error('an installation of no workspace');
      const sealed = seal.close(JSON.stringify(installation), workspace);
      await records().keepInstallation({ platform: 'slack', workspace, sealed });
    },
    fetchInstallation: async (query) => {
      const kept = await fetchKept(query, parts);
      if (kept === undefined) throw new Error('the bot is not installed there');
      return kept as unknown as Installation<'v2', boolean>; // as it was stored: Slack's own shape
    },
    deleteInstallation: async (query) => {
      await records().dropInstallation({ platform: 'slack', workspace: keyOf(query) });
    },
  };
}

async function fetchKept(query: InstallationQuery<boolean>, { records, seal, tell }: Omit<ManyWorkspacesParts, 'clientFor'>) {
  const workspace = keyOf(query);
  const sealed = await records().installationOf({ platform: 'slack', workspace });
  if (sealed === undefined) return undefined;
  const opened = seal.open(sealed, workspace);
  if (opened.kind === 'opened') return Kept.parse(JSON.parse(opened.text));
  tell({ level: 'error', what: 'a token does not open with TOKEN_KEY', facts: { workspace } });
  return undefined;
}

function keyOf({ teamId, enterpriseId, isEnterpriseInstall }: InstallationQuery<boolean>): string {
  return (isEnterpriseInstall ? enterpriseId : teamId) ?? '';
}

/** @returns how many tokens a former key had sealed. */
async function sealAnew({ records, seal, tell }: ManyWorkspacesParts): Promise<number> {
  let anew = 0;
  for (const { platform, workspace, sealed } of await records().installationsOn('slack')) {
    const opened = seal.open(sealed, workspace);
    if (opened.kind === 'locked') tell({ level: 'error', what: 'a token does not open with TOKEN_KEY', facts: { workspace } });
    if (opened.kind === 'locked' || opened.by === 'current') continue;
    await records().keepInstallation({ platform, workspace, sealed: seal.close(opened.text, workspace) });
    anew += 1;
  }
  if (anew > 0) tell({ level: 'info', what: 'tokens are sealed with the new key', facts: { tokens: anew } });
  return anew;
}

/** A refresh token works once: who comes while one is used waits for its outcome. */
function singleFlight() {
  const flying = new Map<string, Promise<unknown>>();
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = flying.get(key) as Promise<T> | undefined;
    if (before !== undefined) return before;
    const now = work().finally(() => flying.delete(key));
    flying.set(key, now);
    return now;
  };
}

/** The client for a workspace, for what can go without. @returns undefined where none can be had. */
export async function clientOrNone(workspaces: Workspaces, workspace: string, tell: Tell): Promise<WebClient | undefined> {
  try {
    return await workspaces.clientOf(workspace);
  } catch (error) {
    tell({ level: 'error', what: 'a token could not be had', facts: { workspace, ...failureFacts(error) } });
    return undefined;
  }
}
