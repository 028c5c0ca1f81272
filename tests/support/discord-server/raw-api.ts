/**
 * Requests to the twin as a careless client would make them: by hand, with a header or a field left out.
 */
import type { DiscordServer } from './discord-server.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>> & { readonly code?: number };
}

export interface RawRequest {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function ask(discord: DiscordServer, route: string, { body, headers = {} }: RawRequest = {}): Promise<RawAnswer> {
  const [method = 'GET', path = ''] = route.split(' ');
  const response = await fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: {
      'user-agent': 'DiscordBot (https://example.org, 1.0)',
      authorization: `Bot ${discord.token()}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}

/** A body that bears a message, and can ping nobody. */
export const saying = (content: string, more: object = {}): object => ({ content, allowed_mentions: { parse: [] }, ...more });
