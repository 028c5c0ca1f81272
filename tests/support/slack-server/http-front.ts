/**
 * The one port at which the twin listens: methods, response URLs, uploads, the consent page and sockets.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { readConsentUrl } from './consent-page.ts';
import type { Sockets } from './delivery/socket-carrier.ts';
import { exchangeUnder } from './faulty-exchange.ts';
import { parseJson } from './json.ts';
import { Refusal } from './refusal.ts';
import { answerPerson } from './responding.ts';
import type { Twin } from './twin.ts';
import { answerCall } from './web-api.ts';
import { contentTypeOf, type Exchange, type Reply, readBody, send } from './wire.ts';

export interface HttpFront {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Runs what may be refused outside of the methods, and answers with a status. */
async function refusable(twin: Twin, where: string, run: () => Reply | Promise<Reply>): Promise<Reply> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    twin.ledger.refuse({ rule: error.code, where, sentence: error.message });
    return {
      status: where === 'response_url' && error.code.endsWith('_url') ? 404 : 400,
      body: { ok: false, error: error.code },
    };
  }
}

function respond(twin: Twin, { request, body }: Exchange, id: string): Promise<Reply> {
  return refusable(twin, 'response_url', () => {
    if (contentTypeOf(request) !== 'application/json') throw new Refusal('invalid_post_type', 'a response URL takes JSON only');
    const target = twin.responseUrls.use(id);
    answerPerson(twin, { target, body: parseJson(body.toString()), where: 'response_url' });
    return { status: 200, body: { ok: true } };
  });
}

/** The bytes come as they are, or as the first part of a form. */
function contentOf({ request, body }: Exchange): Buffer {
  const [, boundary] = /boundary=(.+)$/.exec(request.headers['content-type'] ?? '') ?? [];
  if (boundary === undefined) return body;
  const start = body.indexOf('\r\n\r\n') + 4;
  return body.subarray(start, body.indexOf(`\r\n--${boundary}`, start));
}

function upload(twin: Twin, exchange: Exchange, secret: string): Promise<Reply> {
  return refusable(twin, 'upload', () => {
    const held = twin.files.uploads.get(secret);
    const content = contentOf(exchange);
    if (held === undefined || held.content !== undefined)
      throw new Refusal('invalid_upload', 'there is no upload that waits at this URL');
    if (content.length !== held.length)
      throw new Refusal('length_mismatch', `${held.length} bytes were announced, and ${content.length} came`);
    held.content = content;
    return { status: 200, body: `OK - ${content.length}` };
  });
}

function authorize(twin: Twin, { url }: Exchange): Promise<Reply> {
  return refusable(twin, 'authorize', () => {
    const { scopes } = readConsentUrl(twin, url.href);
    return { status: 200, body: `<h1>${twin.app.name} asks for ${scopes.join(', ')}</h1>` };
  });
}

function route(twin: Twin, exchange: Exchange): Promise<void> {
  const [, folder = '', ...rest] = exchange.url.pathname.split('/');
  const last = rest.at(-1) ?? '';
  const trouble = (place: string) => twin.faults.strike(place);
  switch (folder) {
    case 'api':
      return exchangeUnder(trouble(last), exchange, () => answerCall(twin, exchange, last));
    case 'response':
      return exchangeUnder(trouble('response_url'), exchange, () => respond(twin, exchange, last));
    case 'upload':
      return exchangeUnder(trouble('upload'), exchange, () => upload(twin, exchange, last));
    case 'oauth':
      return exchangeUnder(undefined, exchange, () => authorize(twin, exchange));
    default:
      twin.ledger.violate({
        rule: 'unknown_address',
        where: exchange.url.pathname,
        sentence: 'Slack has nothing at this address',
      });
      return exchangeUnder(undefined, exchange, async () => ({ status: 404, body: 'Not Found' }));
  }
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

export async function openFront(twin: Twin, sockets: Sockets): Promise<HttpFront> {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', twin.address());
    try {
      await route(twin, { request, response, url, body: await readBody(request) });
    } catch (error) {
      // Whoever asked has gone: a client that stops or loses patience.
      if (request.destroyed && !request.complete) return;
      twin.ledger.violate({ rule: 'twin_broke', where: url.pathname, sentence: String(error) });
      if (!response.headersSent) send(response, { status: 500, body: String(error) });
    }
  });
  const webSockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    webSockets.handleUpgrade(request, socket, head, (opened) => {
      const ticket = new URL(request.url ?? '/', twin.address()).searchParams.get('ticket') ?? '';
      if (sockets.accept(ticket, opened)) return;
      twin.ledger.violate({ rule: 'bad_ticket', where: 'socket', sentence: 'a socket URL opens one socket, once' });
      opened.close(1008);
    });
  });
  const address = await listen(server);
  return {
    address,
    stop: () => {
      for (const socket of webSockets.clients) socket.terminate();
      webSockets.close();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
