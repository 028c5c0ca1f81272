/**
 * A session of the gateway: a numbered line of events that outlives the socket that it goes over, so that it can be replayed.
 */
import type { WebSocket } from 'ws';
import { intentOf } from './gateway-protocol.ts';
import { shardOf } from './snowflakes.ts';
import type { GatewayEvent } from './twin.ts';

export interface GatewaySession {
  readonly id: string;
  readonly shard: readonly [number, number];
  readonly intents: number;
  readonly dispatch: (event: GatewayEvent) => void;
  /** Whether an event of a guild (or of none) is this shard's, and asked for. */
  readonly wants: (event: GatewayEvent) => boolean;
  readonly sequence: () => number;
  /** Goes over this socket from now on; events after `sequence` again, then RESUMED. */
  readonly resumeOver: (socket: WebSocket, sequence: number) => void;
  readonly socket: () => WebSocket | undefined;
  readonly detach: () => void;
}

export interface SessionStart {
  readonly id: string;
  readonly shard: readonly [number, number];
  readonly intents: number;
  readonly socket: WebSocket;
}

export function makeSession({ id, shard, intents, socket: first }: SessionStart): GatewaySession {
  const frames: string[] = [];
  let socket: WebSocket | undefined = first;
  const write = (text: string): void => {
    if (socket?.readyState === socket?.OPEN) socket?.send(text);
  };
  const dispatch: GatewaySession['dispatch'] = ({ name, payload }) => {
    const text = JSON.stringify({ op: 0, s: frames.length + 1, t: name, d: payload });
    frames.push(text);
    write(text);
  };
  return {
    id,
    shard,
    intents,
    dispatch,
    wants: ({ name, guildId }) => {
      const needed = intentOf(name, guildId);
      const own = guildId === undefined ? 0 : shardOf(guildId, shard[1]);
      return own === shard[0] && (intents & needed) === needed;
    },
    sequence: () => frames.length,
    resumeOver: (next, sequence) => {
      socket = next;
      for (const frame of frames.slice(sequence)) write(frame);
      dispatch({ name: 'RESUMED', payload: {}, guildId: undefined });
    },
    socket: () => socket,
    detach: () => {
      socket = undefined;
    },
  };
}
