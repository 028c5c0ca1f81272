/**
 * The bot's own HTTP server: what Slack sends, the pages by which workspaces install the bot, and a health check.
 *
 * It stands behind a proxy that ends TLS, and relies on nothing that a proxy may change: neither the address of the other side nor the
 * name that was asked for. Nothing of a request is believed before its signature is checked over the bytes as they came; an
 * `ssl_check` alone is answered without, as it does nothing.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { OperatorError } from '../../core/errors.ts';
import type { Clock } from '../../core/time.ts';
import type { Tell } from './news.ts';
import { rememberedSignatures, type Signatures, verifyRequest } from './verify-request.ts';

export const EVENTS_PATH = '/slack/events';
export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';
export const HEALTH_PATH = '/health';

/** More than any payload of Slack's; a larger body is refused before it is read. */
const MAX_BODY_BYTES = 1024 * 1024;
/** Longer than proxies keep theirs, so that it is them who close. */
const KEEP_ALIVE_MS = 75_000;
const REQUEST_MS = 15_000;
/** As long as Slack waits for an answer. */
const CLOSING_MS = 3_000;

export interface ServerParts {
  readonly port: number;
  /** Absent where Slack sends nothing over HTTP. */
  readonly events?: { readonly signingSecret: string; readonly take: RequestListener } | undefined;
  /** Absent where only one workspace is served. */
  readonly install?: Readonly<Record<typeof INSTALL_PATH | typeof REDIRECT_PATH, RequestListener>> | undefined;
  readonly clock: Clock;
  readonly tell: Tell;
}

export interface RunningServer {
  readonly port: number;
  /** Answers what is under way, and ends every connection, whatever the other side keeps open. */
  readonly close: () => Promise<void>;
}

/** @throws OperatorError where the port cannot be listened on. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const signatures = rememberedSignatures();
  const unanswered = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    response.shouldKeepAlive &&= server.listening;
    unanswered.add(response);
    response.once('close', () => unanswered.delete(response));
    route(request, response, { ...parts, signatures }).catch((error: unknown) => {
      parts.tell({ level: 'warn', what: 'a request could not be answered', facts: { err: error } });
      if (!response.headersSent) end(response, 500);
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.requestTimeout = REQUEST_MS;
  await listen(server, parts.port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : parts.port,
    close: () => close(server, unanswered),
  };
}

async function close(server: Server, unanswered: ReadonlySet<ServerResponse>): Promise<void> {
  for (const response of unanswered) response.shouldKeepAlive = false;
  const late = setTimeout(() => server.closeAllConnections(), CLOSING_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(late);
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new OperatorError('slack-port', `Port ${port} cannot be used. Set SLACK_PORT to one that is free.`, { cause })),
    );
    server.listen(port, resolve);
  });
}

type Routing = ServerParts & { readonly signatures: Signatures };

async function route(request: IncomingMessage, response: ServerResponse, parts: Routing): Promise<void> {
  const path = pathOf(request);
  if (path === HEALTH_PATH && (request.method === 'GET' || request.method === 'HEAD')) return end(response, 200, 'ok');
  if (path === EVENTS_PATH && parts.events !== undefined) {
    if (request.method === 'POST') return takeEvent(request, response, { ...parts, ...parts.events });
    return end(response, 405);
  }
  if ((path === INSTALL_PATH || path === REDIRECT_PATH) && parts.install !== undefined) {
    if (request.method === 'GET') return void (await parts.install[path](request, response));
    return end(response, 405);
  }
  end(response, 404);
}

function pathOf({ url = '' }: IncomingMessage): string {
  return URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost').pathname : '';
}

async function takeEvent(
  request: IncomingMessage,
  response: ServerResponse,
  { signingSecret, take, signatures, clock, tell }: Routing & NonNullable<ServerParts['events']>,
): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) return end(response, 413);
  if (isSslCheck(request, body)) return end(response, 200);
  const now = clock.now();
  const signature = header(request, 'x-slack-signature');
  const timestamp = header(request, 'x-slack-request-timestamp');
  const verdict = verifyRequest({ timestamp, signature, body }, signingSecret, now);
  const why = verdict.kind === 'refused' ? verdict.why : !signatures.take(signature ?? '', now) ? 'replayed' : undefined;
  if (why !== undefined) {
    tell({ level: 'warn', what: 'a request was refused', facts: { why } });
    return end(response, 401);
  }
  response.once('close', () => {
    if (!response.writableFinished || response.statusCode >= 300) signatures.giveBack(signature ?? '');
  });
  await take(Object.assign(request, { rawBody: body }), response);
}

/** @returns undefined where it is too long. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Whatever else such a body holds is not looked at. */
function isSslCheck(request: IncomingMessage, body: Buffer): boolean {
  const isForm = (header(request, 'content-type') ?? '').startsWith('application/x-www-form-urlencoded');
  return isForm && new URLSearchParams(body.toString('utf8')).get('ssl_check') === '1';
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function end(response: ServerResponse, status: number, body = ''): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...(status === 413 && { connection: 'close' }) });
  response.end(body);
}
