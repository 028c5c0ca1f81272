/**
 * Socket Mode: brings parcels through any one of the sockets that the app has opened, and reads its acknowledgements.
 *
 * Each socket is opened with a ticket from `apps.connections.open` that works once; ten at most are open. An acknowledgement names
 * an envelope of the same socket, once, and says something only where the envelope allows it.
 */
import type { WebSocket } from 'ws';
import { isObject, type Json, parseJson, textIn } from '../json.ts';
import { Refusal } from '../refusal.ts';
import type { Twin } from '../twin.ts';
import { type Carried, type Carrier, type Errand, takesAnswer } from './delivery.ts';

const MAX_SOCKETS = 10;

export interface Sockets {
  readonly carrier: Carrier;
  /** The query of a URL that opens a socket once. @throws Refusal over ten. */
  readonly issueTicket: (token: string) => string;
  /** @returns whether the ticket was good. */
  readonly accept: (ticket: string, socket: WebSocket) => boolean;
  readonly count: () => number;
  /** Tells the app to come back: soon with `warning`, at once with `refresh_requested`. Nothing more is sent there. */
  readonly disconnect: (reason: 'warning' | 'refresh_requested' | 'link_disabled') => void;
  /** Cuts all connections without a word. */
  readonly cut: () => void;
}

interface OpenSocket {
  readonly socket: WebSocket;
  readonly waiting: Map<string, { readonly errand: Errand; readonly settle: (carried: Carried) => void }>;
  readonly answered: Set<string>;
  leaving: boolean;
}

type SocketsParts = Pick<Twin, 'app' | 'ids' | 'ledger' | 'changes'>;

const ENVELOPE_TYPES: Readonly<Record<Errand['kind'], string>> = {
  command: 'slash_commands',
  interaction: 'interactive',
  event: 'events_api',
};

export function makeSockets(twin: SocketsParts): Sockets {
  const tickets = new Set<string>();
  const open: OpenSocket[] = [];
  let turn = 0;
  const debug = { host: 'twin', started: '', build_number: 1, approximate_connection_time: 18_060 };

  const violate = (rule: string, sentence: string): void => twin.ledger.violate({ rule, where: 'socket', sentence });

  const acknowledge = (from: OpenSocket, text: string): void => {
    const message = parseJson(text);
    const id = textIn(message, 'envelope_id');
    const held = from.waiting.get(id);
    if (held === undefined) {
      const rule = from.answered.has(id) ? 'acknowledged_twice' : 'unknown_envelope';
      violate(rule, `there is no open envelope ${JSON.stringify(id)} on this socket`);
      return;
    }
    from.waiting.delete(id);
    from.answered.add(id);
    const body = answerIn(message);
    if (body !== undefined && !takesAnswer(held.errand))
      violate('answer_not_accepted', 'an answer came where only an acknowledgement is taken');
    held.settle({ kind: 'acknowledged', body });
  };

  const carrier: Carrier = ({ delivery, attempt, reason }) =>
    new Promise((resolve) => {
      const ready = open.filter(({ leaving, socket }) => !leaving && socket.readyState === socket.OPEN);
      const chosen = ready[turn++ % Math.max(1, ready.length)];
      if (chosen === undefined) return resolve(lost('the app has no open socket'));
      chosen.waiting.set(delivery.id, { errand: delivery.errand, settle: resolve });
      chosen.socket.send(
        JSON.stringify({
          envelope_id: delivery.id,
          type: ENVELOPE_TYPES[delivery.errand.kind],
          payload: delivery.errand.body,
          accepts_response_payload: takesAnswer(delivery.errand),
          ...(attempt === 0 ? {} : { retry_attempt: attempt, retry_reason: reason }),
        }),
      );
    });

  return {
    carrier,
    issueTicket: () => {
      if (open.length + tickets.size >= MAX_SOCKETS)
        throw new Refusal('too_many_websockets', `an app has at most ${MAX_SOCKETS} sockets`);
      const ticket = twin.ids.secret('ticket-');
      tickets.add(ticket);
      return `ticket=${ticket}&app_id=${twin.app.appId}`;
    },
    accept: (ticket, socket) => {
      if (!tickets.delete(ticket)) return false;
      const opened: OpenSocket = { socket, waiting: new Map(), answered: new Set(), leaving: false };
      open.push(opened);
      socket.on('message', (data) => acknowledge(opened, String(data)));
      socket.on('close', () => {
        open.splice(open.indexOf(opened), 1);
        for (const { settle } of opened.waiting.values()) settle(lost('the socket was closed before the acknowledgement'));
        opened.waiting.clear();
        twin.changes.changed();
      });
      const hello = {
        type: 'hello',
        connection_info: { app_id: twin.app.appId },
        num_connections: open.length,
        debug_info: debug,
      };
      socket.send(JSON.stringify(hello));
      twin.changes.changed();
      return true;
    },
    count: () => open.filter(({ leaving }) => !leaving).length,
    disconnect: (reason) => {
      for (const each of open) {
        each.leaving = true;
        each.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: debug }));
      }
    },
    cut: () => {
      for (const { socket } of [...open]) socket.terminate();
    },
  };
}

const lost = (sentence: string): Carried => ({ kind: 'failed', reason: 'connection_failed', sentence, final: false });

/** Clients send an empty object where they have nothing to say. A text comes as an object of that text. */
function answerIn(message: Json | undefined): Json | undefined {
  const payload = isObject(message) ? message.payload : undefined;
  return isObject(payload) && Object.keys(payload).length === 0 ? undefined : payload;
}
