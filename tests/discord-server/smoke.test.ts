import {
  ActionRowBuilder,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  Events,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { aDiscord, aTinyBot } from '../support/discord-server/tiny-bot.ts';

const PAPERS = new SlashCommandBuilder()
  .setName('papers')
  .setDescription('Research papers')
  .setContexts(0, 1, 2)
  .setIntegrationTypes(0, 1)
  .addSubcommand((search) =>
    search
      .setName('search')
      .setDescription('Finds papers')
      .addStringOption((query) =>
        query.setName('query').setDescription('What to look for').setRequired(true).setAutocomplete(true),
      ),
  )
  .addSubcommand((slow) => slow.setName('slow').setDescription('Takes its time'))
  .addSubcommand((form) => form.setName('form').setDescription('Asks in a form'));
const SAVE = { name: 'Save paper', type: ApplicationCommandType.Message } as const;

const next = new ActionRowBuilder<ButtonBuilder>().addComponents(
  new ButtonBuilder().setCustomId('page|2').setLabel('Next').setStyle(ButtonStyle.Primary),
);
const form = new ModalBuilder()
  .setCustomId('schedule')
  .setTitle('Schedule')
  .addLabelComponents(
    new LabelBuilder()
      .setLabel('Topic')
      .setTextInputComponent(new TextInputBuilder().setCustomId('topic').setStyle(TextInputStyle.Short)),
  );

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) return interaction.respond([{ name: 'attention', value: 'attention' }]);
  if (interaction.isButton()) {
    await interaction.update({ content: 'Page 2', components: [] });
    return;
  }
  if (interaction.isModalSubmit()) {
    await interaction.reply({
      content: `Topic: ${interaction.fields.getTextInputValue('topic')}`,
      flags: MessageFlags.Ephemeral,
    });
    return;
  }
  if (interaction.isMessageContextMenuCommand()) {
    await interaction.reply({ content: `Saved: ${interaction.targetMessage.content}`, flags: MessageFlags.Ephemeral });
    return;
  }
  if (!interaction.isChatInputCommand()) return;
  switch (interaction.options.getSubcommand()) {
    case 'search':
      await interaction.reply({ embeds: [{ title: interaction.options.getString('query', true) }], components: [next] });
      return;
    case 'form':
      await interaction.showModal(form);
      return;
    default:
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply({ content: 'Done', files: [{ attachment: Buffer.from('@book{a}'), name: 'papers.bib' }] });
      await interaction.followUp({ content: 'And more' });
  }
}

async function aReadingGroup() {
  const discord = await aDiscord();
  const ada = discord.addPerson('ada');
  const bob = discord.addPerson('bob');
  const guild = discord.addGuild({ name: 'Reading group', owner: ada });
  guild.addMember(bob);
  const channel = guild.addChannel('papers');
  const { client, log } = await aTinyBot(discord, answer);
  await client.application.commands.set([PAPERS, SAVE]);
  return { discord, ada, bob, guild, channel, client, log };
}

describe('the real discord.js on the twin', () => {
  it('logs in, registers its commands, answers one and turns its page', async () => {
    const { discord, ada, bob, channel } = await aReadingGroup();
    const found = await ada.in(channel).types('/papers search', { query: 'attention' }).message();
    expect(found).toMatchObject({ text: 'attention', visibility: 'public', buttons: [{ label: 'Next', state: 'enabled' }] });
    const turned = await bob.in(channel).presses(found, 'Next').message();
    expect(turned).toMatchObject({ id: found.id, text: 'attention\nPage 2'.split('\n').reverse().join('\n'), buttons: [] });
    expect(discord.violations.all).toEqual([]);
    expect(discord.unanswered()).toEqual([]);
    expect(discord.firstAnswers()).toHaveLength(2);
  });

  it('defers in private, edits with a file, and follows up in public', async () => {
    const { discord, ada, bob, channel, log } = await aReadingGroup();
    const asked = ada.in(channel).types('/papers slow');
    expect(await asked.message()).toMatchObject({
      text: 'Done',
      visibility: 'private',
      files: [{ name: 'papers.bib', text: '@book{a}' }],
    });
    expect(await asked.message()).toMatchObject({ text: 'And more', visibility: 'public' });
    expect(
      bob
        .in(channel)
        .sees()
        .map(({ text }) => text),
    ).toEqual(['And more']);
    expect(
      ada
        .in(channel)
        .sees()
        .map(({ text }) => text),
    ).toEqual(['Done', 'And more']);
    expect(log).toEqual([]);
    expect(discord.violations.all).toEqual([]);
  });

  it('completes what is typed, fills a form, and acts on a message', async () => {
    const { discord, ada, bob, channel } = await aReadingGroup();
    expect(await ada.in(channel).completes('/papers search', { query: 'att' }, 'query').choices()).toEqual([
      { name: 'attention', value: 'attention' },
    ]);
    const shown = await ada.inDirectMessage().types('/papers form').form();
    expect(await ada.inDirectMessage().submits(shown, { Topic: 'graphs' }).message()).toMatchObject({ text: 'Topic: graphs' });
    const posted = bob.in(channel).posts('https://arxiv.org/abs/1706.03762');
    expect(await ada.in(channel).uses('Save paper', posted).message()).toMatchObject({
      text: 'Saved: https://arxiv.org/abs/1706.03762',
    });
    expect(discord.violations.all).toEqual([]);
  });

  it('resumes after a drop, and is told what it missed', async () => {
    const { discord, ada, channel, client } = await aReadingGroup();
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    discord.gateway.dropSockets();
    const asked = ada.in(channel).types('/papers search', { query: 'missed' });
    await resumed;
    expect(await asked.message()).toMatchObject({ text: 'missed' });
    expect(discord.gateway.resumes()).toBe(1);
    expect(discord.gateway.identifies).toHaveLength(1);
  });

  it('posts once where the connection ends after the post, by the nonce of the retry', async () => {
    const { discord, channel, client } = await aReadingGroup();
    discord.orderFault({ route: 'POST /channels/:channel/messages', fault: { kind: 'drop', end: 'reset', request: 'done' } });
    const there = await client.channels.fetch(channel.id);
    if (!there?.isSendable()) throw new Error('not sendable');
    await there.send({ content: 'Paper of the day', nonce: 'delivery-1', enforceNonce: true });
    expect(channel.messages().map(({ text }) => text)).toEqual(['Paper of the day']);
  });
});
