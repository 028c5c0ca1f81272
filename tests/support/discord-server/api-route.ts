/**
 * A route of the REST API: its template, who may ask, its rate limit and its work.
 */
import type { UploadedFile } from './message-rules.ts';
import type { BucketRule } from './rate-limits.ts';

export interface ApiRequest {
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Undefined where none was sent. */
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

export interface ApiAnswer {
  readonly status: 200 | 201 | 204;
  readonly body?: unknown;
}

export interface ApiRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/channels/:channel/messages`; the parts after a colon are parameters. */
  readonly path: string;
  /** A token of the path (an interaction's) stands for itself. */
  readonly asks: 'bot' | 'token-in-path' | 'nobody';
  readonly bucket: BucketRule;
  /** Names of the query that it takes; any other is refused. */
  readonly query?: readonly string[];
  readonly takesBody: 'json' | 'json-or-files' | 'none';
  readonly run: (request: ApiRequest) => ApiAnswer;
}

export const nameOfRoute = ({ method, path }: Pick<ApiRoute, 'method' | 'path'>): string => `${method} ${path}`;

/** Parts of a path that each have a bucket of their own. Source: Discord docs, "Rate limits", top-level resources. */
const MAJOR = ['channel', 'guild', 'application', 'interaction', 'token'];

export const bucketKey = (route: ApiRoute, parameters: ApiRequest['parameters']): string =>
  [nameOfRoute(route), ...MAJOR.flatMap((name) => (parameters[name] === undefined ? [] : [`${name}=${parameters[name]}`]))].join(
    ' ',
  );

/** The parameters of a path on a template; undefined where it does not fit. */
export function matchPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = decodeURIComponent(given[at] ?? '');
    if (part.startsWith(':') && value !== '') parameters[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return parameters;
}

/** A parameter of the route's own template. */
export function parameter({ parameters }: ApiRequest, name: string): string {
  const value = parameters[name];
  if (value === undefined) throw new Error(`The route has no parameter ${name}`);
  return value;
}
