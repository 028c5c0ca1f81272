/**
 * What comes from Slack is acknowledged before anything else is done: here a bot that never comes to an answer, and a database that does
 * not answer either.
 */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Bot } from '../../../src/features/bot.ts';
import { aSlackLab, byRequests, type SlackLab } from '../../support/a-slack-bot.ts';
import { assembleSlackBot } from '../../support/slack-lab.ts';

/** Its answers come when the test is over. */
async function aStuckBot(line: 'socket' | 'requests') {
  const lab = await aSlackLab();
  const bot = await assembleSlackBot(lab, line === 'requests' ? byRequests(lab) : {});
  let release = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    release = resolve;
  });
  onTestFinished(async () => {
    release();
    await bot.stop();
  });
  const stuck: Bot = {
    ...bot.paperboy.bot,
    plan: () => ({
      answer: 'private',
      run: async () => {
        await over;
        return { kind: 'nothing' };
      },
    }),
  };
  await bot.platform.start(stuck);
  const port = bot.platform.port();
  if (port !== undefined) lab.slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  return lab;
}

const ACTS: readonly (readonly [
  what: string,
  act: (lab: SlackLab) => { readonly received: () => Promise<{ readonly state: string }> },
])[] = [
  ['a command', ({ ada, channel }) => ada.in(channel).types('/papers search agents')],
  ['a command alone', ({ ada, channel }) => ada.in(channel).types('/papers')],
  [
    'an entry in a message’s menu',
    ({ ada, bob, channel }) => ada.in(channel).uses('Find papers', bob.in(channel).posts('2601.00010')),
  ],
  ['App Home that is opened', ({ ada }) => ada.opensHome()],
];

describe.each(['socket', 'requests'] as const)('what comes from Slack by %s', (line) => {
  it.each(ACTS)('is acknowledged while its answer is not there yet: %s', async (_, act) => {
    const lab = await aStuckBot(line);
    expect((await act(lab).received()).state).toBe('acknowledged');
    expect(lab.slack.violations.all).toEqual([]);
  });
});
