import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Config, LOG_LEVELS, parseConfig, ROLES } from '../src/config.ts';
import { OperatorError } from '../src/core/errors.ts';

/** What is said to whoever runs the bot with that environment. */
function refusal(env: Readonly<Record<string, string>>): string {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof OperatorError) return error.message;
    throw error;
  }
  throw new Error('was accepted');
}

/** In the form of a token, and nobody's. */
const TOKEN = 'MTIz.abc.def-ghi_jkl';

describe('a configuration', () => {
  it('needs nothing: everything has a default', () => {
    expect(parseConfig({})).toEqual({
      databaseUrl: 'data/paperboy.sqlite',
      dataDir: 'data',
      catchUpHours: 12,
      dailyChannels: [],
      sources: { sync: 'auto' },
      discord: { kind: 'off' },
      slack: { kind: 'off' },
      role: 'all',
      color: 'where-possible',
    });
  });

  it('knows where services are asked, without a slash at the end, and with what', () => {
    const { sources } = parseConfig({
      SYNC: 'on',
      HF_API_URL: 'http://127.0.0.1:8080/api/',
      ARXIV_API_URL: 'https://mirror.example.org/arxiv//',
      HF_TOKEN: 'hf_secret',
      CONTACT: 'papers@example.org',
    });
    expect(sources).toEqual({
      sync: 'on',
      huggingFaceUrl: 'http://127.0.0.1:8080/api',
      arxivUrl: 'https://mirror.example.org/arxiv',
      huggingFaceToken: 'hf_secret',
      contact: 'papers@example.org',
    });
  });

  it.each([
    [{ SYNC: 'sometimes' }, 'SYNC'],
    [{ HF_API_URL: 'huggingface.co' }, 'HF_API_URL'],
    [{ ARXIV_API_URL: 'ftp://arxiv.org' }, 'ARXIV_API_URL'],
    [{ HF_TOKEN: 'two words' }, 'HF_TOKEN'],
    [{ CONTACT: 'x'.repeat(201) }, 'CONTACT'],
  ])('refuses %j by the name of the variable, and never by its value', (env, name) => {
    expect(() => parseConfig(env)).toThrow(new RegExp(`^[^]*${name} (?!.*two words)`));
  });

  it('keeps the database in the data folder, unless told another place', () => {
    expect(parseConfig({ DATA_DIR: '/srv/paperboy' }).databaseUrl).toBe('/srv/paperboy/paperboy.sqlite');
    expect(parseConfig({ DATA_DIR: '/srv/paperboy', DATABASE_URL: '/tmp/other.sqlite' })).toMatchObject({
      dataDir: '/srv/paperboy',
      databaseUrl: '/tmp/other.sqlite',
    });
  });

  it.each([
    'postgres://paperboy:secret@localhost:5432/paperboy',
    'postgresql://localhost/paperboy',
    'POSTGRES://localhost/paperboy',
    'papers.sqlite',
    './data/papers.sqlite',
    '/var/lib/paperboy/papers.sqlite',
    'C:\\papers\\papers.sqlite',
    'a folder/with spaces.sqlite',
  ])('takes %s as a database', (DATABASE_URL) => {
    expect(parseConfig({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
  });

  it.each(LOG_LEVELS)('takes the log level %s', (LOG_LEVEL) => {
    expect(parseConfig({ LOG_LEVEL }).logLevel).toBe(LOG_LEVEL);
  });

  it('leaves the log level to the platform where none is given', () => {
    expect(parseConfig({})).not.toHaveProperty('logLevel');
  });

  it.each(['1', '0', 'false', 'yes'])('has no colours where NO_COLOR is %s, as the convention has it', (NO_COLOR) => {
    expect(parseConfig({ NO_COLOR }).color).toBe('never');
  });

  it('counts an empty variable as unset', () => {
    for (const empty of ['', '   ']) {
      expect(parseConfig({ DATABASE_URL: empty, DATA_DIR: empty, LOG_LEVEL: empty, NO_COLOR: empty })).toEqual(parseConfig({}));
    }
  });

  it('serves Discord where there is a token, by Discord’s own rules unless told', () => {
    expect(parseConfig({ DISCORD_TOKEN: TOKEN }).discord).toEqual({ kind: 'on', token: TOKEN, shards: { kind: 'auto' } });
    const all = { DISCORD_APPLICATION_ID: '123456789012345678', DISCORD_API_URL: 'http://127.0.0.1:9/api/', DISCORD_SHARDS: '3' };
    expect(parseConfig({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: 'https://proxy.example.org/api/v10/' }).discord).toMatchObject({
      apiUrl: 'https://proxy.example.org/api', // the client names the version itself
    });
    expect(parseConfig({ DISCORD_TOKEN: TOKEN, ...all }).discord).toEqual({
      kind: 'on',
      token: TOKEN,
      applicationId: '123456789012345678',
      apiUrl: 'http://127.0.0.1:9/api',
      shards: { kind: 'all', count: 3 },
    });
    expect(parseConfig(all).discord).toEqual({ kind: 'off' });
  });

  it.each([
    ['auto', { kind: 'auto' }],
    ['4', { kind: 'all', count: 4 }],
    ['0/4', { kind: 'one', id: 0, count: 4 }],
    ['3/4', { kind: 'one', id: 3, count: 4 }],
  ])('takes %s as shards', (DISCORD_SHARDS, shards) => {
    expect(parseConfig({ DISCORD_TOKEN: TOKEN, DISCORD_SHARDS }).discord).toMatchObject({ shards });
  });

  it.each(ROLES)('takes the role %s', (ROLE) => {
    expect(parseConfig({ ROLE }).role).toBe(ROLE);
  });

  it('ignores what is not its own', () => {
    expect(parseConfig({ HOME: '/root', PATH: '/bin', DATABASE_URI: 'mysql://x' })).toEqual(parseConfig({}));
  });

  it('is frozen', () => {
    const config = parseConfig({});
    const move = () => {
      // @ts-expect-error a configuration does not change while the bot runs
      config.dataDir = 'elsewhere';
    };
    expect(move).toThrow(TypeError);
  });
});

describe('a wrong configuration', () => {
  it.each(['0', '4/4', '5/4', '1/0', '-1', 'many', '1/2/3'])('has no shards %s', (DISCORD_SHARDS) => {
    expect(refusal({ DISCORD_SHARDS })).toContain('DISCORD_SHARDS is auto, a number of shards, or one of them as in 0/4');
  });

  it('has no token, id or address of another form, which it does not repeat', () => {
    const said = refusal({
      DISCORD_TOKEN: 'Bot secretsecret',
      DISCORD_APPLICATION_ID: 'paperboy',
      DISCORD_API_URL: 'ftp://files',
      ROLE: 'boss',
    });
    for (const name of ['DISCORD_TOKEN', 'DISCORD_APPLICATION_ID', 'DISCORD_API_URL', 'ROLE'])
      expect(said).toContain(`  ${name} is `);
    for (const value of ['secretsecret', 'ftp:', 'boss']) expect(said).not.toContain(value);
  });

  it('is told whole at once, by variable and with what is accepted', () => {
    expect(refusal({ DATABASE_URL: 'mysql://localhost/papers', LOG_LEVEL: 'loud' })).toBe(
      [
        'Some settings are wrong. Correct them in the environment or in .env:',
        '  DATABASE_URL is a postgres:// address or the path of a file',
        '  LOG_LEVEL is one of trace, debug, info, warn, error, fatal, silent',
      ].join('\n'),
    );
  });

  it('is told without any value, as values are secrets', () => {
    const secret = fc.stringMatching(/^[a-z]{8,20}\d{4}$/);
    fc.assert(
      fc.property(secret, secret, (password, level) => {
        const said = refusal({ DATABASE_URL: `mysql://paperboy:${password}@localhost/papers`, LOG_LEVEL: level });
        expect(said).not.toContain(password);
        expect(said).not.toContain(level);
      }),
    );
  });

  it('cannot be asked for what it does not hold', () => {
    const config: Config = parseConfig({});
    // @ts-expect-error the environment stays at the border
    expect(config.DATABASE_URL).toBeUndefined();
  });
});

describe('the settings for Slack', () => {
  const SECRET = '0123456789abcdef0123456789abcdef';
  const KEY = Buffer.alloc(32, 7).toString('base64');
  const MANY = {
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 'secret',
    SLACK_SIGNING_SECRET: SECRET,
    PUBLIC_URL: 'https://bot.example/',
    TOKEN_KEY: KEY,
  };

  it('serve one workspace over a socket, or by requests, as told', () => {
    const one = { SLACK_BOT_TOKEN: 'xoxb-1' };
    const installs = { kind: 'one', botToken: 'xoxb-1' };
    expect(parseConfig({ ...one, SLACK_APP_TOKEN: 'xapp-1' }).slack).toEqual({
      kind: 'on',
      transport: { kind: 'socket', appToken: 'xapp-1' },
      installs,
      port: 3000,
      admins: new Set(),
      history: 'left-out',
    });
    const both = { ...one, SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: SECRET };
    expect(parseConfig(both).slack).toMatchObject({ transport: { kind: 'socket' } });
    expect(parseConfig({ ...both, SLACK_MODE: 'http' }).slack).toMatchObject({
      transport: { kind: 'http', signingSecret: SECRET },
    });
    expect(parseConfig({ ...both, SLACK_API_URL: 'http://127.0.0.1:1/api', SLACK_HISTORY: 'on' }).slack).toMatchObject({
      apiUrl: 'http://127.0.0.1:1/api/',
      history: 'asked-for',
    });
  });

  it('serve many workspaces with a key in base64 or hex, and the one before it', () => {
    const hex = Buffer.alloc(32, 7).toString('hex');
    expect(parseConfig({ ...MANY, TOKEN_KEY_PREVIOUS: hex }).slack).toMatchObject({
      installs: {
        kind: 'many',
        clientId: '1.2',
        publicUrl: 'https://bot.example',
        keys: { current: Buffer.alloc(32, 7), previous: Buffer.alloc(32, 7) },
      },
    });
  });

  it('name admins by team and person', () => {
    const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
    expect(parseConfig({ ...env, SLACK_ADMINS: 'T01/U02, T01/W03' }).slack).toMatchObject({
      admins: new Set(['slack:T01/U02', 'slack:T01/W03']),
    });
    expect(refusal({ ...env, SLACK_ADMINS: 'U02' })).toContain('SLACK_ADMINS names people as TEAM/USER');
  });

  it('tell all that is missing at once, and no value', () => {
    expect(refusal({ SLACK_CLIENT_ID: '1.2', SLACK_BOT_TOKEN: 'xoxb-secret', LOG_LEVEL: 'loud' }).split('\n').slice(1)).toEqual([
      '  LOG_LEVEL is one of trace, debug, info, warn, error, fatal, silent',
      '  SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) beside it',
      '  SLACK_CLIENT_ID needs SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode) beside it',
      '  SLACK_CLIENT_ID is for many workspaces and SLACK_BOT_TOKEN for one: leave out either',
      '  SLACK_CLIENT_SECRET is needed beside SLACK_CLIENT_ID',
      '  PUBLIC_URL is needed beside SLACK_CLIENT_ID',
      '  TOKEN_KEY is needed beside SLACK_CLIENT_ID',
    ]);
    expect(refusal({ SLACK_APP_TOKEN: 'xoxb-1' })).toContain('SLACK_APP_TOKEN is an app-level token');
    expect(refusal({ SLACK_SIGNING_SECRET: SECRET })).toContain('SLACK_SIGNING_SECRET needs SLACK_BOT_TOKEN beside it');
    expect(refusal({ ...MANY, SLACK_MODE: 'socket' })).toContain('SLACK_MODE is socket, which needs SLACK_APP_TOKEN');
    expect(refusal({ ...MANY, TOKEN_KEY: 'short' })).toContain('TOKEN_KEY is 32 random bytes');
  });
});
