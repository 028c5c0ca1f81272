/**
 * The two ways by which Slack tells the bot what happens: over a socket that the bot opens, or by requests to its own server.
 */
import { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import { EVENTS_PATH, type ServerParts } from './http-server.ts';
import type { Tell } from './news.ts';
import type { Patience } from './patience.ts';
import { clientOptions, slackLogger } from './slack-client.ts';

export interface Line {
  readonly receiver: HTTPReceiver | SocketModeReceiver;
  /** What the server is to take; absent where Slack sends no requests. */
  readonly events: ServerParts['events'];
  /** @throws what the client throws. */
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface SocketParts {
  readonly appToken: string;
  readonly apiUrl?: string | undefined;
  readonly patience: Patience;
  /** Slack will not have the socket any more. */
  readonly onLost: (error: unknown) => void;
  readonly tell: Tell;
}

/**
 * Slack ends a socket every few hours and says so before; another is opened at once. The client's own way waits five seconds for that,
 * in which nobody is answered, and lets a refusal fall as a rejection that nobody awaits.
 */
export function socketLine({ appToken, apiUrl, patience, onLost, tell }: SocketParts): Line {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: slackLogger(tell),
    installerOptions: { clientOptions: clientOptions({ apiUrl, tell }) },
  });
  const { client } = receiver;
  let state: 'opening' | 'open' | 'closed' = 'closed';
  const open = async (): Promise<void> => {
    state = 'opening';
    await patience(() => client.start());
    state = 'open';
  };
  client.on('disconnected', () => {
    if (state !== 'open') return; // an opening that fails is tried again by itself
    tell({ level: 'info', what: 'connecting to Slack again' });
    open().catch((error: unknown) => {
      if (state !== 'closed') onLost(error);
    });
  });
  return {
    receiver,
    events: undefined,
    open,
    close: async () => {
      if (state === 'closed') return;
      state = 'closed';
      await client.disconnect();
    },
  };
}

/** Requests come through the server, which checks their signatures before Bolt reads them. */
export function requestLine({ signingSecret, tell }: { readonly signingSecret: string; readonly tell: Tell }): Line {
  const receiver = new HTTPReceiver({
    signingSecret,
    signatureVerification: false,
    endpoints: [EVENTS_PATH],
    logger: slackLogger(tell),
  });
  const nothing = async (): Promise<void> => undefined;
  return { receiver, events: { signingSecret, take: receiver.requestListener }, open: nothing, close: nothing };
}
