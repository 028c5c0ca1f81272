/**
 * Tokens at rest: AES-256-GCM under TOKEN_KEY, each bound to what it is of, so that a row moved to another workspace does not open.
 *
 * A sealed text names its key by a few digits of the key's hash. To change the key, the old one goes on as TOKEN_KEY_PREVIOUS: what it
 * sealed still opens, and is sealed anew at the next start; then it can be left out.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';

export interface TokenKeys {
  /** 32 bytes. */
  readonly current: Buffer;
  readonly previous?: Buffer | undefined;
}

export type Opened =
  | { readonly kind: 'opened'; readonly text: string; readonly by: 'current' | 'previous' }
  /** By a key that is neither, or changed since. */
  | { readonly kind: 'locked' };

export interface Seal {
  /** @param of what the text belongs to; it opens with nothing else. */
  readonly close: (text: string, of: string) => string;
  readonly open: (sealed: string, of: string) => Opened;
}

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_DIGITS = 8;

/** @param random gives so many bytes that nobody can foretell. */
export function makeSeal({ current, previous }: TokenKeys, random: (bytes: number) => Buffer): Seal {
  return {
    close: (text, of) => {
      const nonce = random(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current, nonce).setAAD(Buffer.from(of));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, keyId(current), nonce.toString('base64url'), body.toString('base64url')].join('.');
    },
    open: (sealed, of) => {
      const [version, id, nonce = '', body = ''] = sealed.split('.');
      if (version !== VERSION) return { kind: 'locked' };
      if (id === keyId(current)) return opened(current, { nonce, body, of, by: 'current' });
      if (previous !== undefined && id === keyId(previous)) return opened(previous, { nonce, body, of, by: 'previous' });
      return { kind: 'locked' };
    },
  };
}

interface Parts {
  readonly nonce: string;
  readonly body: string;
  readonly of: string;
  readonly by: 'current' | 'previous';
}

function opened(key: Buffer, { nonce, body, of, by }: Parts): Opened {
  const bytes = Buffer.from(body, 'base64url');
  if (bytes.length < TAG_BYTES) return { kind: 'locked' };
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(of)).setAuthTag(bytes.subarray(-TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
    return { kind: 'opened', text, by };
  } catch {
    return { kind: 'locked' }; // changed since, or of another row
  }
}

function keyId(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, KEY_ID_DIGITS);
}

/** A secret for one purpose, which tells nothing of the key. */
export function derivedSecret({ current }: TokenKeys, purpose: string): string {
  return createHmac('sha256', current).update(purpose).digest('hex');
}
