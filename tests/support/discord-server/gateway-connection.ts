/**
 * One socket of the gateway: its address, its heartbeat, its rate, and what each of its frames is. What a frame then brings about
 * is for the gateway to decide.
 */
import type { IncomingMessage } from 'node:http';
import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import { Frame, MOST_PAYLOAD_BYTES, SENDS } from './gateway-protocol.ts';
import type { Complaint } from './gateway-ready.ts';
import { makeBuckets } from './rate-limits.ts';

export interface ConnectionParts {
  readonly heartbeatMs: number;
  readonly limitsNow: () => number;
  /** Every frame but a heartbeat; answers why to hang up. */
  readonly receive: (frame: Frame) => Complaint | undefined;
  readonly onHeartbeat: () => void;
  readonly onClose: (code: number) => void;
  readonly hangUp: (complaint: Complaint) => void;
}

export const writeFrame = (socket: WebSocket, op: Op, d: unknown): void =>
  socket.send(JSON.stringify({ op, d, s: null, t: null }));

const UNREADABLE: Complaint = { code: Close.DecodeError, sentence: 'Error while decoding payload.' };

export function openConnection(socket: WebSocket, request: IncomingMessage, parts: ConnectionParts): void {
  const fault = faultOfAddress(request);
  if (fault !== undefined) {
    parts.hangUp(fault);
    return;
  }
  const sends = makeBuckets(parts.limitsNow);
  const heart = watchHeart(parts);
  const receive = (raw: RawData): Complaint | undefined => {
    if (sends.take('frames', SENDS).kind === 'full') return { code: Close.RateLimited, sentence: 'You are being rate limited.' };
    const frame = readFrame(raw);
    if (frame === undefined) return UNREADABLE;
    if (frame.op !== Op.Heartbeat) return parts.receive(frame);
    heart.beat();
    parts.onHeartbeat();
    writeFrame(socket, Op.HeartbeatAck, null);
    return undefined;
  };
  socket.on('message', (raw) => {
    const complaint = receive(raw);
    if (complaint !== undefined) parts.hangUp(complaint);
  });
  socket.on('close', (code) => {
    heart.stop();
    parts.onClose(code);
  });
  writeFrame(socket, Op.Hello, { heartbeat_interval: parts.heartbeatMs });
}

function faultOfAddress({ url = '' }: IncomingMessage): Complaint | undefined {
  const { searchParams } = new URL(url, 'ws://localhost');
  if (searchParams.get('v') !== '10') return { code: Close.InvalidAPIVersion, sentence: 'Invalid API version.' };
  if (searchParams.get('encoding') !== 'json' || searchParams.has('compress'))
    return { code: Close.DecodeError, sentence: 'The twin speaks plain JSON only.' };
  return undefined;
}

function readFrame(raw: RawData): Frame | undefined {
  const text = String(raw);
  if (Buffer.byteLength(text) > MOST_PAYLOAD_BYTES) return undefined;
  try {
    return Frame.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** A client that misses a beat and a half is hung up on. */
function watchHeart({ heartbeatMs, hangUp }: ConnectionParts): { readonly beat: () => void; readonly stop: () => void } {
  const start = (): NodeJS.Timeout =>
    setTimeout(() => hangUp({ code: Close.SessionTimedOut, sentence: 'Session timed out.' }), heartbeatMs * 1.5);
  let timer = start();
  const stop = (): void => clearTimeout(timer);
  return {
    stop,
    beat: () => {
      stop();
      timer = start();
    },
  };
}
