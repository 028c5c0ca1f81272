/**
 * A socket of Socket Mode by hand, for what the real client never does: late and double acknowledgements, and wrong ones.
 */
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type Json, type JsonObject, objectIn, parseJson, textIn } from './json.ts';
import type { SlackServer } from './slack-server.ts';
import { aWebClient } from './tiny-bolt.ts';

export interface Envelope {
  readonly id: string;
  readonly type: string;
  readonly payload: JsonObject;
  /** The whole frame. */
  readonly frame: Json;
}

export interface RawSocket {
  readonly hello: Json;
  /** The next frame that is no hello. */
  readonly next: () => Promise<Envelope>;
  readonly acknowledge: (envelope: Pick<Envelope, 'id'>, payload?: Json) => void;
  readonly close: () => void;
}

export async function openTicket(slack: SlackServer): Promise<string> {
  const { url } = await aWebClient(slack, slack.app.appToken).apps.connections.open();
  if (url === undefined) throw new Error('There is no URL.');
  return url;
}

export async function aRawSocket(slack: SlackServer): Promise<RawSocket> {
  const socket = new WebSocket(await openTicket(slack));
  onTestFinished(() => socket.terminate());
  const frames: Json[] = [];
  const waiting: ((frame: Json) => void)[] = [];
  socket.on('message', (text) => {
    const frame = parseJson(String(text)) ?? null;
    const taker = waiting.shift();
    if (taker === undefined) frames.push(frame);
    else taker(frame);
  });
  const frame = (): Promise<Json> => {
    const first = frames.shift();
    return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first);
  };
  return {
    hello: await frame(),
    next: async () => {
      const came = await frame();
      return { id: textIn(came, 'envelope_id'), type: textIn(came, 'type'), payload: objectIn(came, 'payload'), frame: came };
    },
    acknowledge: ({ id }, payload) =>
      socket.send(JSON.stringify({ envelope_id: id, ...(payload === undefined ? {} : { payload }) })),
    close: () => socket.close(),
  };
}

export interface Said {
  readonly status: number;
  readonly body: Json | undefined;
}

/** Answers at a response URL. */
export async function say(responseUrl: Json | undefined, answer: JsonObject): Promise<Said> {
  const headers = { 'content-type': 'application/json' };
  const said = await fetch(String(responseUrl), { method: 'POST', headers, body: JSON.stringify(answer) });
  return { status: said.status, body: parseJson(await said.text()) };
}
