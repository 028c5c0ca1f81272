import { describe, expect, it } from 'vitest';
import { MANIFEST_EXIT, runSlackManifest } from '../../../src/cli/slack-manifest.ts';
import { parseConfig } from '../../../src/config.ts';
import { makeRegistry, type RegistryDeps } from '../../../src/features/registry.ts';
import { EVENTS } from '../../../src/platforms/slack/events.ts';
import { INSTALL_PATH, REDIRECT_PATH } from '../../../src/platforms/slack/http-server.ts';
import { type ManifestChoices, slackManifest } from '../../../src/platforms/slack/manifest.ts';

const COMMANDS = makeRegistry({} as RegistryDeps).commands;
const URL = 'https://bot.example';

const ONE: ManifestChoices = { transport: { kind: 'socket' }, installs: { kind: 'one' }, history: 'left-out' };
const MANY: ManifestChoices = {
  transport: { kind: 'http', publicUrl: URL },
  installs: { kind: 'many', publicUrl: URL },
  history: 'left-out',
};

const scopesOf = (choices: ManifestChoices) => slackManifest(COMMANDS, choices).oauth_config?.scopes;

describe('the manifest for Slack', () => {
  it.each([
    ['one workspace over a socket', ONE],
    ['many workspaces by requests', MANY],
  ])('is within Slack’s limits for %s', (_, choices) => {
    const { display_information: shown, features, settings } = slackManifest(COMMANDS, choices);
    expect(shown.name.length).toBeLessThanOrEqual(35);
    expect(shown.description?.length).toBeLessThanOrEqual(140);
    expect(shown.long_description?.length).toBeGreaterThanOrEqual(175);
    expect(shown.long_description?.length).toBeLessThanOrEqual(4000);
    expect(features?.bot_user?.display_name).toMatch(/^[a-z0-9._-]{1,80}$/);
    const [shortcut] = features?.shortcuts ?? [];
    expect(shortcut?.name.length).toBeLessThanOrEqual(24);
    expect(shortcut?.description.length).toBeLessThanOrEqual(150);
    expect(shortcut?.callback_id.length).toBeLessThanOrEqual(255);
    const [command] = features?.slash_commands ?? [];
    expect(command?.command).toMatch(/^\/[a-z-]{1,31}$/);
    expect(command?.usage_hint?.length).toBeLessThanOrEqual(1000);
    expect(settings?.event_subscriptions?.bot_events).toEqual([...EVENTS]);
  });

  it('names every command of the registry, asks for Slack’s markup in what is typed, and has home and shortcut', () => {
    const { features, settings } = slackManifest(COMMANDS, ONE);
    const [command] = features?.slash_commands ?? [];
    for (const { name } of COMMANDS) expect(command?.usage_hint).toContain(name);
    expect(command?.should_escape).toBe(true);
    expect(features?.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: true,
    });
    expect(features?.shortcuts?.map(({ type }) => type)).toEqual(['message']);
    expect(settings?.interactivity?.is_enabled).toBe(true);
  });

  it('asks for the smallest scopes: none of messages, none of a person’s own, and history only where the settings say so', () => {
    expect(scopesOf(ONE)).toEqual({
      bot: [
        'commands',
        'chat:write',
        'chat:write.public',
        'im:write',
        'users:read',
        'channels:read',
        'groups:read',
        'files:write',
      ],
      bot_optional: ['channels:read', 'groups:read', 'files:write'],
    });
    const { bot = [], bot_optional: optional = [] } = scopesOf({ ...ONE, history: 'asked-for' }) ?? {};
    expect(bot.filter((scope) => /:history$/.test(scope))).toEqual(['channels:history', 'groups:history', 'im:history']);
    expect(optional.filter((scope) => !bot.includes(scope))).toEqual([]);
  });

  it('names no address over a socket, and over HTTP one for all that Slack sends', () => {
    expect(JSON.stringify(slackManifest(COMMANDS, ONE))).not.toContain('http');
    expect(slackManifest(COMMANDS, ONE).settings).toMatchObject({ socket_mode_enabled: true, org_deploy_enabled: false });
    const { features, settings, oauth_config: oauth } = slackManifest(COMMANDS, MANY);
    const requests = `${URL}/slack/events`;
    expect(features?.slash_commands?.[0]?.url).toBe(requests);
    expect(settings).toMatchObject({
      event_subscriptions: { request_url: requests },
      interactivity: { request_url: requests, message_menu_options_url: requests },
      socket_mode_enabled: false,
      org_deploy_enabled: true,
    });
    expect(oauth?.redirect_urls).toEqual([`${URL}${REDIRECT_PATH}`]);
    expect(INSTALL_PATH).toBe('/slack/install');
  });
});

describe('npm run slack:manifest', () => {
  async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runSlackManifest(args, {
      slack: parseConfig(env).slack,
      commands: async () => COMMANDS,
      stdout: { write: (text) => out.push(text) },
      stderr: { write: (text) => err.push(text) },
    });
    return { code, stdout: out.join(''), stderr: err.join('') };
  }

  it('prints what fits the settings, and before there are any one workspace over a socket', async () => {
    expect(JSON.parse((await run([])).stdout)).toEqual(slackManifest(COMMANDS, ONE));
    const http = await run([], {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: '0'.repeat(32),
      PUBLIC_URL: `${URL}/`,
      SLACK_HISTORY: 'on',
    });
    expect(JSON.parse(http.stdout)).toEqual(
      slackManifest(COMMANDS, { transport: { kind: 'http', publicUrl: URL }, installs: { kind: 'one' }, history: 'asked-for' }),
    );
  });

  it('prints what was asked for', async () => {
    expect(JSON.parse((await run(['--url', URL, '--many'])).stdout)).toEqual(slackManifest(COMMANDS, MANY));
    expect((await run(['--help'])).stdout).toMatch(/^Usage: npm run -s slack:manifest/);
  });

  it('refuses what would make no manifest', async () => {
    for (const args of [['--many'], ['--url', 'http://bot.example'], ['--url', `${URL}/path`], ['--other']]) {
      const { code, stdout, stderr } = await run(args);
      expect([code, stdout]).toEqual([MANIFEST_EXIT.cannotRun, '']);
      expect(stderr).toContain('Usage:');
    }
  });
});
