import { describe, expect, it } from 'vitest';
import { ask, saying } from '../support/discord-server/raw-api.ts';
import { aDiscord } from '../support/discord-server/tiny-bot.ts';

const COMMANDS = [
  {
    name: 'papers',
    description: 'Papers',
    contexts: [0, 1, 2],
    integration_types: [0, 1],
    options: [
      {
        type: 1,
        name: 'search',
        description: 'Finds',
        options: [{ type: 3, name: 'query', description: 'What', autocomplete: true }],
      },
      {
        type: 1,
        name: 'page',
        description: 'Opens',
        options: [{ type: 4, name: 'n', description: 'Which', min_value: 1, max_value: 9, required: true }],
      },
    ],
  },
  { name: 'settings', description: 'Settings', default_member_permissions: '32' },
];
const ROW = {
  type: 1,
  components: [
    { type: 2, style: 1, custom_id: 'next', label: 'Next' },
    { type: 2, style: 1, custom_id: 'off', label: 'Off', disabled: true },
  ],
};
const MODAL = {
  custom_id: 'm',
  title: 'Form',
  components: [{ type: 18, label: 'Topic', component: { type: 4, custom_id: 't', style: 1 } }],
};

/** Nobody is on the gateway: the test answers by hand. */
async function aStory() {
  const discord = await aDiscord({ bucket: { limit: 1000, perMs: 1000 } });
  const ada = discord.addPerson('ada');
  const bob = discord.addPerson('bob');
  const guild = discord.addGuild({ name: 'Group', owner: ada });
  guild.addMember(bob);
  const channel = guild.addChannel('papers');
  await ask(discord, `PUT /applications/${discord.applicationId}/commands`, { body: COMMANDS });
  const on = ({ interaction }: { readonly interaction: { readonly id: string; readonly token: string } }) => ({
    callback: (type: number, content?: object) =>
      ask(discord, `POST /interactions/${interaction.id}/${interaction.token}/callback`, {
        body: { type, ...(content === undefined ? {} : { data: content }) },
      }),
    followUp: (content: string, more: object = {}) =>
      ask(discord, `POST /webhooks/${discord.applicationId}/${interaction.token}`, { body: saying(content, more) }),
    original: (method: 'GET' | 'PATCH' | 'DELETE', body?: object) =>
      ask(
        discord,
        `${method} /webhooks/${discord.applicationId}/${interaction.token}/messages/@original`,
        body === undefined ? {} : { body },
      ),
  });
  const searched = () => ada.in(channel).types('/papers search', { query: 'x' });
  const shown = async () => {
    const asked = searched();
    await on(asked).callback(4, saying('Found', { components: [ROW] }));
    return asked.message();
  };
  return { discord, ada, bob, guild, channel, on, searched, shown };
}

describe('an interaction', () => {
  it('takes its first answer up to 3 s, and is unknown (10062) from then on', async () => {
    const { discord, on, searched } = await aStory();
    const [prompt, late] = [searched(), searched()];
    discord.clock.advance({ ms: 2999 });
    expect((await on(prompt).callback(4, saying('In time'))).status).toBe(204);
    discord.clock.advance({ ms: 1 });
    expect(await on(late).callback(4, saying('Late'))).toMatchObject({ status: 404, body: { code: 10062 } });
    await late.failure();
    expect(discord.unanswered()).toEqual([{ title: '/papers search', reason: 'not answered within 3 s' }]);
  });

  it('takes one first answer (40060), and only of the types for its kind', async () => {
    const { on, ada, bob, channel, searched, shown } = await aStory();
    const asked = searched();
    for (const type of [1, 6, 7, 8]) expect((await on(asked).callback(type, {})).body.code).toBe(50035);
    await on(asked).callback(4, saying('First'));
    expect(await on(asked).callback(4, saying('Second'))).toMatchObject({ status: 400, body: { code: 40060 } });
    const completing = ada.in(channel).completes('/papers search', { query: 'a' }, 'query');
    for (const type of [4, 5, 9]) expect((await on(completing).callback(type, saying('x'))).body.code).toBe(50035);
    expect(
      (await on(completing).callback(8, { choices: Array.from({ length: 26 }, (_, at) => ({ name: `${at}`, value: `${at}` })) }))
        .body.code,
    ).toBe(50035);
    expect((await on(completing).callback(8, { choices: [{ name: 'a', value: 1 }] })).body.code).toBe(50035);
    await on(completing).callback(8, { choices: [] });
    const pressed = bob.in(channel).presses(await shown(), 'Next');
    expect((await on(pressed).callback(9, MODAL)).status).toBe(204);
    const submitted = bob.in(channel).submits(await pressed.form(), { Topic: 'x' });
    expect((await on(submitted).callback(9, MODAL)).body.code).toBe(50035);
    expect((await on(submitted).callback(7, saying('Changed', { components: [] }))).status).toBe(204);
    const form = searched();
    await on(form).callback(9, MODAL);
    const ofCommand = ada.in(channel).submits(await form.form(), { Topic: 'x' });
    expect((await on(ofCommand).callback(6)).body.code).toBe(50035);
  });

  it('keeps the privacy that it was deferred with, and takes no other flag then', async () => {
    const { bob, channel, on, searched } = await aStory();
    const asked = searched();
    expect((await on(asked).callback(5, { flags: 1 << 15 })).body.code).toBe(50035);
    await on(asked).callback(5, { flags: 64 });
    await on(asked).original('PATCH', saying('Done'));
    expect(await asked.message()).toMatchObject({ text: 'Done', visibility: 'private' });
    expect(bob.in(channel).sees()).toEqual([]);
    const open = searched();
    await on(open).callback(5);
    expect((await on(open).original('PATCH', saying('Done', { flags: 64 }))).body.code).toBe(50035);
  });

  it('can be edited and followed up to 15 minutes (then 50027), and not before its first answer (10015)', async () => {
    const { discord, on, searched } = await aStory();
    const asked = searched();
    expect((await on(asked).followUp('x')).body.code).toBe(10015);
    await on(asked).callback(4, saying('Answer'));
    discord.clock.advance({ minutes: 14, seconds: 59 });
    expect((await on(asked).original('GET')).body).toMatchObject({ content: 'Answer' });
    expect((await on(asked).followUp('More', { flags: 64 })).status).toBe(200);
    discord.clock.advance({ seconds: 1 });
    expect(await on(asked).original('PATCH', saying('Too late'))).toMatchObject({ status: 401, body: { code: 50027 } });
  });

  it('is told on where it was deferred and never edited, or its follow-up came first', async () => {
    const { discord, on, searched } = await aStory();
    const [silent, hasty, withdrawn] = [searched(), searched(), searched()];
    for (const asked of [silent, hasty, withdrawn]) await on(asked).callback(5);
    await on(hasty).followUp('Instead');
    expect(await hasty.message()).toMatchObject({ text: 'Instead' });
    await on(withdrawn).original('DELETE');
    await on(withdrawn).followUp('After', { flags: 64 });
    expect(await withdrawn.message()).toMatchObject({ text: 'After', visibility: 'private' });
    expect(discord.violations.byBot()).toMatchObject([{ sentence: expect.stringContaining('before the deferred answer') }]);
    expect(discord.unanswered()).toEqual([{ title: '/papers search', reason: 'deferred and never edited' }]);
  });

  it('tells what it made, where that is asked', async () => {
    const { discord, searched } = await aStory();
    const { id, token } = searched().interaction;
    const answer = await ask(discord, `POST /interactions/${id}/${token}/callback?with_response=true`, {
      body: { type: 5, data: { flags: 64 } },
    });
    expect(answer).toMatchObject({
      status: 200,
      body: { interaction: { id, response_message_loading: true, response_message_ephemeral: true }, resource: { type: 5 } },
    });
  });

  it("of a person's own installation is followed up 5 times (40094), and private where the person may not bring apps", async () => {
    const { discord, on, bob } = await aStory();
    const cleo = discord.addPerson('cleo', { installed: 'yes' });
    const strangers = discord.addGuild({ name: 'Elsewhere', owner: bob, bot: 'absent' });
    strangers.addMember(cleo);
    const asked = cleo.in(strangers.addChannel('talk')).types('/papers search');
    expect((await on(asked).callback(4, saying('Public'))).status).toBe(204);
    expect(await asked.message()).toMatchObject({ visibility: 'public' });
    for (let n = 0; n < 5; n += 1) expect((await on(asked).followUp(`${n}`)).status).toBe(200);
    expect((await on(asked).followUp('6')).body.code).toBe(40094);
  });
});

describe('a person', () => {
  it('cannot type what is not registered, nor press what is not there', async () => {
    const { ada, bob, channel, discord, guild, shown } = await aStory();
    const at = ada.in(channel);
    expect(() => at.types('/paper search')).toThrow('No command');
    expect(() => at.types('/papers')).toThrow('cannot be typed bare');
    expect(() => at.types('/papers find')).toThrow('no sub-command');
    expect(() => at.types('/papers search', { words: 'x' })).toThrow('no option words');
    expect(() => at.types('/papers page')).toThrow('required');
    expect(() => at.types('/papers page', { n: 10 })).toThrow('1..9');
    expect(() => at.types('/papers page', { n: 'one' })).toThrow('takes a number');
    expect(() => bob.in(channel).types('/settings')).toThrow('default permissions');
    expect(() => discord.addPerson('dan').in(channel).types('/papers search')).toThrow('no member');
    expect(() => bob.with([ada]).types('/papers search')).toThrow('not installed');
    const message = await shown();
    expect(() => bob.in(channel).presses(message, 'Previous')).toThrow('no button');
    expect(() => bob.in(channel).presses(message, 'Off')).toThrow('disabled');
    guild.kickBot();
    expect(() => at.types('/papers search')).toThrow('not installed');
  });

  it('cannot press on a private message of another', async () => {
    const { ada, bob, channel, on, searched } = await aStory();
    const asked = searched();
    await on(asked).callback(4, saying('Mine', { flags: 64, components: [ROW] }));
    const message = await asked.message();
    expect(() => bob.in(channel).presses(message, 'Next')).toThrow('does not see');
    expect(ada.in(channel).sees()).toHaveLength(1);
  });
});
