/**
 * The server that Slack sends requests to, over real sockets: who is let in, and what Bolt is given then.
 */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { App } from '@slack/bolt';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Instant } from '../../../src/core/time.ts';
import { plus } from '../../../src/core/time.ts';
import { startServer } from '../../../src/platforms/slack/http-server.ts';
import { requestLine } from '../../../src/platforms/slack/receivers.ts';
import { anInstant } from '../../support/builders.ts';

const SECRET = 'abcdef0123456789abcdef0123456789';
const START = anInstant('2026-11-27T13:00:00Z');

interface Draft {
  readonly age?: number;
  readonly secret?: string;
  readonly type?: string;
}

async function aServer() {
  let now: Instant = START;
  const commands: string[] = [];
  const line = requestLine({ signingSecret: SECRET, tell: () => undefined });
  const app = new App({ receiver: line.receiver, authorize: async () => ({}), convoStore: false });
  app.command(/.*/, async ({ ack, body }) => {
    await ack();
    commands.push(body.text);
  });
  const install = {
    '/slack/install': (_: unknown, response: { end: (text: string) => void }) => response.end('install'),
    '/slack/oauth_redirect': (_: unknown, response: { end: (text: string) => void }) => response.end('redirect'),
  };
  const server = await startServer({ port: 0, events: line.events, install, clock: { now: () => now }, tell: () => undefined });
  onTestFinished(() => server.close());
  const at = `http://127.0.0.1:${server.port}`;
  const sign = (body: string, { age = 0, secret = SECRET }: Draft = {}) => {
    const timestamp = String(Date.parse(now) / 1000 - age);
    const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${signature}` };
  };
  const post = async (body: string, headers: Readonly<Record<string, string>>, draft: Draft = {}) => {
    const type = draft.type ?? 'application/x-www-form-urlencoded';
    const answer = await fetch(`${at}/slack/events`, { method: 'POST', body, headers: { 'content-type': type, ...headers } });
    return { status: answer.status, text: await answer.text() };
  };
  return {
    at,
    port: server.port,
    close: server.close,
    commands,
    sign,
    post,
    signed: (body: string, draft: Draft = {}) => post(body, sign(body, draft), draft),
    pass: (seconds: number) => {
      now = plus(now, seconds * 1000);
    },
  };
}

const COMMAND = (text: string): string =>
  new URLSearchParams({ command: '/papers', text, team_id: 'T1', user_id: 'U1' }).toString();

describe('the server for Slack', () => {
  it('takes what Slack signed', async () => {
    const { signed, commands } = await aServer();
    expect(await signed(COMMAND('search ü'))).toEqual({ status: 200, text: '' });
    expect(commands).toEqual(['search ü']);
  });

  it('refuses what is unsigned, altered, stale or from the future, and nothing of it is done', async () => {
    const { signed, post, sign, commands } = await aServer();
    expect((await post(COMMAND('a'), {})).status).toBe(401);
    expect((await post(COMMAND('b'), sign(COMMAND('a')))).status).toBe(401);
    expect((await signed(COMMAND('c'), { secret: 'another' })).status).toBe(401);
    expect((await signed(COMMAND('d'), { age: 301 })).status).toBe(401);
    expect((await signed(COMMAND('e'), { age: -3600 })).status).toBe(401);
    expect(commands).toEqual([]);
  });

  it('refuses the same request a second time within the window in which its signature holds', async () => {
    const { post, sign, pass, commands } = await aServer();
    const headers = sign(COMMAND('once'));
    expect((await post(COMMAND('once'), headers)).status).toBe(200);
    pass(200);
    expect((await post(COMMAND('once'), headers)).status).toBe(401);
    expect(commands).toEqual(['once']);
  });

  it('lets Slack send again what came to nothing', async () => {
    const { signed } = await aServer();
    expect((await signed('{', { type: 'application/json' })).status).toBe(400);
    expect((await signed('{', { type: 'application/json' })).status).toBe(400);
  });

  it('refuses a body of more than a megabyte, said or sent', async () => {
    const { signed, commands } = await aServer();
    expect((await signed(COMMAND('x'.repeat(1024 * 1024)))).status).toBe(413);
    expect(commands).toEqual([]);
  });

  it('answers the check of its address, and the check of its certificate, which does nothing else', async () => {
    const { signed, post, commands } = await aServer();
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    expect((await signed(challenge, { type: 'application/json' })).text).toContain('abc');
    expect((await post(challenge, {}, { type: 'application/json' })).status).toBe(401);
    expect((await post(`ssl_check=1&${COMMAND('smuggled')}`, {})).status).toBe(200);
    expect(commands).toEqual([]);
  });

  it('closes whatever the other side keeps open: a request half sent, and a connection on which nothing was asked', async () => {
    const { port, close } = await aServer();
    const halves = ['', 'POST /slack/events HTTP/1.1\r\nhost: bot\r\ncontent-length: 9\r\n\r\nhalf'];
    const sockets = halves.map((half) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(half));
      return socket.on('error', () => undefined).resume(); // it may be told of as a reset
    });
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    const ended = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    await close();
    expect(await Promise.all(ended)).toHaveLength(halves.length);
  });

  it('says that it is well, leads to the pages for installing, and knows no other address', async () => {
    const { at } = await aServer();
    const get = async (path: string, method = 'GET') => {
      const answer = await fetch(`${at}${path}`, { method });
      return `${answer.status} ${await answer.text()}`;
    };
    expect(await get('/health')).toBe('200 ok');
    expect(await get('/slack/install')).toBe('200 install');
    expect(await get('/slack/oauth_redirect?code=1')).toBe('200 redirect');
    expect(await get('/slack/install', 'POST')).toBe('405 ');
    expect(await get('/slack/events')).toBe('405 ');
    expect(await get('/')).toBe('404 ');
    expect(await get('//')).toBe('404 ');
  });
});
