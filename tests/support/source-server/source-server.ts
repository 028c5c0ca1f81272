/**
 * Hugging Face and arXiv on one local address, over real sockets: they answer from what a test puts into them, by the rules
 * of the real services, and fail as they are told.
 *
 * Replies carry an ETag, and one that is known already is not sent again.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../src/core/time.ts';
import { type AtomDraft, type AtomFormat, atomError, atomFeed } from './atom-replies.ts';
import { type Failure, fail } from './failures.ts';

export interface SeenRequest {
  /** Path and query, as `/api/daily_papers?date=2026-06-12&limit=100`. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  /** By the clock that the server was given. */
  readonly at: string;
}

/** Made-up replies, changed by tests as time goes by; a body may stand for one as text. */
export interface ServedPapers {
  /** Items of `daily_papers` by day; a day without is `[]`. */
  readonly lists: Map<string, readonly object[] | string>;
  /** Replies of `papers/{id}` by arXiv id. */
  readonly pages: Map<string, object>;
  /** What a search finds, whatever is asked. */
  found: readonly object[];
  trending: readonly object[];
  readonly entries: AtomDraft[];
  atomFormat: AtomFormat;
  /** Headers that go with every answer, failures but some included. */
  headers: Readonly<Record<string, string>>;
}

export interface SourceServer extends ServedPapers {
  /** Both services answer below it. */
  readonly address: string;
  readonly requests: SeenRequest[];
  /** The most requests that were in the works at the same time. */
  readonly mostAtOnce: () => number;
  /** The next requests fail so, one each. */
  readonly failNext: (...failures: readonly Failure[]) => void;
  /** Asked for every request that `failNext` leaves alone. */
  failWhen: (request: SeenRequest) => Failure | undefined;
}

const PAGE_SIZE = 100;

/** Whoever starts it closes it. @param clock settles which day is still to come. */
export async function startSourceServer(clock: Clock): Promise<SourceServer & { readonly close: () => Promise<void> }> {
  const failures: Failure[] = [];
  let [atOnce, most] = [0, 0];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    most = Math.max(most, ++atOnce);
    response.once('close', () => atOnce--);
    const seen: SeenRequest = { target: request.url ?? '', headers: request.headers, at: clock.now() };
    served.requests.push(seen);
    for (const [name, value] of Object.entries(served.headers)) response.setHeader(name, value);
    response.setHeader('date', new Date(clock.now()).toUTCString());
    const { status, body, contentType } = replyTo(new URL(seen.target, 'http://local'), served, clock);
    const failure = failures.shift() ?? served.failWhen(seen);
    if (failure !== undefined) fail(response, failure, body, contentType);
    else if (status !== 200) response.writeHead(status, { 'content-type': contentType }).end(body);
    else answerWhatChanged(request, response, { body, contentType });
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const served: SourceServer & { readonly close: () => Promise<void> } = {
    ...{ lists: new Map(), pages: new Map(), found: [], trending: [], entries: [] },
    ...{ atomFormat: 'since-2026', headers: {}, requests: [] },
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    mostAtOnce: () => most,
    failNext: (...next) => void failures.push(...next),
    failWhen: () => undefined,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return served;
}

function answerWhatChanged(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { body, contentType }: Pick<Answer, 'body' | 'contentType'>,
): void {
  const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
  if (headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
  else response.writeHead(200, { 'content-type': contentType, etag }).end(body);
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
}

function replyTo({ pathname, searchParams }: URL, served: ServedPapers, clock: Clock): Answer {
  if (pathname === '/api/daily_papers') return dailyPapers(searchParams, served, clock);
  if (pathname === '/api/papers/search') return json(200, served.found.slice(0, Number(searchParams.get('limit') ?? 50)));
  if (pathname.startsWith('/api/papers/')) {
    const page = served.pages.get(decodeURIComponent(pathname.slice('/api/papers/'.length)));
    return page === undefined ? json(404, { error: 'Paper not found' }) : json(200, page);
  }
  if (pathname === '/api/query') return atomQuery(searchParams, served);
  return json(404, { error: 'Not found' });
}

function dailyPapers(parameters: URLSearchParams, served: ServedPapers, clock: Clock): Answer {
  const limit = Number(parameters.get('limit') ?? 50);
  if (limit > PAGE_SIZE) return json(400, { error: 'limit: Too big: expected number to be <=100' });
  if (parameters.get('sort') === 'trending') return json(200, served.trending.slice(0, limit));
  const day = parameters.get('date') ?? clock.now().slice(0, 10);
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return json(400, { error: 'date: Invalid date' });
  if (day > clock.now().slice(0, 10)) return json(400, { error: 'date: must not be in the future' });
  const list = served.lists.get(day) ?? [];
  if (typeof list === 'string') return { status: 200, body: list, contentType: 'application/json; charset=utf-8' };
  const from = Number(parameters.get('p') ?? 0) * limit;
  return json(200, list.slice(from, from + limit));
}

function atomQuery(parameters: URLSearchParams, { entries, atomFormat }: ServedPapers): Answer {
  const ids =
    parameters
      .get('id_list')
      ?.split(',')
      .filter((id) => id !== '') ?? [];
  const malformed = ids.find((id) => !/^(?:\d{4}\.\d{4,5}|[a-z-]+\/\d{7})(?:v\d+)?$/.test(id));
  if (malformed !== undefined) return atom(400, atomError(`incorrect id format for ${malformed}`, atomFormat));
  const category = /^cat:(\S+)$/.exec(parameters.get('search_query') ?? '')?.[1];
  const matching = entries.filter(({ versionedId, categories = ['cs.CL'] }) =>
    category === undefined ? ids.includes(versionedId.replace(/v\d+$/, '')) : categories.includes(category),
  );
  const from = Number(parameters.get('start') ?? 0);
  const part = matching.slice(from, from + Number(parameters.get('max_results') ?? 10));
  return atom(200, atomFeed(part, atomFormat, matching.length));
}

function json(status: number, value: unknown): Answer {
  return { status, body: JSON.stringify(value), contentType: 'application/json; charset=utf-8' };
}

function atom(status: number, body: string): Answer {
  return { status, body, contentType: 'application/atom+xml; charset=utf-8' };
}
