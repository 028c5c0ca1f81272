/**
 * A server that answers single methods of Slack's API as a test says, over a real socket; for what needs a method or two and no
 * workspace.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface AskedMethod {
  readonly method: string;
  readonly token: string | undefined;
  readonly args: Readonly<Record<string, string>>;
}

/** What it answers, or an error's name. */
export type MethodAnswer = (asked: AskedMethod) => object | string | Promise<object | string>;

export interface SlackAnswers {
  readonly apiUrl: string;
  readonly asked: readonly AskedMethod[];
}

export async function slackAnswers(answers: Readonly<Record<string, MethodAnswer>>): Promise<SlackAnswers> {
  const asked: AskedMethod[] = [];
  const server = createServer(async (request, response) => {
    const method = (request.url ?? '').replace(/^\/api\//, '');
    const call = { method, token: tokenOf(request), args: Object.fromEntries(new URLSearchParams(await bodyOf(request))) };
    asked.push(call);
    const answer = (await answers[method]?.(call)) ?? 'unknown_method';
    const body = typeof answer === 'string' ? { ok: false, error: answer } : { ok: true, ...answer };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`, asked };
}

function tokenOf({ headers }: IncomingMessage): string | undefined {
  return headers.authorization?.replace(/^Bearer /, '');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
