/**
 * The whole program beside the services: it fetches lists while it runs and answers meanwhile, over real sockets and by the real
 * clock, as its manners towards the services are part of it.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { toInstant } from '../../src/core/time.ts';
import { makeLog } from '../../src/log.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { type Paperboy, type Service, startPaperboy } from '../../src/wiring.ts';
import { aUser, MANAGER } from '../support/builders.ts';
import { aFolder } from '../support/databases.ts';
import { aSourceServer } from '../support/source-server/a-source-server.ts';
import { hubItem, hubPaperPage } from '../support/source-server/hub-replies.ts';
import type { SourceServer } from '../support/source-server/source-server.ts';

/** Friday. */
const NOW = '2026-06-12T15:00:00Z';
const clock = { now: () => toInstant(Date.parse(NOW)) };

interface Running extends Paperboy {
  readonly ask: (name: string, options?: Record<string, string>) => Promise<string>;
}

async function start(server: SourceServer, folder: string, lists: Service['lists'] = 'kept-current'): Promise<Running> {
  const env = { DATA_DIR: folder, HF_API_URL: server.address, ARXIV_API_URL: server.address };
  const service: Service = { platforms: [], deliveries: 'when-asked', lists, watch: () => {}, version: '0.1.0' };
  const log = makeLog({ level: 'silent', form: 'json' });
  const paperboy = await startPaperboy(parseConfig(env), service, { clock, log, tell: () => {} });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= paperboy.stop();
    return stopped;
  };
  onTestFinished(stop);
  const place = { platform: 'terminal', workspace: 'lab', channel: 'papers' } as const;
  const context = { asker: aUser(), place, standing: MANAGER, now: clock.now() };
  return {
    ...paperboy,
    stop,
    ask: async (name, options = {}) => {
      const reply = await paperboy.bot.plan({ kind: 'command', name, options: new Map(Object.entries(options)) }).run(context);
      return reply.kind === 'message' ? renderTerminal(reply.message, { width: 400, color: false }) : JSON.stringify(reply);
    },
  };
}

async function aServer(): Promise<SourceServer> {
  const server = await aSourceServer(clock);
  server.lists.set('2026-06-12', [
    hubItem({ arxivId: '2606.10001', title: 'On reading as it happens', upvotes: 9 }, '2026-06-12'),
  ]);
  server.lists.set('2026-06-11', [hubItem({ arxivId: '2606.10002', title: 'On what was read', upvotes: 30 }, '2026-06-11')]);
  return server;
}

async function until<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a bot that runs beside the services', () => {
  it('has the newest lists a moment after its first start, and answers while it fetches', async () => {
    const running = await start(await aServer(), aFolder());
    expect(await running.ask('show', { paper: 'PiSSA' })).toContain('PiSSA');
    const today = await until(
      () => running.ask('today', { date: '2026-06-12' }),
      (answer) => answer.includes('On reading as it happens'),
    );
    expect(today).toContain('9 votes');
  });

  it('is stopped in the middle of a fetch at once, and goes on at its next start', async () => {
    const [server, folder] = [await aServer(), aFolder()];
    const running = await start(server, folder);
    await until(
      async () => server.requests.length,
      (requests) => requests >= 2,
    );
    await running.stop();
    const asked = server.requests.length;
    expect(asked).toBeLessThan(8);
    const again = await start(server, folder);
    await until(
      async () => server.requests.length,
      (requests) => requests > asked,
    );
    expect(await again.ask('today', { date: '2026-06-12' })).toContain('On reading as it happens');
  });

  it('says in about that a service is in trouble, and answers from what it has', async () => {
    const server = await aServer();
    server.failWhen = ({ target }) => (target.includes('daily_papers') ? { kind: 'status', status: 404 } : undefined);
    const running = await start(server, aFolder());
    const about = await until(
      () => running.ask('about'),
      (answer) => answer.includes('in trouble since'),
    );
    expect(about).toMatch(/Hugging Face: in trouble since Fri, 12 Jun 2026/);
    expect(await running.ask('show', { paper: '2606.10001' })).toContain('nor known to Hugging Face');
    expect(await running.ask('show', { paper: 'PiSSA' })).toContain('PiSSA');
  });

  it('finds a paper by its words once somebody has asked for it by its id', async () => {
    const server = await aServer();
    const draft = { arxivId: '2606.10777', title: 'Zeppelins of attention' };
    server.pages.set(draft.arxivId, hubPaperPage(draft, '2026-06-10'));
    const running = await start(server, aFolder(), 'as-they-are');
    expect(await running.ask('search', { query: 'zeppelins' })).toContain('No paper');
    expect(await running.ask('show', { paper: '2606.10777' })).toContain('fetched from Hugging Face just now');
    expect(await running.ask('search', { query: 'zeppelins' })).toContain('Zeppelins of attention');
  });

  it('asks the services by the machine’s clock where people have set another', async () => {
    const server = await aServer();
    const service: Service = {
      platforms: [],
      deliveries: 'when-asked',
      lists: 'kept-current',
      watch: () => {},
      version: '0.1.0',
    };
    const env = { DATA_DIR: aFolder(), HF_API_URL: server.address, ARXIV_API_URL: server.address };
    const set = { now: () => toInstant(Date.parse('2026-09-01T00:00:00Z')) };
    const log = makeLog({ level: 'silent', form: 'json' });
    const surroundings = { clock: set, machineClock: clock, log, tell: () => {} };
    const paperboy = await startPaperboy(parseConfig(env), service, surroundings);
    await until(
      async () => server.requests.length,
      (requests) => requests >= 2,
    );
    await paperboy.stop();
    expect(server.requests.map(({ target }) => /date=([\d-]+)/.exec(target)?.[1])).toEqual(['2026-06-12', '2026-06-11']);
  });

  it('asks no service for anything where settings say so', async () => {
    const server = await aServer();
    const env = { DATA_DIR: aFolder(), HF_API_URL: server.address, ARXIV_API_URL: server.address, SYNC: 'off' };
    const service: Service = {
      platforms: [],
      deliveries: 'when-asked',
      lists: 'kept-current',
      watch: () => {},
      version: '0.1.0',
    };
    const log = makeLog({ level: 'silent', form: 'json' });
    const paperboy = await startPaperboy(parseConfig(env), service, { clock, log, tell: () => {} });
    await paperboy.stop();
    expect(server.requests).toEqual([]);
  });
});
