/**
 * Subscribing from the results of a search.
 */
import { describe, expect, it } from 'vitest';
import { encodeAction } from '../../../src/core/action.ts';
import type { Message } from '../../../src/core/message.ts';
import type { Invocation } from '../../../src/features/bot.ts';
import { aBot, messageOf, wordsOf } from '../../support/a-bot.ts';
import { anInstant, aPaper, aUser, MANAGER, MEMBER } from '../../support/builders.ts';

const PAPERS = [aPaper({ title: 'Sparse attention, again' })];
const CHANNEL = { platform: 'discord', workspace: 'g', channel: 'c' } as const;
const CONTEXT = { asker: aUser(), place: CHANNEL, standing: MANAGER, now: anInstant() };

async function searched() {
  const lab = await aBot({ papers: PAPERS });
  const results = await lab.read('search sparse attention', CONTEXT);
  const plan = (invocation: Invocation) => lab.bot.plan(invocation);
  return { ...lab, plan, encoded: subscribeButton(results) };
}

function subscribeButton({ buttons }: Message): string {
  const button = buttons.find(({ label }) => label === 'Subscribe');
  if (button?.kind !== 'action') throw new Error('no such button');
  return encodeAction(button.action);
}

describe('a button that subscribes to a search', () => {
  it('has a form for all that the search leaves open, none of it required', async () => {
    const { plan, encoded } = await searched();
    const { form } = plan({ kind: 'action', encoded });
    expect(form).toMatchObject({ title: 'Subscribe to this search', submit: encoded });
    expect(Object.keys(form?.fields ?? {})).toEqual(['when', 'max', 'to', 'details', 'empty']);
    expect(Object.values(form?.fields ?? {}).filter(({ required }) => required)).toEqual([]);
  });

  it('makes a digest of the search as the form says when that comes back', async () => {
    const { plan, encoded, store } = await searched();
    const values = new Map([
      ['when', 'fridays at 17:30'],
      ['max', '3'],
      ['empty', 'silent'],
    ]);
    const submitted = plan({ kind: 'submission', encoded, values });
    expect(submitted.answer).toBe('private');
    expect(submitted.form).toBeUndefined();
    expect(wordsOf(messageOf(await submitted.run(CONTEXT)))).toMatch(/Friday/);
    expect(await store.subscriptionsIn(CHANNEL)).toMatchObject([
      {
        program: { kind: 'digest', rules: [{ words: 'sparse attention' }], max: 3, whenEmpty: 'silent' },
        schedule: { kind: 'weekly', on: 'fri', at: { hour: 17, minute: 30 } },
      },
    ]);
  });

  it('makes one with what a digest has unless told where a platform has no forms', async () => {
    const { plan, encoded, store } = await searched();
    await plan({ kind: 'action', encoded }).run(CONTEXT);
    expect(await store.subscriptionsIn(CHANNEL)).toMatchObject([{ program: { max: 5, details: 'in-thread' } }]);
  });

  it('lets nobody change what a channel gets who could not by the command, and says what was filled in wrong', async () => {
    const { plan, encoded, store } = await searched();
    const submit = (values: ReadonlyMap<string, string>, standing = MANAGER) =>
      plan({ kind: 'submission', encoded, values }).run({ ...CONTEXT, standing });
    expect(await submit(new Map(), MEMBER)).toMatchObject({ kind: 'notice', level: 'error' });
    expect(await submit(new Map([['max', 'many']]))).toMatchObject({ text: 'max is a whole number from 1 to 25.' });
    expect(await submit(new Map([['when', 'when it suits']]))).toMatchObject({ kind: 'notice', level: 'error' });
    expect(await store.subscriptionsIn(CHANNEL)).toEqual([]);
  });

  it('says that a search is too old that is kept no more, and that an unknown form is of an older version', async () => {
    const { plan } = await aBot().then(({ bot }) => bot);
    const old = plan({ kind: 'submission', encoded: '1|search.subscribe|0123456789abcdef', values: new Map() });
    expect(await old.run(CONTEXT)).toMatchObject({ text: expect.stringMatching(/too old to subscribe/) });
    const unknown = plan({ kind: 'submission', encoded: '1|paper.nominate|x', values: new Map() });
    expect(await unknown.run(CONTEXT)).toMatchObject({ text: expect.stringMatching(/older version/) });
  });
});
