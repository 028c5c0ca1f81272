/**
 * The ways by which an answer gets to whoever asked: through the address that came with the asking, which takes five answers in half an
 * hour and needs no token, or as a direct message where there is none or it is used up.
 */
import type { WebClient } from '@slack/web-api';
import type { AnswerMode } from '../../core/message.ts';
import type { SlackPayload } from '../../render/slack.ts';

export interface Reach {
  /** `replace` is in the place of what was pressed, where something was. @throws where it could not be said. */
  readonly say: (payload: SlackPayload, how: AnswerMode) => Promise<void>;
}

/** Slack no longer takes answers there, or could not be reached. Its message holds no address, as that is a secret. */
export class UnheardError extends Error {
  override readonly name = 'UnheardError';
}

export interface AnswerAddress {
  readonly url: string;
  /** Of what was pressed: what only one person sees stays so. */
  readonly pressed?: { readonly seenBy: 'asker' | 'channel'; readonly thread?: string | undefined } | undefined;
}

const TIMEOUT_MS = 10_000;
const QUIET_LINKS = { unfurl_links: false, unfurl_media: false } as const;

export function byAddress({ url, pressed }: AnswerAddress): Reach {
  const thread = pressed?.thread === undefined ? {} : { thread_ts: pressed.thread };
  return {
    say: async (payload, how) => {
      const replaces = how === 'replace' && pressed !== undefined;
      const inChannel = how === 'public' || (replaces && pressed.seenBy === 'channel');
      await post(url, {
        response_type: inChannel ? 'in_channel' : 'ephemeral',
        replace_original: replaces,
        ...payload,
        ...QUIET_LINKS,
        ...(!replaces && thread),
      });
    },
  };
}

async function post(url: string, body: object): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new UnheardError('Slack did not answer', { cause });
  });
  const said = await answer.text();
  if (!answer.ok || /"ok":\s*false/.test(said)) {
    throw new UnheardError(`Slack did not take the answer (status ${answer.status}, ${said.slice(0, 200)})`);
  }
}

/** To the messages between the bot and a person. */
export function byDirectMessage(client: WebClient, user: string): Reach {
  return {
    say: async ({ text, blocks }) => {
      await client.chat.postMessage({ channel: user, text, blocks, ...QUIET_LINKS });
    },
  };
}

/** The second where the first fails. @param second undefined where there is none. */
export function eitherWay(first: Reach, second: () => Promise<Reach | undefined>): Reach {
  return {
    say: async (payload, how) => {
      try {
        await first.say(payload, how);
      } catch (error) {
        const other = await second();
        if (other === undefined || !(error instanceof UnheardError)) throw error;
        await other.say(payload, how);
      }
    },
  };
}
