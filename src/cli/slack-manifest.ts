/**
 * `npm run slack:manifest`: prints the app's manifest, to be pasted at api.slack.com/apps under "From a manifest".
 *
 * What the settings already name decides its form; before there are any it is that of one workspace over Socket Mode.
 */
import { parseArgs } from 'node:util';
import type { CommandDescription } from '../features/bot.ts';
import { type ManifestChoices, slackManifest } from '../platforms/slack/manifest.ts';
import type { SlackConfig } from '../slack-config.ts';

export const MANIFEST_EXIT = { done: 0, cannotRun: 2 } as const;

const USAGE = `Usage: npm run -s slack:manifest                           for what .env names, else one workspace over Socket Mode
       npm run -s slack:manifest -- --url https://HOST     over HTTP at that address
       npm run -s slack:manifest -- --url https://HOST --many   for many workspaces, which install it there
       --history   let it read history too, to find posts again whose answer was lost (set SLACK_HISTORY=on beside)
`;

interface Output {
  readonly write: (text: string) => unknown;
}

export interface ManifestParts {
  readonly slack: SlackConfig;
  readonly commands: () => Promise<readonly CommandDescription[]>;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** @returns the exit code. */
export async function runSlackManifest(args: readonly string[], parts: ManifestParts): Promise<number> {
  const { stdout, stderr, slack, commands } = parts;
  const asked = readArgs(args);
  if (asked.kind === 'wrong') {
    stderr.write(`${asked.why}\n${USAGE}`);
    return MANIFEST_EXIT.cannotRun;
  }
  if (asked.kind === 'help') stdout.write(USAGE);
  else stdout.write(`${JSON.stringify(slackManifest(await commands(), choicesOf(asked, slack)), undefined, 2)}\n`);
  return MANIFEST_EXIT.done;
}

type Asked =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string }
  | { readonly kind: 'print'; readonly url: string | undefined; readonly many: boolean; readonly history: boolean };

function readArgs(args: readonly string[]): Asked {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        url: { type: 'string' },
        many: { type: 'boolean' },
        history: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    const { url, many = false, history = false, help } = values;
    if (help) return { kind: 'help' };
    if (url !== undefined && !/^https:\/\/[^/\s]+\/?$/.test(url)) {
      return { kind: 'wrong', why: '--url is an address that begins with https:// and has no path.' };
    }
    if (many && url === undefined) return { kind: 'wrong', why: '--many needs --url, to which Slack sends people back.' };
    return { kind: 'print', url: url?.replace(/\/$/, ''), many, history };
  } catch (error) {
    return { kind: 'wrong', why: error instanceof Error ? error.message : String(error) };
  }
}

function choicesOf({ url, many, history }: Extract<Asked, { readonly kind: 'print' }>, slack: SlackConfig): ManifestChoices {
  if (url !== undefined) {
    return {
      transport: { kind: 'http', publicUrl: url },
      installs: many ? { kind: 'many', publicUrl: url } : { kind: 'one' },
      history: history ? 'asked-for' : 'left-out',
    };
  }
  if (slack.kind === 'off') {
    return { transport: { kind: 'socket' }, installs: { kind: 'one' }, history: history ? 'asked-for' : 'left-out' };
  }
  const { installs, transport, publicUrl } = slack;
  return {
    transport: transport.kind === 'socket' ? transport : { kind: 'http', publicUrl: publicUrl ?? 'https://YOUR-HOST' },
    installs,
    history: history ? 'asked-for' : slack.history,
  };
}
