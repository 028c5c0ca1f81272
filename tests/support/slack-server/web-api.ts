/**
 * `/api/…`: finds the method, the caller and the arguments, and refuses in the order in which Slack does.
 */
import type { z } from 'zod';
import { isObject, type Json, type JsonObject, parseJson } from './json.ts';
import type { Caller, Method } from './methods/method.ts';
import { METHOD_TABLE } from './methods/method-table.ts';
import { Refusal, refuseFor } from './refusal.ts';
import { faultsOf } from './shape-faults.ts';
import { judgeToken, workspacesOf } from './state/grants.ts';
import type { Twin } from './twin.ts';
import { contentTypeOf, type Exchange, type Reply } from './wire.ts';

interface Asked {
  readonly token: string | undefined;
  readonly basic: { readonly id: string; readonly secret: string } | undefined;
  /** Bolt's clients name it with every call; it says which workspace an organisation's token means. */
  readonly teamId: string | undefined;
  readonly given: JsonObject;
}

function formOf(text: string): JsonObject {
  return Object.fromEntries(new URLSearchParams(text));
}

function argumentsOf({ request, url, body }: Exchange): JsonObject {
  const text = body.toString();
  if (request.method === 'GET') return formOf(url.search.slice(1));
  switch (contentTypeOf(request)) {
    case 'application/json': {
      const read: Json | undefined = parseJson(text);
      if (!isObject(read)) throw new Refusal('invalid_json', 'the body is no JSON object');
      return read;
    }
    case 'application/x-www-form-urlencoded':
      return formOf(text);
    case '':
      if (text === '') return {};
      throw new Refusal('missing_post_type', 'the body has no Content-Type');
    default:
      throw new Refusal('invalid_post_type', `methods take no ${contentTypeOf(request)}`);
  }
}

/** A token stands in the header, or in a form, but never in JSON. */
function readAsked(exchange: Exchange): Asked {
  const { token: inBody, team_id: teamId, ...given } = argumentsOf(exchange);
  const [scheme = '', credentials = ''] = (exchange.request.headers.authorization ?? '').split(' ');
  const inJson = contentTypeOf(exchange.request) === 'application/json';
  if (inBody !== undefined && inJson) throw new Refusal('not_authed', 'in JSON a token stands in the Authorization header');
  const [id = '', secret = ''] = Buffer.from(credentials, 'base64').toString().split(':');
  const bearer = /^bearer$/i.test(scheme) && credentials !== '' ? credentials : undefined;
  return {
    token: bearer ?? (typeof inBody === 'string' ? inBody : undefined),
    basic: /^basic$/i.test(scheme) ? { id, secret } : undefined,
    teamId: typeof teamId === 'string' && teamId !== '' ? teamId : undefined,
    given,
  };
}

function callerOf(twin: Twin, method: Method, { token, basic, teamId }: Asked): Caller {
  if (method.caller === 'client') return { kind: 'client', basic };
  if (token === undefined) throw new Refusal('not_authed', 'there is no token');
  const verdict = judgeToken(token, { grants: twin.grants, world: twin.world, now: twin.clock.now() });
  if (verdict !== 'good') throw new Refusal(verdict, `the token is not good: ${verdict}`);
  const grant = twin.grants.tokens.get(token);
  if (grant === undefined || grant.kind !== method.caller) {
    throw new Refusal('not_allowed_token_type', `${method.name} wants a token of kind ${method.caller}`);
  }
  if (grant.kind === 'app') return { kind: 'app', token };
  if (teamId !== undefined && !workspacesOf(grant.installation).has(teamId))
    throw new Refusal('team_access_not_granted', `the token is not of the workspace ${teamId}`);
  return { kind: 'bot', token: grant };
}

function scopesOf(twin: Twin, caller: Caller): ReadonlySet<string> {
  if (caller.kind === 'bot') return caller.token.installation.scopes;
  const grant = caller.kind === 'app' ? twin.grants.tokens.get(caller.token) : undefined;
  return grant?.kind === 'app' ? grant.scopes : new Set();
}

function checkScopes(method: Method, scopes: ReadonlySet<string>): void {
  const needed = method.scopes.find((scope) => !scopes.has(scope));
  if (needed === undefined) return;
  throw new Refusal('missing_scope', `${method.name} needs ${needed}`, { needed, provided: [...scopes].join(',') });
}

/** @returns seconds to wait. */
function overLimit(
  twin: Twin,
  method: Method,
  { caller, teamId, given }: Pick<Asked, 'teamId' | 'given'> & { readonly caller: Caller },
): number | undefined {
  const reading = method.name === 'conversations.history' || method.name === 'conversations.replies';
  return twin.limits.take({
    method: method.name,
    owner: caller.kind === 'bot' ? (teamId ?? [...workspacesOf(caller.token.installation)].join('+')) : twin.app.appId,
    tier: reading && twin.app.history === 'reduced' ? 'tier-1' : method.tier,
    channelId: typeof given.channel === 'string' ? given.channel : undefined,
  });
}

function readArguments(shape: z.ZodType, given: JsonObject): unknown {
  const parsed = shape.safeParse(given);
  if (parsed.success) return parsed.data;
  const strange = parsed.error.issues.find(({ code }) => code === 'unrecognized_keys');
  throw refuseFor(strange === undefined ? 'invalid_arguments' : 'invalid_arg_name', faultsOf(parsed.error, given));
}

async function answer(twin: Twin, exchange: Exchange, name: string): Promise<Reply> {
  const method = METHOD_TABLE.get(name);
  if (method === undefined) throw new Refusal('unknown_method', `there is no method ${name}, or the twin does not know it`);
  const asked = readAsked(exchange);
  const caller = callerOf(twin, method, asked);
  const wait = overLimit(twin, method, { ...asked, caller });
  if (wait !== undefined) {
    twin.ledger.refuse({ rule: 'ratelimited', where: name, sentence: `called too often; to be tried again in ${wait} s` });
    return { status: 429, headers: { 'retry-after': String(wait) }, body: { ok: false, error: 'ratelimited' } };
  }
  const scopes = scopesOf(twin, caller);
  checkScopes(method, scopes);
  const body = await method.run(twin, caller, readArguments(method.shape, asked.given));
  const headers = { 'x-oauth-scopes': [...scopes].join(','), 'x-accepted-oauth-scopes': method.scopes.join(',') };
  return { status: 200, headers, body: { ok: true, ...body } };
}

/** @param name of the method. */
export async function answerCall(twin: Twin, exchange: Exchange, name: string): Promise<Reply> {
  try {
    return await answer(twin, exchange, name);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    twin.ledger.refuse({ rule: error.code, where: name, sentence: error.message });
    return { status: 200, body: { ok: false, error: error.code, ...error.more } };
  }
}
