/**
 * The app as Slack is to have it, made of the registry and the settings: what is typed, pressed and opened, what Slack tells the bot,
 * and what it may do. Pure.
 */
import type { AppsManifestCreateArguments } from '@slack/web-api';
import type { CommandDescription } from '../../features/bot.ts';
import { clipToUnits } from '../../render/text.ts';
import { SLASH_COMMAND } from '../../render/typed-command.ts';
import { EVENTS } from './events.ts';
import { EVENTS_PATH, REDIRECT_PATH } from './http-server.ts';
import { allScopes, type HistoryReading, optionalScopes } from './scopes.ts';

export type SlackManifest = AppsManifestCreateArguments['manifest'];
type Scopes = NonNullable<NonNullable<SlackManifest['oauth_config']>['scopes']>;

export const FIND_PAPERS = 'find-papers';

export interface ManifestChoices {
  /** How Slack reaches the bot: by a socket that it opens, or by requests to this address, as `https://bot.example`. */
  readonly transport: { readonly kind: 'socket' } | { readonly kind: 'http'; readonly publicUrl: string };
  /** Whether others install it: then people come back to this address. */
  readonly installs: { readonly kind: 'one' } | { readonly kind: 'many'; readonly publicUrl: string };
  readonly history: HistoryReading;
}

/** Source: Slack's documentation, "App manifest reference". */
const MAX_USAGE_HINT = 1000;

export function slackManifest(commands: readonly CommandDescription[], choices: ManifestChoices): SlackManifest {
  const { transport, installs, history } = choices;
  const requests = transport.kind === 'http' ? `${transport.publicUrl}${EVENTS_PATH}` : undefined;
  return {
    display_information: {
      name: 'Paperboy',
      description: 'Daily AI papers: search, digests and a paper of the day',
      long_description:
        'Paperboy brings the Hugging Face daily papers into Slack. Search them with /papers, put papers on a reading list of your own, and let a channel get a paper of the day or a digest of what is new on its topic, once, at its own time.',
      background_color: '#1f3a5f',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'paperboy', always_online: true },
      shortcuts: [
        {
          type: 'message',
          name: 'Find papers',
          callback_id: FIND_PAPERS,
          description: 'Shows every paper that the message links or names',
        },
      ],
      slash_commands: [
        {
          command: SLASH_COMMAND,
          description: 'Find papers, keep them, and subscribe channels',
          usage_hint: usageHint(commands),
          should_escape: true,
          ...(requests !== undefined && { url: requests }),
        },
      ],
    },
    oauth_config: {
      ...(installs.kind === 'many' && { redirect_urls: [`${installs.publicUrl}${REDIRECT_PATH}`] }),
      scopes: {
        bot: scopeNames(allScopes(history)),
        bot_optional: scopeNames(optionalScopes(history).map(({ name }) => name)),
      },
    },
    settings: {
      event_subscriptions: { bot_events: [...EVENTS], ...(requests !== undefined && { request_url: requests }) },
      interactivity: {
        is_enabled: true,
        ...(requests !== undefined && { request_url: requests, message_menu_options_url: requests }),
      },
      org_deploy_enabled: installs.kind === 'many',
      socket_mode_enabled: transport.kind === 'socket',
      token_rotation_enabled: false,
    },
  };
}

/** `help | search … | settings zone …`: whoever types the command sees what may follow it. */
function usageHint(commands: readonly CommandDescription[]): string {
  const forms = commands.map(({ name, options }) => (Object.keys(options).length > 0 ? `${name} …` : name));
  return clipToUnits(forms.join(' | '), MAX_USAGE_HINT);
}

/** The client lists the scopes that it knows; ours are among Slack's. */
function scopeNames(names: readonly string[]): NonNullable<Scopes['bot']> {
  return [...names] as NonNullable<Scopes['bot']>;
}
