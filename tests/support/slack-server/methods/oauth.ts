/**
 * `oauth.v2.access`: a code or a refresh token becomes an access token.
 */
import { z } from 'zod';
import { word } from '../argument-shapes.ts';
import { type IssuedToken, install, issueToken, refresh } from '../installing.ts';
import type { JsonObject } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { ACCESS_TOKEN_MS, type Installation } from '../state/grants.ts';
import { known } from '../state/workspace.ts';
import type { Twin } from '../twin.ts';
import { type Caller, defineMethod } from './method.ts';

const asked = z.strictObject({
  client_id: word.optional(),
  client_secret: word.optional(),
  code: word.optional(),
  redirect_uri: word.optional(),
  grant_type: z.string().optional(),
  refresh_token: word.optional(),
});

type Asked = z.infer<typeof asked>;

function checkClient({ app }: Twin, caller: Caller, given: Asked): void {
  const basic = caller.kind === 'client' ? caller.basic : undefined;
  const id = basic?.id ?? given.client_id;
  const secret = basic?.secret ?? given.client_secret;
  if (id !== app.clientId) throw new Refusal('invalid_client_id', 'there is no app of that client id');
  if (secret !== app.clientSecret) throw new Refusal('bad_client_secret', 'that is not the secret of the app');
}

function placeOf(twin: Twin, { where }: Installation): JsonObject {
  if (where.kind === 'enterprise') {
    const { id, name } = known(twin.world.enterprises, where.enterpriseId);
    return { team: null, enterprise: { id, name }, is_enterprise_install: true };
  }
  const { id, name, enterprise } = known(twin.world.workspaces, where.workspaceId);
  return {
    team: { id, name },
    enterprise: enterprise === undefined ? null : { id: enterprise.id, name: enterprise.name },
    is_enterprise_install: false,
  };
}

function granted(twin: Twin, installation: Installation, issued: IssuedToken): JsonObject {
  return {
    access_token: issued.access.token,
    token_type: 'bot',
    scope: [...installation.scopes].join(','),
    bot_user_id: installation.botUserId,
    app_id: twin.app.appId,
    ...placeOf(twin, installation),
    ...(issued.refresh === undefined ? {} : { refresh_token: issued.refresh, expires_in: ACCESS_TOKEN_MS / 1000 }),
  };
}

export const oauthAccess = defineMethod({
  name: 'oauth.v2.access',
  tier: 'tier-4',
  caller: 'client',
  scopes: [],
  shape: asked,
  run: (twin, { caller, given }) => {
    checkClient(twin, caller, given);
    if (given.grant_type === 'refresh_token') {
      if (given.refresh_token === undefined) throw new Refusal('invalid_refresh_token', 'there is no refresh token');
      const { installation, issued } = refresh(twin, given.refresh_token);
      return granted(twin, installation, issued);
    }
    if (given.grant_type !== undefined && given.grant_type !== 'authorization_code') {
      throw new Refusal('invalid_grant_type', `there is no grant type ${given.grant_type}`);
    }
    if (given.code === undefined) throw new Refusal('invalid_code', 'there is no code');
    const consent = twin.codes.exchange(given.code, given.redirect_uri);
    const installation = install(twin, consent);
    return { ...granted(twin, installation, issueToken(twin, installation)), authed_user: { id: consent.installerId } };
  },
});
