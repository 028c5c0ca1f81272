/**
 * How workspaces and organizations install the bot: Slack's OAuth in the browser of whoever installs, bound to that browser by its state.
 */
import type { RequestListener } from 'node:http';
import { InstallProvider, type InstallationStore as OAuthStore } from '@slack/oauth';
import { INSTALL_PATH, REDIRECT_PATH } from './http-server.ts';
import { failureFacts, type Tell } from './news.ts';
import { clientOptions } from './slack-client.ts';

export interface InstallerParts {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs the state. */
  readonly stateSecret: string;
  readonly apiUrl?: string | undefined;
  readonly keeper: OAuthStore;
  readonly tell: Tell;
}

export function makeInstaller(parts: InstallerParts): InstallProvider {
  const { clientId, clientSecret, stateSecret, keeper, apiUrl, tell } = parts;
  const options = clientOptions({ apiUrl, tell });
  return new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    installationStore: keeper,
    clientOptions: options,
    ...(options.logger !== undefined && { logger: options.logger }),
    ...(apiUrl !== undefined && { authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href }),
    directInstall: true,
  });
}

export type InstallPages = Readonly<Record<typeof INSTALL_PATH | typeof REDIRECT_PATH, RequestListener>>;

export interface PagesParts {
  /** Where Slack and people reach this server, as `https://bot.example`. */
  readonly publicUrl: string;
  readonly scopes: readonly string[];
  /** Gets the workspace or organization. */
  readonly whenInstalled: (of: string) => Promise<void>;
  readonly tell: Tell;
}

export function installPages(installer: InstallProvider, { publicUrl, scopes, whenInstalled, tell }: PagesParts): InstallPages {
  const asked = { scopes: [...scopes], redirectUri: `${publicUrl}${REDIRECT_PATH}` };
  return {
    [INSTALL_PATH]: (request, response) => installer.handleInstallPath(request, response, {}, asked),
    [REDIRECT_PATH]: (request, response) =>
      installer.handleCallback(request, response, {
        afterInstallation: async ({ team, enterprise, isEnterpriseInstall }) => {
          const of = isEnterpriseInstall ? enterprise?.id : team?.id;
          if (of !== undefined) await whenInstalled(of);
          tell({ level: 'info', what: 'a workspace installed the bot', facts: { workspace: of } });
          return true;
        },
        success: (_installation, _asked, _request, page) => {
          page.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
          page.end(PAGE('Paperboy is installed. Go back to Slack and type <code>/papers</code> in any channel.'));
        },
        failure: (error, _asked, _request, page) => {
          tell({ level: 'warn', what: 'an installation failed', facts: { code: error.code, ...failureFacts(error) } });
          page.writeHead(400, { 'content-type': 'text/html; charset=utf-8' });
          page.end(PAGE(`Nothing was installed. <a href="${INSTALL_PATH}">Begin again</a>, in the same browser to the end.`));
        },
      }),
  };
}

const PAGE = (said: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Paperboy</title><body><p>${said}</p></body></html>`;
