import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { plus } from '../../../src/core/time.ts';
import { rememberedSignatures, verifyRequest } from '../../../src/platforms/slack/verify-request.ts';
import { anInstant } from '../../support/builders.ts';

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const NOW = anInstant('2026-11-27T13:00:00Z');
const SECOND = 1000;

function signed(body: string, { age = 0, secret = SECRET }: { readonly age?: number; readonly secret?: string } = {}) {
  const timestamp = String(Date.parse(NOW) / 1000 - age);
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return { timestamp, signature, body: Buffer.from(body) };
}

const verdict = (request: Parameters<typeof verifyRequest>[0]) => {
  const said = verifyRequest(request, SECRET, NOW);
  return said.kind === 'refused' ? said.why : said.kind;
};

describe('a request over HTTP', () => {
  it('is Slack’s where it is signed by the shared secret, up to five minutes old', () => {
    expect(verdict(signed('payload=x'))).toBe('slack');
    expect(verdict(signed('', { age: 300 }))).toBe('slack');
    expect(verdict(signed('ü\u0000', { age: -60 }))).toBe('slack');
  });

  it('is refused where it is unsigned', () => {
    expect(verdict({ ...signed('x'), signature: undefined })).toBe('unsigned');
    expect(verdict({ ...signed('x'), timestamp: undefined })).toBe('unsigned');
    expect(verdict({ ...signed('x'), timestamp: 'NaN' })).toBe('unsigned');
    expect(verdict({ ...signed('x'), timestamp: '-5' })).toBe('unsigned');
  });

  it('is refused where it is stale or from the future, however well it is signed', () => {
    expect(verdict(signed('x', { age: 301 }))).toBe('stale');
    expect(verdict(signed('x', { age: -61 }))).toBe('from-the-future');
  });

  it('is refused where it was altered, or signed by another secret or in another way', () => {
    expect(verdict({ ...signed('x'), body: Buffer.from('y') })).toBe('altered');
    expect(verdict({ ...signed('x', { age: 1 }), timestamp: signed('x').timestamp })).toBe('altered');
    expect(verdict(signed('x', { secret: 'another' }))).toBe('altered');
    expect(verdict({ ...signed('x'), signature: 'v0=' })).toBe('altered');
    expect(verdict({ ...signed('x'), signature: signed('x').signature.replace('v0=', 'v1=') })).toBe('altered');
  });
});

describe('signatures that were taken', () => {
  it('are not taken twice for as long as they are good, unless they came to nothing', () => {
    const signatures = rememberedSignatures();
    expect(signatures.take('v0=a', NOW)).toBe(true);
    expect(signatures.take('v0=b', NOW)).toBe(true);
    expect(signatures.take('v0=a', plus(NOW, 360 * SECOND))).toBe(false);
    signatures.giveBack('v0=b');
    expect(signatures.take('v0=b', plus(NOW, 10 * SECOND))).toBe(true);
  });

  it('are forgotten once their time is up', () => {
    const signatures = rememberedSignatures();
    signatures.take('v0=a', NOW);
    expect(signatures.take('v0=a', plus(NOW, 361 * SECOND))).toBe(true);
  });
});
