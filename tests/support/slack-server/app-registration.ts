/**
 * What Slack knows of the app under test: what stands in its settings or manifest.
 */
export interface Command {
  /** With its slash. */
  readonly name: string;
  /** "Escape channels, users, and links sent to your app". */
  readonly escape: boolean;
}

export interface Shortcut {
  readonly callbackId: string;
  /** As it stands in the menu. */
  readonly name: string;
  readonly on: 'message' | 'everywhere';
}

export interface AppRegistration {
  readonly appId: string;
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
  /** Empty where the app has none. */
  readonly appToken: string;
  readonly redirectUrls: readonly string[];
  /** Bot scopes that the app may ask for. */
  readonly scopes: readonly string[];
  readonly commands: readonly Command[];
  readonly shortcuts: readonly Shortcut[];
  /** Events it is subscribed to. */
  readonly events: readonly string[];
  readonly tokenRotation: 'on' | 'off';
  /** `reduced` for an app that is distributed outside the Marketplace: one call a minute, 15 messages. */
  readonly history: 'full' | 'reduced';
  readonly messagesTab: 'on' | 'off';
}

export const AN_APP: AppRegistration = {
  appId: 'A0000000001',
  name: 'Paperboy',
  clientId: '1111111111.2222222222',
  clientSecret: 'client-secret-of-the-app',
  signingSecret: 'signing-secret-of-the-app',
  appToken: 'xapp-1-A0000000001-1-token',
  redirectUrls: [],
  scopes: ['commands', 'chat:write', 'chat:write.public', 'im:write', 'users:read'],
  commands: [{ name: '/papers', escape: true }],
  shortcuts: [],
  events: ['app_uninstalled', 'tokens_revoked', 'app_home_opened'],
  tokenRotation: 'off',
  history: 'full',
  messagesTab: 'on',
};
