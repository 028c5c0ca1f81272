/**
 * The settings for Slack: one workspace by its bot token, or many by the app's credentials; over a socket, or by requests.
 */
import { z } from 'zod';

const SLACK_MODES = ['socket', 'http'] as const;
const KEY_BYTES = 32;

const httpAddress = z.url({ protocol: /^https?$/, error: 'is an http:// or https:// address' });

/** @returns the 32 bytes that it says. */
function readKey(text: string, context: z.RefinementCtx): Buffer {
  const bytes = /^[\da-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  if (bytes.length === KEY_BYTES) return bytes;
  context.addIssue('is 32 random bytes in base64 or hex, as `openssl rand -base64 32` gives them');
  return z.NEVER;
}

/** @returns keys of people, as `userKey` writes them. */
function readAdmins(text: string, context: z.RefinementCtx): ReadonlySet<string> {
  const named = text.split(/[\s,;]+/).filter((name) => name !== '');
  const wrong = named.some((name) => !/^T[A-Z0-9]+\/[UW][A-Z0-9]+$/.test(name));
  if (!wrong) return new Set(named.map((name) => `slack:${name}`));
  context.addIssue('names people as TEAM/USER, parted by commas, as in T01AB/U02CD');
  return z.NEVER;
}

export const SLACK_VARIABLES = {
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^(?:xoxe\.)?xoxb-/, 'is a bot token, which begins with xoxb-')
    .optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-', 'is an app-level token, which begins with xapp-').optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'is a signing secret, without blanks')
    .optional(),
  SLACK_MODE: z.enum(SLACK_MODES, `is one of ${SLACK_MODES.join(', ')}`).optional(),
  SLACK_PORT: z.coerce
    .number('is the number of a port')
    .int()
    .min(0, 'is at least 0')
    .max(65_535, 'is at most 65535')
    .default(3000),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'is a client id, without blanks')
    .optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  PUBLIC_URL: httpAddress.optional(),
  TOKEN_KEY: z.string().transform(readKey).optional(),
  TOKEN_KEY_PREVIOUS: z.string().transform(readKey).optional(),
  SLACK_ADMINS: z.string().default('').transform(readAdmins),
  SLACK_HISTORY: z.enum(['off', 'on'], 'is on or off').default('off'),
  SLACK_API_URL: httpAddress.optional(),
} as const;

type Variable = keyof typeof SLACK_VARIABLES;
type Given = Readonly<Partial<Record<Variable, unknown>>>;

interface Rule {
  /** The one that is told of. */
  readonly path: Variable;
  readonly message: string;
  readonly isWrong: (given: Given) => boolean;
}

/** What variables ask of each other, told beside all that is wrong with single ones. */
export const SLACK_TOGETHER: readonly Rule[] = [
  {
    path: 'SLACK_BOT_TOKEN',
    message: 'needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside it',
    isWrong: (given) => given.SLACK_BOT_TOKEN !== undefined && !hasTransport(given),
  },
  {
    path: 'SLACK_CLIENT_ID',
    message: 'needs SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode) beside it',
    isWrong: (given) => given.SLACK_CLIENT_ID !== undefined && !hasTransport(given),
  },
  {
    path: 'SLACK_CLIENT_ID',
    message: 'is for many workspaces and SLACK_BOT_TOKEN for one: leave out either',
    isWrong: (given) => given.SLACK_CLIENT_ID !== undefined && given.SLACK_BOT_TOKEN !== undefined,
  },
  {
    path: 'SLACK_APP_TOKEN',
    message: 'needs SLACK_BOT_TOKEN beside it, or SLACK_CLIENT_ID for many workspaces',
    isWrong: (given) => given.SLACK_APP_TOKEN !== undefined && !hasTenant(given),
  },
  {
    path: 'SLACK_SIGNING_SECRET',
    message: 'needs SLACK_BOT_TOKEN beside it, or SLACK_CLIENT_ID for many workspaces',
    isWrong: (given) => given.SLACK_SIGNING_SECRET !== undefined && !hasTenant(given),
  },
  ...(['SLACK_CLIENT_SECRET', 'PUBLIC_URL', 'TOKEN_KEY'] as const).map(
    (path): Rule => ({
      path,
      message: 'is needed beside SLACK_CLIENT_ID',
      isWrong: (given) => given.SLACK_CLIENT_ID !== undefined && given[path] === undefined,
    }),
  ),
  {
    path: 'SLACK_MODE',
    message: 'is socket, which needs SLACK_APP_TOKEN',
    isWrong: (given) => given.SLACK_MODE === 'socket' && given.SLACK_APP_TOKEN === undefined,
  },
  {
    path: 'SLACK_MODE',
    message: 'is http, which needs SLACK_SIGNING_SECRET',
    isWrong: (given) => given.SLACK_MODE === 'http' && given.SLACK_SIGNING_SECRET === undefined,
  },
];

function hasTransport({ SLACK_APP_TOKEN, SLACK_SIGNING_SECRET }: Given): boolean {
  return SLACK_APP_TOKEN !== undefined || SLACK_SIGNING_SECRET !== undefined;
}

function hasTenant({ SLACK_BOT_TOKEN, SLACK_CLIENT_ID }: Given): boolean {
  return SLACK_BOT_TOKEN !== undefined || SLACK_CLIENT_ID !== undefined;
}

export type SlackConfig =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'on';
      readonly transport:
        | { readonly kind: 'socket'; readonly appToken: string }
        | { readonly kind: 'http'; readonly signingSecret: string };
      readonly installs:
        | { readonly kind: 'one'; readonly botToken: string }
        | {
            readonly kind: 'many';
            readonly clientId: string;
            readonly clientSecret: string;
            readonly keys: { readonly current: Buffer; readonly previous: Buffer | undefined };
            readonly publicUrl: string;
          };
      /** Where Slack and people reach the server; absent where it is not known. */
      readonly publicUrl?: string;
      readonly port: number;
      /** Keys of people who may subscribe channels; empty where every member of a channel may. */
      readonly admins: ReadonlySet<string>;
      readonly history: 'asked-for' | 'left-out';
      /** Absent: Slack's own. */
      readonly apiUrl?: string;
    };

type SlackEnv = z.infer<z.ZodObject<typeof SLACK_VARIABLES>>;

export function slackConfig(env: SlackEnv): SlackConfig {
  const installs = slackInstalls(env);
  const transport = slackTransport(env);
  if (installs === undefined || transport === undefined) return { kind: 'off' };
  return {
    kind: 'on',
    transport,
    installs,
    ...(env.PUBLIC_URL !== undefined && { publicUrl: env.PUBLIC_URL.replace(/\/+$/, '') }),
    port: env.SLACK_PORT,
    admins: env.SLACK_ADMINS,
    history: env.SLACK_HISTORY === 'on' ? 'asked-for' : 'left-out',
    ...(env.SLACK_API_URL !== undefined && { apiUrl: `${env.SLACK_API_URL.replace(/\/+$/, '')}/` }),
  };
}

type SlackOn = Extract<SlackConfig, { readonly kind: 'on' }>;

function slackTransport(env: SlackEnv): SlackOn['transport'] | undefined {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_MODE: mode } = env;
  if (appToken !== undefined && mode !== 'http') return { kind: 'socket', appToken };
  return signingSecret === undefined ? undefined : { kind: 'http', signingSecret };
}

function slackInstalls(env: SlackEnv): SlackOn['installs'] | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = env;
  const { PUBLIC_URL: publicUrl, TOKEN_KEY: current, TOKEN_KEY_PREVIOUS: previous } = env;
  if (botToken !== undefined) return { kind: 'one', botToken };
  if (clientId === undefined || clientSecret === undefined || publicUrl === undefined || current === undefined) return undefined;
  return { kind: 'many', clientId, clientSecret, keys: { current, previous }, publicUrl: publicUrl.replace(/\/+$/, '') };
}
