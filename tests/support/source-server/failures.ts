/**
 * Every way in which a service fails to answer, done to a real connection.
 */
import type { ServerResponse } from 'node:http';

export type Failure =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** The connection stays open and nothing comes. */
  | { readonly kind: 'silence' }
  /** Headers and half of the body come, then nothing more. */
  | { readonly kind: 'stalled-body' }
  /** The connection breaks in the middle of the body. */
  | { readonly kind: 'broken-body' }
  /** Half of the body, as though that were all. */
  | { readonly kind: 'half-body' }
  | { readonly kind: 'empty-body' }
  | { readonly kind: 'web-page' }
  /** A web page that says that it is what was asked for. */
  | { readonly kind: 'disguised-web-page' }
  | { readonly kind: 'oversized-body'; readonly bytes: number }
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'reset' };

const PAGE = '<!DOCTYPE html>\n<html><head><title>503</title></head><body>We will be back soon.</body></html>';

/** @param body what would have been answered, of type `contentType`. */
export function fail(response: ServerResponse, failure: Failure, body: string, contentType: string): void {
  const half = body.slice(0, Math.ceil(body.length / 2));
  const head = { 'content-type': contentType };
  switch (failure.kind) {
    case 'status':
      response.writeHead(failure.status, { 'content-type': 'application/json', ...failure.headers });
      response.end(failure.body ?? JSON.stringify({ error: 'made to fail' }));
      return;
    case 'silence':
      return;
    case 'stalled-body':
      response.writeHead(200, head).write(half);
      return;
    case 'broken-body':
      response
        .writeHead(200, { ...head, 'content-length': String(Buffer.byteLength(body)) })
        .write(half, () => response.destroy());
      return;
    case 'half-body':
      response.writeHead(200, head).end(half);
      return;
    case 'empty-body':
      response.writeHead(200, head).end();
      return;
    case 'web-page':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
      return;
    case 'disguised-web-page':
      response.writeHead(200, head).end(PAGE);
      return;
    case 'oversized-body':
      response.writeHead(200, head).end(`["${'x'.repeat(failure.bytes)}"]`);
      return;
    case 'moved':
      response.writeHead(302, { location: failure.to }).end();
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
  }
}
