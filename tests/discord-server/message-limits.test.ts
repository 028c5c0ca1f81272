import { ButtonStyle, ComponentType as Type } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../support/discord-server/message-rules.ts';
import { Modal } from '../support/discord-server/modal-rules.ts';

const quiet = { allowed_mentions: { parse: [] } };
const judge =
  (body: object, place: 'channel' | 'interaction' | 'forum-post' | 'edit' = 'channel') =>
  () =>
    readMessage({ body: { ...quiet, ...body }, files: [], place });
const of = (length: number): string => 'x'.repeat(length);
const times = <Part>(count: number, make: (at: number) => Part): readonly Part[] =>
  Array.from({ length: count }, (_, at) => make(at));

const embed = (part: object) => ({ embeds: [{ title: 't', ...part }] });
const button = (part: object = {}, id = 'b') => ({
  type: Type.Button,
  style: ButtonStyle.Primary,
  label: 'Next',
  custom_id: id,
  ...part,
});
const row = (...components: readonly object[]) => ({ type: Type.ActionRow, components });
const select = (part: object = {}) => ({
  type: Type.StringSelect,
  custom_id: 's',
  options: [{ label: 'a', value: 'a' }],
  ...part,
});
const option = (part: object = {}, at = 0) => ({ label: `l${at}`, value: `v${at}`, ...part });
const text = (content: string) => ({ type: Type.TextDisplay, content });
const v2 = (components: readonly object[]) => ({ flags: 1 << 15, components });
const link = (length: number): object => ({
  type: Type.Button,
  style: ButtonStyle.Link,
  label: 'Open',
  url: `https://e.org/${of(length - 'https://e.org/'.length)}`,
});

/** Each: what it is, a body at the border, the same one over. */
const BORDERS: readonly (readonly [string, object, object])[] = [
  ['content of 2000', { content: of(2000) }, { content: of(2001) }],
  ['10 embeds', { embeds: times(10, () => ({ title: 't' })) }, { embeds: times(11, () => ({ title: 't' })) }],
  ['an embed title of 256', embed({ title: of(256) }), embed({ title: of(257) })],
  ['an embed description of 4096', embed({ description: of(4096) }), embed({ description: of(4097) })],
  ['a title that is 256 once trimmed', embed({ title: `  ${of(256)}  ` }), embed({ title: `  ${of(257)}  ` })],
  [
    '25 fields',
    embed({ fields: times(25, () => ({ name: 'n', value: 'v' })) }),
    embed({ fields: times(26, () => ({ name: 'n', value: 'v' })) }),
  ],
  ['a field name of 256', embed({ fields: [{ name: of(256), value: 'v' }] }), embed({ fields: [{ name: of(257), value: 'v' }] })],
  [
    'a field value of 1024',
    embed({ fields: [{ name: 'n', value: of(1024) }] }),
    embed({ fields: [{ name: 'n', value: of(1025) }] }),
  ],
  ['a footer of 2048', embed({ footer: { text: of(2048) } }), embed({ footer: { text: of(2049) } })],
  ['an author of 256', embed({ author: { name: of(256) } }), embed({ author: { name: of(257) } })],
  [
    '6000 characters over all embeds',
    { embeds: [{ description: of(4000) }, { description: of(2000) }] },
    { embeds: [{ description: of(4000) }, { description: of(2001) }] },
  ],
  [
    '5 rows',
    { components: times(5, (at) => row(button({}, `b${at}`))) },
    { components: times(6, (at) => row(button({}, `b${at}`))) },
  ],
  [
    '5 buttons in a row',
    { components: [row(...times(5, (at) => button({}, `b${at}`)))] },
    { components: [row(...times(6, (at) => button({}, `b${at}`)))] },
  ],
  ['a button label of 80', { components: [row(button({ label: of(80) }))] }, { components: [row(button({ label: of(81) }))] }],
  ['a custom id of 100', { components: [row(button({}, of(100)))] }, { components: [row(button({}, of(101)))] }],
  ['a link of 512', { components: [row(link(512))] }, { components: [row(link(513))] }],
  [
    '25 options of a select',
    { components: [row(select({ options: times(25, (at) => option({}, at)) }))] },
    { components: [row(select({ options: times(26, (at) => option({}, at)) }))] },
  ],
  [
    'a placeholder of 150',
    { components: [row(select({ placeholder: of(150) }))] },
    { components: [row(select({ placeholder: of(151) }))] },
  ],
  ...(['label', 'value', 'description'] as const).map(
    (part) =>
      [
        `an option's ${part} of 100`,
        { components: [row(select({ options: [option({ [part]: of(100) })] }))] },
        { components: [row(select({ options: [option({ [part]: of(101) })] }))] },
      ] as const,
  ),
  ['40 components with V2', v2(times(40, () => text('x'))), v2(times(41, () => text('x')))],
  [
    '40 components with V2, nested ones counted',
    v2([{ type: Type.Container, components: times(39, () => text('x')) }]),
    v2([{ type: Type.Container, components: times(40, () => text('x')) }]),
  ],
  ['4000 characters of V2 text', v2([text(of(3999)), text('x')]), v2([text(of(4000)), text('x')])],
  ['10 pictures in a gallery', v2([gallery(10)]), v2([gallery(11)])],
  ['3 texts in a section', v2([section(3)]), v2([section(4)])],
  ['a nonce of 25', { content: 'x', nonce: of(25) }, { content: 'x', nonce: of(26) }],
];

function gallery(count: number): object {
  return { type: Type.MediaGallery, items: times(count, () => ({ media: { url: 'https://e.org/a.png' } })) };
}
function section(count: number): object {
  return { type: Type.Section, components: times(count, () => text('x')), accessory: button() };
}

describe('a message', () => {
  it.each(BORDERS)('may have %s, and nothing over', (_, within, over) => {
    expect(judge(within)).not.toThrow();
    expect(judge(over)).toThrow('Invalid Form Body');
  });

  it.each<readonly [string, object]>([
    ['an unknown field', { contents: 'x' }],
    ['an embed that shows nothing', { embeds: [{}] }],
    ['two components of one custom id', { components: [row(button(), button())] }],
    ['a link button with a custom id', { components: [row(button({ style: ButtonStyle.Link, url: 'https://e.org' }))] }],
    ['a button without a custom id', { components: [row({ type: Type.Button, style: 1, label: 'x' })] }],
    ['a select beside a button', { components: [row(select(), button())] }],
    ['a button outside a row', { components: [button()] }],
    ['two options of one value', { components: [row(select({ options: [option(), option()] }))] }],
    ['V2 components without the flag', { components: [text('x')] }],
    ['content with V2', { ...v2([text('x')]), content: 'x' }],
    ['embeds with V2', { ...v2([text('x')]), embeds: [{ title: 't' }] }],
    ['enforce_nonce without a nonce', { content: 'x', enforce_nonce: true }],
    ['a flag that is no message flag', { content: 'x', flags: 1 << 27 }],
    ['EPHEMERAL in a channel', { content: 'x', flags: 64 }],
    ['a picture that was not uploaded', embed({ image: { url: 'attachment://a.png' } })],
    ['tts', { content: 'x', tts: true }],
  ])('is refused with %s', (_, body) => {
    expect(judge(body)).toThrow('Invalid Form Body');
  });

  it.each<readonly [string, object]>([
    ['no allowed_mentions', { content: 'x', allowed_mentions: undefined }],
    ['a kind of mention that pings', { content: 'x', allowed_mentions: { parse: ['everyone'] } }],
    ['a person that is pinged', { content: 'x', allowed_mentions: { parse: [], users: ['123456789012345678'] } }],
    ['a ping of whom it replies to', { content: 'x', allowed_mentions: { parse: [], replied_user: true } }],
  ])('is refused with %s', (_, body) => {
    expect(judge(body)).toThrow('allowed_mentions');
  });

  it('takes what discord.js always sends, and a V2 body from an interaction, but not in a forum', () => {
    expect(
      judge({ content: 'x', tts: false, enforce_nonce: false, allowed_mentions: { parse: [], replied_user: false } }),
    ).not.toThrow();
    expect(judge(v2([text('x')]), 'interaction')).not.toThrow();
    expect(judge(v2([text('x')]), 'forum-post')).toThrow('Invalid Form Body');
    expect(judge({ content: 'x', nonce: '1' }, 'interaction')).toThrow('Invalid Form Body');
  });
});

describe('a modal', () => {
  const input = (part: object = {}) => ({ type: Type.TextInput, custom_id: 't', style: 1, ...part });
  const label = (part: object = {}, component: object = input()) => ({ type: Type.Label, label: 'Topic', component, ...part });
  const modal = (part: object = {}) => ({ custom_id: 'm', title: 'Schedule', components: [label()], ...part });
  const inputs = (count: number) => ({ components: times(count, (at) => label({}, input({ custom_id: `t${at}` }))) });

  it.each<readonly [string, object, object]>([
    ['a title of 45', modal({ title: of(45) }), modal({ title: of(46) })],
    ['a custom id of 100', modal({ custom_id: of(100) }), modal({ custom_id: of(101) })],
    ['5 parts', modal(inputs(5)), modal(inputs(6))],
    ['a label of 45', modal({ components: [label({ label: of(45) })] }), modal({ components: [label({ label: of(46) })] })],
    [
      'a description of 100',
      modal({ components: [label({ description: of(100) })] }),
      modal({ components: [label({ description: of(101) })] }),
    ],
    [
      'a placeholder of 100',
      modal({ components: [label({}, input({ placeholder: of(100) }))] }),
      modal({ components: [label({}, input({ placeholder: of(101) }))] }),
    ],
    [
      'a value of 4000',
      modal({ components: [label({}, input({ value: of(4000) }))] }),
      modal({ components: [label({}, input({ value: of(4001) }))] }),
    ],
  ])('may have %s, and nothing over', (_, within, over) => {
    expect(Modal.safeParse(within).success).toBe(true);
    expect(Modal.safeParse(over).success).toBe(false);
  });

  it('is refused with two fields of one custom id', () => {
    expect(Modal.safeParse(modal({ components: [label(), label()] })).success).toBe(false);
  });
});
