/**
 * Which nonce an author used in a channel lately: a second message with it is the first one again.
 *
 * "The past few minutes", says the documentation; the twin takes five. It forgets after, as the real one does, so a test can show
 * that a nonce protects a retry and not a restart an hour later.
 */
import type { VirtualClock } from './virtual-clock.ts';
import type { RecordedMessage } from './world.ts';

export const NONCE_MEMORY_MS = 5 * 60_000;

export interface NonceBook {
  readonly find: (key: NonceKey) => RecordedMessage | undefined;
  readonly remember: (key: NonceKey, message: RecordedMessage) => void;
}

export interface NonceKey {
  readonly authorId: string;
  readonly channelId: string;
  readonly nonce: string;
}

export function makeNonceBook(clock: VirtualClock): NonceBook {
  const used = new Map<string, { readonly message: RecordedMessage; readonly until: number }>();
  const textOf = ({ authorId, channelId, nonce }: NonceKey): string => `${authorId} ${channelId} ${nonce}`;
  return {
    find: (key) => {
      const found = used.get(textOf(key));
      return found !== undefined && clock.now() < found.until ? found.message : undefined;
    },
    remember: (key, message) => used.set(textOf(key), { message, until: clock.now() + NONCE_MEMORY_MS }),
  };
}
