/**
 * App Home and what is pressed in it: the whole bot, and Slack's methods over a real socket.
 */
import { describe, expect, it } from 'vitest';
import { type Action, encodeAction } from '../../../src/core/action.ts';
import { directPlace } from '../../../src/core/place.ts';
import { makeDesk } from '../../../src/platforms/slack/desk.ts';
import { PressBody } from '../../../src/platforms/slack/payloads.ts';
import { replyToPress, showHome } from '../../../src/platforms/slack/replies.ts';
import { makeClients } from '../../../src/platforms/slack/slack-client.ts';
import { oneWorkspace } from '../../../src/platforms/slack/workspaces.ts';
import { aBot } from '../../support/a-bot.ts';
import { anInstant, MEMBER, somePapers } from '../../support/builders.ts';
import { type MethodAnswer, slackAnswers } from '../../support/slack-answers.ts';

const ADA = { team: 'T1', user: 'U1' };
const HER = { platform: 'slack', id: 'T1/U1' } as const;

async function aHome(answers: Readonly<Record<string, MethodAnswer>> = {}) {
  const well = () => ({ ts: '1.1', view: {} });
  const slack = await slackAnswers({
    'views.publish': well,
    'views.open': well,
    'views.push': well,
    'views.update': well,
    'chat.postMessage': well,
    ...answers,
  });
  const papers = somePapers(12);
  const { bot, ask } = await aBot({ papers });
  const asked = { asker: HER, place: directPlace(HER), standing: MEMBER };
  for (const { id } of papers) await ask(`save ${id}`, asked);
  const tell = (): void => undefined;
  const desk = makeDesk({
    bot,
    workspaces: oneWorkspace('xoxb-1', makeClients({ apiUrl: slack.apiUrl, tell })),
    profiles: { standingOf: async () => MEMBER, zoneOf: async () => undefined },
    clock: { now: () => anInstant('2026-08-21T09:00:00Z') },
    newReference: () => 'ab12cd',
    tell,
  });
  const press = (action: Action, view: { readonly id: string; readonly type: string }) =>
    replyToPress(
      PressBody.parse({
        team: { id: 'T1' },
        user: { id: 'U1', username: 'ada' },
        trigger_id: 't1',
        container: { type: 'view' },
        view,
        actions: [{ type: 'button', action_id: 'a', value: encodeAction(action) }],
      }),
      desk,
    );
  /** What was asked of Slack: the method, and the words of the view or message. */
  const done = () =>
    slack.asked.map(({ method, args }) => ({ method, said: args.view ?? args.blocks ?? '', to: args.user_id ?? args.channel }));
  const [first] = papers;
  if (first === undefined) throw new Error('no paper');
  return { desk, press, done, paper: first.id };
}

const HOME = { id: 'V0', type: 'home' };
const WINDOW = { id: 'V1', type: 'modal' };

describe('App Home', () => {
  it('shows one’s reading list and what comes to one', async () => {
    const { desk, done } = await aHome();
    await showHome(ADA, desk);
    expect(done()).toMatchObject([{ method: 'views.publish', to: 'U1' }]);
    expect(done()[0]?.said).toContain('Your reading list');
    expect(done()[0]?.said).toContain('Nothing is subscribed here');
    expect(JSON.parse(done()[0]?.said ?? '').type).toBe('home');
  });

  it('turns a page of the list in its place', async () => {
    const { press, done } = await aHome();
    await press({ kind: 'list.page', page: 2 }, HOME);
    expect(done().map(({ method }) => method)).toEqual(['views.publish']);
    expect(done()[0]?.said).toContain('page 2 of 2');
    expect(done()[0]?.said).not.toContain('page 1 of 2');
    expect(done()[0]?.said).toContain('Nothing is subscribed here');
  });

  it('opens a paper in a window over it, and what is pressed there in another on that', async () => {
    const { press, done, paper } = await aHome();
    await press({ kind: 'paper.show', paper }, HOME);
    expect(done().map(({ method }) => method)).toEqual(['views.open', 'views.publish']);
    expect(JSON.parse(done()[0]?.said ?? '')).toMatchObject({ type: 'modal', title: { text: 'Papers' } });
    await press({ kind: 'paper.unsave', paper }, WINDOW);
    expect(
      done()
        .map(({ method }) => method)
        .slice(2),
    ).toEqual(['views.push', 'views.publish']);
    expect(done()[3]?.said).toContain('11 papers');
  });

  it('answers by direct message where no window can be opened', async () => {
    const { press, done, paper } = await aHome({ 'views.open': () => 'expired_trigger_id' });
    await press({ kind: 'paper.show', paper }, HOME);
    expect(done().map(({ method, to }) => [method, to])).toEqual([
      ['views.open', undefined],
      ['chat.postMessage', 'U1'],
      ['views.publish', 'U1'],
    ]);
  });
});
