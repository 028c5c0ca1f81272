/**
 * The gateway: sessions that outlive their sockets, IDENTIFY and RESUME, and every way in which Discord hangs up.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import { openConnection, writeFrame } from './gateway-connection.ts';
import { type Frame, Identify, Resume } from './gateway-protocol.ts';
import { type Complaint, faultOfIdentify, guildsOf, readyPayload, type Shard } from './gateway-ready.ts';
import { type GatewaySession, makeSession } from './gateway-session.ts';
import type { IdentifyBudget } from './identify-budget.ts';
import { guildCreatePayload } from './payloads.ts';
import type { GatewayEvent, Twin } from './twin.ts';

export interface GatewayRules {
  /** Milliseconds between two heartbeats of the client. */
  readonly heartbeatMs: number;
  /** Intents that the project allows itself; a bot that asks for more is told on. */
  readonly allowedIntents: number;
}

export interface Gateway {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly emit: (event: GatewayEvent) => void;
  /** Cuts every connection without a goodbye; sessions can be resumed. */
  readonly dropSockets: () => void;
  /** Op 7. */
  readonly askReconnect: () => void;
  /** Op 9. Not resumable, the session is forgotten. */
  readonly invalidateSessions: (kind: 'resumable' | 'not-resumable') => void;
  readonly closeWith: (code: number) => void;
  readonly identifies: readonly Identify[];
  /** How many sessions were taken up again. */
  readonly resumes: () => number;
  readonly heartbeats: () => number;
  readonly sessions: () => readonly { readonly id: string; readonly shard: Shard; readonly connected: boolean }[];
  readonly stop: () => void;
}

export interface GatewayParts {
  readonly twin: Twin;
  readonly budget: IdentifyBudget;
  readonly rules: GatewayRules;
  /** Where a session is resumed. */
  readonly resumeUrl: () => string;
}

const UNREADABLE: Complaint = { code: Close.DecodeError, sentence: 'Error while decoding payload.' };

export function makeGateway({ twin, budget, rules, resumeUrl }: GatewayParts): Gateway {
  const server = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, GatewaySession>();
  const identifies: Identify[] = [];
  let resumes = 0;
  let heartbeats = 0;
  const sessionOn = (socket: WebSocket): GatewaySession | undefined =>
    [...sessions.values()].find((session) => session.socket() === socket);
  const tellOn = ({ code, sentence }: Complaint): void =>
    twin.violations.add({ route: 'gateway', status: 0, code, sentence, blame: 'bot' });

  const receive = (socket: WebSocket, { op, d }: Frame): Complaint | undefined => {
    switch (op) {
      case Op.Identify:
        return identify(socket, d);
      case Op.Resume:
        return resume(socket, d);
      case Op.PresenceUpdate:
      case Op.RequestGuildMembers:
      case Op.VoiceStateUpdate:
        return sessionOn(socket) === undefined ? { code: Close.NotAuthenticated, sentence: 'Not authenticated.' } : undefined;
      default:
        return { code: Close.UnknownOpcode, sentence: 'Unknown opcode.' };
    }
  };

  const identify = (socket: WebSocket, raw: unknown): Complaint | undefined => {
    const asked = Identify.safeParse(raw).data;
    if (asked === undefined) return UNREADABLE;
    if (sessionOn(socket) !== undefined) return { code: Close.AlreadyAuthenticated, sentence: 'Already authenticated.' };
    identifies.push(asked);
    const shard: Shard = asked.shard ?? [0, 1];
    const fault = faultOfIdentify(twin, asked, shard) ?? spend(socket, shard);
    if (fault !== undefined) return fault === 'put-off' ? undefined : fault;
    if ((asked.intents & ~rules.allowedIntents) !== 0)
      tellOn({ code: 0, sentence: `Asked for more intents than the project allows itself: ${asked.intents}.` });
    begin({ socket, shard, intents: asked.intents });
    return undefined;
  };

  const spend = (socket: WebSocket, [shardId]: Shard): Complaint | 'put-off' | undefined => {
    switch (budget.spend(shardId)) {
      case 'granted':
        return undefined;
      case 'too-soon':
        writeFrame(socket, Op.InvalidSession, false);
        return 'put-off';
      case 'overspent':
        twin.app.token = `reset.${twin.snowflakes.next()}`;
        return { code: Close.AuthenticationFailed, sentence: 'Too many identifies: the token was reset.' };
    }
  };

  const begin = (start: { readonly socket: WebSocket; readonly shard: Shard; readonly intents: number }): void => {
    const session = makeSession({ ...start, id: `session-${twin.snowflakes.next()}` });
    sessions.set(session.id, session);
    const ready = readyPayload(twin, { sessionId: session.id, shard: session.shard, resumeUrl: resumeUrl() });
    session.dispatch({ name: 'READY', payload: ready, guildId: undefined });
    for (const guild of guildsOf(twin, session.shard)) {
      const event = { name: 'GUILD_CREATE', payload: guildCreatePayload(twin.world, guild, twin.app.user), guildId: guild.id };
      if (guild.available && session.wants(event)) session.dispatch(event);
    }
  };

  const resume = (socket: WebSocket, raw: unknown): Complaint | undefined => {
    const asked = Resume.safeParse(raw).data;
    if (asked === undefined) return UNREADABLE;
    if (asked.token !== twin.app.token) return { code: Close.AuthenticationFailed, sentence: 'Authentication failed.' };
    const session = sessions.get(asked.session_id);
    if (session === undefined) writeFrame(socket, Op.InvalidSession, false);
    else if (asked.seq > session.sequence()) return { code: Close.InvalidSeq, sentence: 'Invalid sequence.' };
    else {
      resumes += 1;
      session.resumeOver(socket, asked.seq);
    }
    return undefined;
  };

  /** A client that says goodbye with 1000 or 1001 ends its session. Source: Discord docs, "Gateway", disconnecting. */
  const closed = (socket: WebSocket, code: number): void => {
    const session = sessionOn(socket);
    session?.detach();
    if (session !== undefined && (code === 1000 || code === 1001)) sessions.delete(session.id);
  };

  server.on('connection', (socket, request) =>
    openConnection(socket, request, {
      heartbeatMs: rules.heartbeatMs,
      limitsNow: twin.clock.limitsNow,
      receive: (frame) => receive(socket, frame),
      onHeartbeat: () => {
        heartbeats += 1;
      },
      onClose: (code) => closed(socket, code),
      hangUp: (complaint) => {
        tellOn(complaint);
        socket.close(complaint.code, complaint.sentence);
      },
    }),
  );
  return {
    upgrade: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request)),
    emit: (event) => {
      for (const session of sessions.values()) if (session.wants(event)) session.dispatch(event);
    },
    ...disturbances(server, sessions),
    identifies,
    resumes: () => resumes,
    heartbeats: () => heartbeats,
    sessions: () => [...sessions.values()].map(({ id, shard, socket }) => ({ id, shard, connected: socket() !== undefined })),
  };
}

type Disturbances = Pick<Gateway, 'dropSockets' | 'askReconnect' | 'invalidateSessions' | 'closeWith' | 'stop'>;

const disturbances = (server: WebSocketServer, sessions: Map<string, GatewaySession>): Disturbances => ({
  dropSockets: () => {
    for (const socket of server.clients) socket.terminate();
  },
  askReconnect: () => {
    for (const socket of server.clients) writeFrame(socket, Op.Reconnect, null);
  },
  invalidateSessions: (kind) => {
    for (const socket of server.clients) writeFrame(socket, Op.InvalidSession, kind === 'resumable');
    if (kind === 'not-resumable') sessions.clear();
  },
  closeWith: (code) => {
    for (const socket of server.clients) socket.close(code);
  },
  stop: () => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  },
});
