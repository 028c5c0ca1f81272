import type { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { aRawSocket, openTicket } from '../support/slack-server/raw-socket.ts';
import { codeOf } from '../support/slack-server/refused.ts';
import { aReadingGroup, aSlack, aSocketApp, aWebClient } from '../support/slack-server/tiny-bolt.ts';

const answering = (app: App): void => {
  app.command('/papers', async ({ ack, command, respond }) => {
    await ack();
    await respond({ text: `Heard ${command.text}`, response_type: 'ephemeral' });
  });
};

describe('a connection', () => {
  it('says hello with the number of sockets, and any one of them is given a command', async () => {
    const { slack, ada, channel } = await aReadingGroup();
    const sockets = [await aRawSocket(slack), await aRawSocket(slack)];
    expect(sockets.map(({ hello }) => hello)).toMatchObject([
      { type: 'hello', num_connections: 1, connection_info: { app_id: slack.app.appId } },
      { type: 'hello', num_connections: 2 },
    ]);
    ada.in(channel).types('/papers one');
    ada.in(channel).types('/papers two');
    const came = await Promise.all(sockets.map(({ next }) => next()));
    expect(came.map(({ payload }) => payload.text).sort()).toEqual(['one', 'two']);
  });

  it('is opened by a ticket that works once, and there are ten at most', async () => {
    const slack = await aSlack();
    const ticket = await openTicket(slack);
    const opened = new WebSocket(ticket);
    await new Promise((resolve) => opened.once('open', resolve));
    const closed = new Promise((resolve) => new WebSocket(ticket).once('close', resolve));
    expect(await closed).toBe(1008);
    for (let count = 1; count < 10; count += 1) await openTicket(slack);
    expect(await codeOf(aWebClient(slack, slack.app.appToken).apps.connections.open())).toBe('too_many_websockets');
    opened.terminate();
  });

  it('is asked to come back, and Bolt does so without losing a command', async () => {
    const { slack, workspace, ada, channel } = await aReadingGroup();
    await aSocketApp(slack, [workspace], answering);
    for (const reason of ['warning', 'refresh_requested'] as const) {
      slack.sockets.disconnect(reason);
      await slack.until(
        () => (slack.sockets.count() > 0 ? true : undefined),
        () => 'Bolt to come back',
      );
      expect((await ada.in(channel).types(`/papers ${reason}`).message()).text).toBe(`Heard ${reason}`);
    }
    expect(slack.violations.byBot()).toEqual([]);
  });

  it('that is cut is made anew by Bolt', async () => {
    const { slack, workspace, ada, channel } = await aReadingGroup();
    await aSocketApp(slack, [workspace], answering);
    slack.sockets.cut();
    await slack.until(
      () => (slack.sockets.count() === 0 ? true : undefined),
      () => 'the end of the socket',
    );
    await slack.until(
      () => (slack.sockets.count() === 1 ? true : undefined),
      () => 'Bolt to come back',
    );
    expect((await ada.in(channel).types('/papers again').message()).text).toBe('Heard again');
  });
});

describe('an acknowledgement', () => {
  it('of a command that is late shows its person that it did not work, and is noted', async () => {
    const { slack, ada, channel } = await aReadingGroup();
    const socket = await aRawSocket(slack);
    const asked = ada.in(channel).types('/papers late');
    const envelope = await socket.next();
    slack.clock.advance({ seconds: 3 });
    await asked.failure();
    socket.acknowledge(envelope, { text: 'Late', response_type: 'ephemeral' });
    expect(slack.violations.byBot()).toMatchObject([{ rule: 'unacknowledged_timeout', where: '/papers' }]);
    expect(slack.unanswered()).toEqual([{ title: '/papers late', reason: 'not acknowledged within 3 s' }]);
  });

  it('within 3 seconds is in time, to the millisecond', async () => {
    const { slack, ada, channel } = await aReadingGroup();
    const socket = await aRawSocket(slack);
    const asked = ada.in(channel).types('/papers just');
    const envelope = await socket.next();
    slack.clock.advance({ ms: 2999 });
    socket.acknowledge(envelope, { text: 'In time', response_type: 'ephemeral' });
    expect((await asked.message()).text).toBe('In time');
    expect(slack.violations.byBot()).toEqual([]);
  });

  it('comes once for each envelope, on its own socket, and says something only where that is taken', async () => {
    const { slack, ada } = await aReadingGroup();
    const socket = await aRawSocket(slack);
    const asked = ada.opensHome();
    const envelope = await socket.next();
    expect(envelope.frame).toMatchObject({ type: 'events_api', accepts_response_payload: false });
    socket.acknowledge(envelope, { text: 'Hello' });
    await asked.received();
    socket.acknowledge(envelope);
    socket.acknowledge({ id: 'made-up' });
    await slack.until(
      () => (slack.violations.byBot().length === 3 ? true : undefined),
      () => 'three violations',
    );
    expect(slack.violations.byBot().map(({ rule }) => rule)).toEqual([
      'answer_not_accepted',
      'acknowledged_twice',
      'unknown_envelope',
    ]);
  });

  it('that says nothing, with nothing after it, leaves a command unanswered', async () => {
    const { slack, ada, channel } = await aReadingGroup();
    const socket = await aRawSocket(slack);
    const asked = ada.in(channel).types('/papers');
    socket.acknowledge(await socket.next());
    await asked.received();
    expect(slack.unanswered()).toEqual([{ title: '/papers', reason: 'acknowledged, and nothing came' }]);
  });
});

describe('an event', () => {
  it('that is not acknowledged comes again at once, after a minute and after five, and says which time it is', async () => {
    const { slack, ada } = await aReadingGroup();
    const socket = await aRawSocket(slack);
    ada.opensHome();
    const first = await socket.next();
    expect(first.frame).not.toHaveProperty('retry_attempt');
    const waits = [{ seconds: 3 }, { seconds: 3, minutes: 1 }, { seconds: 3, minutes: 5 }];
    for (const [at, wait] of waits.entries()) {
      slack.clock.advance(wait);
      const again = await socket.next();
      expect(again.frame).toMatchObject({ retry_attempt: at + 1, retry_reason: 'http_timeout' });
      expect(again.payload.event_id).toBe(first.payload.event_id);
    }
    slack.clock.advance({ seconds: 3 });
    slack.clock.advance({ hours: 1 });
    expect(slack.deliveries[0]).toMatchObject({ state: 'failed', attempts: { length: 4 } });
  });

  it('comes twice with the same id where a test has it so', async () => {
    const { slack, ada } = await aReadingGroup();
    const socket = await aRawSocket(slack);
    ada.opensHome();
    const first = await socket.next();
    socket.acknowledge(first);
    const [delivery] = slack.deliveries;
    if (delivery === undefined) throw new Error('nothing was delivered');
    slack.deliverAgain(delivery);
    const again = await socket.next();
    expect(again.payload.event_id).toBe(first.payload.event_id);
  });

  it('is told of a workspace only where the app is subscribed to it', async () => {
    const events = ['channel_archive', 'user_change'];
    const { slack, workspace, channel, ada } = await aReadingGroup({ app: { events } });
    const socket = await aRawSocket(slack);
    channel.archive();
    channel.unarchive();
    workspace.change(ada, { zone: 'Asia/Tokyo' });
    expect((await socket.next()).payload).toMatchObject({ event: { type: 'channel_archive', channel: channel.id } });
    expect((await socket.next()).payload).toMatchObject({ event: { type: 'user_change', user: { tz: 'Asia/Tokyo' } } });
    expect(slack.deliveries).toHaveLength(2);
  });
});
