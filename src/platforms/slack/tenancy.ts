/**
 * Whom the bot serves: the one workspace of a configured token, or all that install it.
 */
import type { InstallProvider } from '@slack/oauth';
import { OperatorError } from '../../core/errors.ts';
import type { InstallationStore } from '../../core/installations.ts';
import { readFailure } from './failure.ts';
import { makeInstaller } from './install.ts';
import { failureWords, type Tell } from './news.ts';
import type { Patience } from './patience.ts';
import { derivedSecret, makeSeal, type TokenKeys } from './seal.ts';
import { makeClients } from './slack-client.ts';
import { installationKeeper, manyWorkspaces, oneWorkspace, type Workspaces } from './workspaces.ts';

export type Installs =
  | { readonly kind: 'one'; readonly botToken: string }
  | {
      readonly kind: 'many';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly keys: TokenKeys;
      /** Where Slack and people reach the server, as `https://bot.example`. */
      readonly publicUrl: string;
      readonly scopes: readonly string[];
    };

export interface Tenancy {
  readonly workspaces: Workspaces;
  /** Absent where one workspace is served. */
  readonly installer?: {
    readonly provider: InstallProvider;
    readonly publicUrl: string;
    readonly scopes: readonly string[];
  };
  /** Before the bot is served. @returns the workspaces that are known to have it. @throws OperatorError where Slack refuses it. */
  readonly prepare: (patience: Patience) => Promise<readonly string[]>;
}

export interface TenancyParts {
  readonly installs: Installs;
  readonly apiUrl?: string;
  readonly records: () => InstallationStore;
  /** So many bytes that nobody can foretell. */
  readonly random: (bytes: number) => Buffer;
  readonly tell: Tell;
}

export function makeTenancy({ installs, apiUrl, records, random, tell }: TenancyParts): Tenancy {
  const clientFor = makeClients({ apiUrl, tell });
  if (installs.kind === 'one') {
    return {
      workspaces: oneWorkspace(installs.botToken, clientFor),
      prepare: async (patience) => {
        try {
          const { team_id: team } = await patience(() => clientFor(installs.botToken).auth.test());
          return team === undefined ? [] : [team];
        } catch (error) {
          throw refusalOf(error, 'SLACK_BOT_TOKEN');
        }
      },
    };
  }
  const { keys, publicUrl, scopes, clientId, clientSecret } = installs;
  const kept = { records, seal: makeSeal(keys, random), tell };
  const provider = makeInstaller({
    clientId,
    clientSecret,
    stateSecret: derivedSecret(keys, 'slack-oauth-state'),
    apiUrl,
    keeper: installationKeeper(kept),
    tell,
  });
  const { sealAnew, ...workspaces } = manyWorkspaces({ ...kept, clientFor }, provider);
  return {
    workspaces,
    installer: { provider, publicUrl, scopes },
    prepare: async () => {
      await sealAnew();
      return [];
    },
  };
}

/** What whoever runs the bot can do about it. @param setting the one that holds the token. */
export function refusalOf(error: unknown, setting: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'): OperatorError {
  const failure = readFailure(error);
  if (failure.kind === 'refused') {
    const message = `Slack refuses the token in ${setting} (${failure.error}). Copy it anew from your app's page at api.slack.com/apis, and start again.`;
    return new OperatorError('slack-token', message, { cause: error });
  }
  const message = `Slack cannot be reached: ${failureWords(error)}. Check the network and SLACK_API_URL, and start again.`;
  return new OperatorError('slack-unreachable', message, { cause: error });
}
