/**
 * The REST API's front: finds the route, asks who is there, keeps the limits, runs into ordered faults, and says no as Discord does.
 *
 * An unknown route, query field or body is refused, so that nothing which the twin does not understand can pass a test.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApiAnswer, type ApiRequest, type ApiRoute, bucketKey, matchPath, nameOfRoute } from './api-route.ts';
import type { ArmedFault, ConnectionEnd } from './faults.ts';
import { type BucketRule, type BucketState, GLOBAL_RULE, makeBuckets, makeInvalidRequestCount } from './rate-limits.ts';
import { readSentBody, type SentBody } from './read-request.ts';
import { invalidForm, Refusal, refusals } from './refusal.ts';
import type { Twin } from './twin.ts';

const PREFIX = '/api/v10';

export interface RestLimits {
  /** Stands for every route's own rule. */
  readonly bucket?: BucketRule;
  readonly invalidRequests: BucketRule;
}

export interface RestServer {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly invalidRequests: () => number;
}

/** What goes back; `drop` ends the connection instead. */
type Reply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: unknown;
    }
  | { readonly kind: 'drop'; readonly end: ConnectionEnd };

interface Found {
  readonly route: ApiRoute;
  readonly parameters: ApiRequest['parameters'];
  readonly query: URLSearchParams;
}

export function makeRestServer(twin: Twin, routes: readonly ApiRoute[], limits: RestLimits): RestServer {
  const buckets = makeBuckets(twin.clock.limitsNow);
  const invalid = makeInvalidRequestCount(twin.clock.limitsNow, limits.invalidRequests);

  const handle: RestServer['handle'] = async (request, response) => {
    const found = findRoute(routes, request);
    const label = 'route' in found ? nameOfRoute(found.route) : `${request.method ?? ''} ${request.url ?? ''}`;
    const reply = await replyTo(request, found).catch((error: unknown) => refusedReply(label, error));
    if (reply.kind === 'answer' && [401, 403, 429].includes(reply.status) && reply.headers['X-RateLimit-Scope'] !== 'shared')
      invalid.add();
    send(response, reply);
  };

  const replyTo = async (request: IncomingMessage, found: Found | Refusal): Promise<Reply> => {
    const sent = await readSentBody(request);
    if (invalid.banned()) return BANNED;
    if (found instanceof Refusal) throw found;
    const { route } = found;
    demandCaller(twin, request, route);
    const state = takeRoom(found);
    if ('kind' in state) return state;
    const fault = twin.faults.strike(nameOfRoute(route));
    const run = (): ApiAnswer => runRoute(found, sent);
    const reply = fault === undefined ? answerReply(run()) : await faultyReply(fault, run);
    return reply.kind === 'drop' ? reply : { ...reply, headers: { ...state.headers, ...reply.headers } };
  };

  const takeRoom = ({ route, parameters }: Found): Reply | { readonly headers: Readonly<Record<string, string>> } => {
    const whole = route.asks === 'bot' ? buckets.take('global', GLOBAL_RULE) : undefined;
    if (whole?.kind === 'full') return limited(twin, route, { scope: 'global', retryAfterMs: whole.resetAfterMs, headers: {} });
    const own = buckets.take(bucketKey(route, parameters), limits.bucket ?? route.bucket);
    const headers = bucketHeaders(twin, route, own);
    return own.kind === 'full' ? limited(twin, route, { scope: 'user', retryAfterMs: own.resetAfterMs, headers }) : { headers };
  };

  const faultyReply = async ({ fault, released }: ArmedFault, run: () => ApiAnswer): Promise<Reply> => {
    switch (fault.kind) {
      case 'refuse':
        throw fault.refusal;
      case 'rate-limit':
        return rateLimited({ scope: fault.scope, retryAfterMs: fault.retryAfterSeconds * 1000, headers: {} });
      case 'drop':
        if (fault.request === 'done') run();
        return { kind: 'drop', end: fault.end };
      case 'error':
        if (fault.request === 'done') run();
        return {
          kind: 'answer',
          status: fault.status,
          headers: {},
          body: { message: `${fault.status}: Internal Server Error`, code: 0 },
        };
      case 'hold': {
        const done = fault.request === 'done' ? run() : undefined;
        await released;
        return answerReply(done ?? run());
      }
    }
  };

  const refusedReply = (label: string, error: unknown): Reply => {
    if (!(error instanceof Refusal)) throw error;
    const { status, code, sentence, blame, errors } = error.refused;
    twin.violations.add({ route: label, status, code, sentence, blame });
    return {
      kind: 'answer',
      status,
      headers: {},
      body: { message: sentence, code, ...(errors === undefined ? {} : { errors }) },
    };
  };

  return { handle, invalidRequests: invalid.count };
}

const BANNED: Reply = {
  kind: 'answer',
  status: 429,
  headers: { 'Retry-After': '3600' },
  body: { message: 'You are being blocked from accessing our API temporarily.', code: 1015 },
};

function findRoute(routes: readonly ApiRoute[], { method = '', url = '' }: IncomingMessage): Found | Refusal {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (!pathname.startsWith(`${PREFIX}/`)) return refusals.unknownRoute(`${method} ${pathname}`);
  const path = pathname.slice(PREFIX.length);
  const fitting = routes.flatMap((route) => {
    const parameters = matchPath(route.path, path);
    return parameters === undefined ? [] : [{ route, parameters, query: searchParams }];
  });
  const found = fitting.find(({ route }) => route.method === method);
  if (found !== undefined) return found;
  return fitting.length > 0 ? refusals.methodNotAllowed(`${method} ${path}`) : refusals.unknownRoute(`${method} ${path}`);
}

/** Source of the User-Agent's form: Discord docs, "Reference". */
function demandCaller(twin: Twin, { headers }: IncomingMessage, route: ApiRoute): void {
  if (!/^DiscordBot \(\S+, \S+\)/.test(headers['user-agent'] ?? '')) throw refusals.noUserAgent();
  if (route.asks === 'bot' && headers.authorization !== `Bot ${twin.app.token}`) throw refusals.unauthorized();
}

function runRoute({ route, parameters, query }: Found, sent: SentBody): ApiAnswer {
  const strange = [...query.keys()].filter((name) => !(route.query ?? []).includes(name));
  if (strange.length > 0) throw invalidForm([{ path: strange, message: 'Unknown query field.' }]);
  if (route.takesBody === 'none' && sent.kind !== 'none') throw invalidForm([{ path: [], message: 'Takes no body.' }]);
  if (route.takesBody === 'json' && sent.kind === 'multipart') throw invalidForm([{ path: [], message: 'Takes no files.' }]);
  return route.run({ parameters, query, body: sent.body, files: sent.files });
}

const answerReply = ({ status, body }: ApiAnswer): Reply & { readonly kind: 'answer' } => ({
  kind: 'answer',
  status,
  headers: {},
  body,
});

interface Limited {
  readonly scope: 'user' | 'global' | 'shared';
  readonly retryAfterMs: number;
  readonly headers: Readonly<Record<string, string>>;
}

function limited(twin: Twin, route: ApiRoute, { scope, retryAfterMs, headers }: Limited): Reply {
  twin.violations.add({ route: nameOfRoute(route), status: 429, code: 0, sentence: `Rate limited (${scope}).`, blame: 'bot' });
  return rateLimited({ scope, retryAfterMs, headers });
}

const rateLimited = ({ scope, retryAfterMs, headers }: Limited): Reply => ({
  kind: 'answer',
  status: 429,
  headers: {
    ...headers,
    'Retry-After': String(Math.ceil(retryAfterMs / 1000)),
    'X-RateLimit-Scope': scope,
    Via: '1.1 twin',
    ...(scope === 'global' ? { 'X-RateLimit-Global': 'true' } : {}),
  },
  body: {
    message: scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.',
    retry_after: retryAfterMs / 1000,
    global: scope === 'global',
    ...(scope === 'shared' ? { code: 40062 } : {}),
  },
});

function bucketHeaders(
  twin: Twin,
  route: ApiRoute,
  { limit, remaining, resetAfterMs }: BucketState,
): Readonly<Record<string, string>> {
  return {
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': ((twin.clock.now() + resetAfterMs) / 1000).toFixed(3),
    'X-RateLimit-Reset-After': (resetAfterMs / 1000).toFixed(3),
    'X-RateLimit-Bucket': createHash('sha1').update(nameOfRoute(route)).digest('hex').slice(0, 32),
  };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply.kind === 'drop') {
    if (reply.end === 'reset') response.socket?.resetAndDestroy();
    else response.socket?.destroy();
    return;
  }
  const text = reply.body === undefined ? '' : JSON.stringify(reply.body);
  response.writeHead(reply.status, { ...(text === '' ? {} : { 'Content-Type': 'application/json' }), ...reply.headers });
  response.end(text);
}
