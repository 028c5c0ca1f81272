import { describe, expect, it } from 'vitest';
import { sleep } from '../../src/sources/http-surroundings.ts';
import { userAgentOf } from '../../src/sources/user-agent.ts';

describe('a real sleep', () => {
  it('that is called off throws the reason of the signal', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const asleep = sleep(3_600_000, stop.signal);
    stop.abort(reason);
    await expect(asleep).rejects.toBe(reason);
    await expect(sleep(3_600_000, stop.signal)).rejects.toBe(reason);
  });

  it('ends by itself otherwise', async () => {
    await expect(sleep(0)).resolves.toBeUndefined();
  });
});

describe('the name that services are told', () => {
  it.each([
    ['reader@example.org', 'Paperboy/0.1.0 (chat bot for papers; reader@example.org)'],
    [undefined, 'Paperboy/0.1.0 (chat bot for papers)'],
    ['', 'Paperboy/0.1.0 (chat bot for papers)'],
    ['Jürgen\r\nX-Evil: 1 (é)', 'Paperboy/0.1.0 (chat bot for papers; JrgenX-Evil: 1)'],
  ])('for the contact %j is a header that can be sent', (contact, name) => {
    expect(userAgentOf('0.1.0', contact)).toBe(name);
    expect(() => new Headers({ 'user-agent': name })).not.toThrow();
  });
});
