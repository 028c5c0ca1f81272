/**
 * `auth.test`, `auth.revoke`, `apps.uninstall` and `apps.connections.open`.
 */
import { z } from 'zod';
import { flag, word } from '../argument-shapes.ts';
import { uninstall } from '../installing.ts';
import { Refusal } from '../refusal.ts';
import { workspacesOf } from '../state/grants.ts';
import { known } from '../state/workspace.ts';
import { botOf, defineMethod } from './method.ts';

export const authTest = defineMethod({
  name: 'auth.test',
  tier: 'generous',
  caller: 'bot',
  scopes: [],
  shape: z.strictObject({}),
  run: (twin, { caller }) => {
    const { installation } = botOf(caller);
    const [workspaceId = ''] = workspacesOf(installation);
    const workspace = known(twin.world.workspaces, workspaceId);
    const { where } = installation;
    const enterpriseId = workspace.enterprise?.id;
    return {
      url: `https://${workspace.domain}.slack.com/`,
      team: workspace.name,
      user: known(twin.world.people, installation.botUserId).name,
      team_id: where.kind === 'workspace' ? workspace.id : where.enterpriseId,
      user_id: installation.botUserId,
      bot_id: installation.botId,
      ...(enterpriseId === undefined ? {} : { enterprise_id: enterpriseId }),
      is_enterprise_install: where.kind === 'enterprise',
    };
  },
});

export const authRevoke = defineMethod({
  name: 'auth.revoke',
  tier: 'tier-3',
  caller: 'bot',
  scopes: [],
  shape: z.strictObject({ test: flag.optional() }),
  run: (twin, { caller, given }) => {
    const token = botOf(caller);
    if (given.test === true) return { revoked: false };
    token.revoked = true;
    // The end of a token that rotates is not the end of the app; the end of the only one is.
    if (token.expiresAt === undefined) uninstall(twin, token.installation, 'revoked-first');
    return { revoked: true };
  },
});

export const uninstallApp = defineMethod({
  name: 'apps.uninstall',
  tier: 'tier-1',
  caller: 'bot',
  scopes: [],
  shape: z.strictObject({ client_id: word, client_secret: word }),
  run: (twin, { caller, given }) => {
    const { installation } = botOf(caller);
    if (given.client_id !== twin.app.clientId)
      throw new Refusal('client_id_token_mismatch', 'the token is of another app than the client id');
    if (given.client_secret !== twin.app.clientSecret)
      throw new Refusal('bad_client_secret', 'that is not the secret of the app');
    uninstall(twin, installation, 'uninstalled-first');
    return {};
  },
});

export const openConnection = defineMethod({
  name: 'apps.connections.open',
  // Its page says tier 1; but each reconnection asks anew, several sockets do so at once, and the real one lets them.
  tier: 'tier-2',
  caller: 'app',
  scopes: ['connections:write'],
  shape: z.strictObject({}),
  run: (twin, { caller }) => {
    if (caller.kind !== 'app') throw new Refusal('not_allowed_token_type', 'this method wants an app-level token');
    return { url: twin.openSocket(caller.token) };
  },
});
