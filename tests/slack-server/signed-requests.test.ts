import type { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { anHttpApp, aReadingGroup } from '../support/slack-server/tiny-bolt.ts';

const EVENT = {
  kind: 'event',
  body: { type: 'event_callback', event: { type: 'app_home_opened', user: 'U0000000001' } },
} as const;

async function anHttpGroup(listen: (app: App) => void = () => {}) {
  const group = await aReadingGroup();
  const bolt = await anHttpApp(group.slack, [group.workspace], listen);
  return { ...group, ...bolt };
}

describe('a request of the twin', () => {
  it('is signed so that Bolt takes it, and one that was tampered with it does not', async () => {
    const { slack } = await anHttpGroup();
    const answer = async (forgery: Parameters<typeof slack.forge.send>[1]) => (await slack.forge.send(EVENT, forgery)).status;
    expect(await answer({ kind: 'genuine' })).toBe(200);
    for (const kind of ['unsigned', 'wrong-secret', 'altered'] as const) expect(await answer({ kind }), kind).toBe(401);
  });

  it('may be stale or ahead of its time: Bolt refuses what is older than five minutes, and nothing of the future', async () => {
    const { slack } = await anHttpGroup();
    const aged = async (seconds: number) => (await slack.forge.send(EVENT, { kind: 'aged', seconds })).status;
    expect(await aged(290)).toBe(200);
    expect(await aged(310)).toBe(401);
    expect(await aged(-3600)).toBe(200);
  });

  it('can be sent once more, byte by byte, which Bolt alone does not notice', async () => {
    const heard: string[] = [];
    const { slack, ada, channel } = await anHttpGroup((app) =>
      app.command('/papers', async ({ ack, command }) => {
        heard.push(command.text);
        await ack({ text: 'Heard', response_type: 'ephemeral' });
      }),
    );
    await ada.in(channel).types('/papers twice').message();
    expect((await slack.forge.replay()).status).toBe(200);
    expect(heard).toEqual(['twice', 'twice']);
  });

  it('may ask whether anyone is there, signed or, for SSL, not', async () => {
    const { slack } = await anHttpGroup();
    expect(await slack.forge.verifyUrl('abc')).toMatchObject({ status: 200, body: expect.stringContaining('abc') });
    expect((await slack.forge.checkSsl()).status).toBe(200);
  });

  it('carries a command as a form, an interaction as JSON within one, and says which retry it is', async () => {
    const seen: (string | undefined)[] = [];
    let attempts = 0;
    const { slack, ada } = await anHttpGroup((app) =>
      app.use(async ({ context, next }) => {
        seen.push(`${context.retryNum} ${context.retryReason}`);
        attempts += 1;
        if (attempts > 1) await next();
      }),
    );
    await ada.opensHome().received();
    const [delivery] = slack.deliveries;
    if (delivery === undefined) throw new Error('nothing was delivered');
    slack.deliverAgain(delivery, 'http_error');
    await slack.until(
      () => (attempts === 2 ? true : undefined),
      () => 'the second attempt',
    );
    expect(seen).toEqual(['undefined undefined', '1 http_error']);
  });
});

describe('an app that does not answer over HTTP', () => {
  it('shows its person a failure for an error status, and is noted', async () => {
    const { slack, ada, channel } = await anHttpGroup();
    await ada.in(channel).types('/papers nobody hears this').failure();
    expect(slack.violations.byBot()).toMatchObject([{ rule: 'unacknowledged_http_error', where: '/papers' }]);
  });

  it('is told of an event three times more where nothing listens, and that is no fault of its making', async () => {
    const { slack, ada } = await aReadingGroup();
    slack.deliverTo('http://127.0.0.1:9/');
    ada.opensHome();
    const failed = (count: number) =>
      slack.until(
        () =>
          slack.deliveries[0]?.attempts.filter(({ outcome }) => outcome === 'connection_failed').length === count
            ? true
            : undefined,
        () => `${count} attempts`,
      );
    await failed(2);
    slack.clock.advance({ minutes: 1 });
    await failed(3);
    slack.clock.advance({ minutes: 5 });
    await failed(4);
    expect(slack.deliveries[0]?.state).toBe('failed');
    expect(slack.violations.all).toEqual([]);
  });
});
