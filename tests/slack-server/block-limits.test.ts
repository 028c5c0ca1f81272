import { describe, expect, it } from 'vitest';
import { judgeBlocks, type Surface } from '../support/slack-server/blocks/surface-rules.ts';
import { viewFaults } from '../support/slack-server/blocks/view-shape.ts';
import type { JsonObject } from '../support/slack-server/json.ts';
import { refusalOf } from '../support/slack-server/refused.ts';
import { aReadingGroup, aWebClient } from '../support/slack-server/tiny-bolt.ts';

const text = (length: number): string => 'x'.repeat(length);
const plain = (length: number): JsonObject => ({ type: 'plain_text', text: text(length) });
const marked = (length: number): JsonObject => ({ type: 'mrkdwn', text: text(length) });
const times = <Value>(count: number, make: (at: number) => Value): readonly Value[] =>
  Array.from({ length: count }, (_, at) => make(at));

const section = (length: number): JsonObject => ({ type: 'section', text: marked(length) });
const button = (more: JsonObject = {}): JsonObject => ({ type: 'button', text: plain(4), ...more });
const actions = (...elements: readonly JsonObject[]): JsonObject => ({ type: 'actions', elements });
const option = (at: number, more: JsonObject = {}): JsonObject => ({ text: plain(4), value: `v${at}`, ...more });
const select = (more: JsonObject): JsonObject => ({ type: 'static_select', ...more });
const input = (element: JsonObject, more: JsonObject = {}): JsonObject => ({ type: 'input', label: plain(4), element, ...more });

/** What fits exactly, and the same one over. */
const BORDERS: readonly (readonly [rule: string, make: (size: number) => readonly JsonObject[], most: number])[] = [
  ['blocks of a message', (size) => times(size, () => ({ type: 'divider' })), 50],
  ['text of a section', (size) => [section(size)], 3000],
  ['fields of a section', (size) => [{ type: 'section', fields: times(size, () => marked(3)) }], 10],
  ['text of a field', (size) => [{ type: 'section', fields: [marked(size)] }], 2000],
  ['text of a header', (size) => [{ type: 'header', text: plain(size) }], 150],
  ['elements of a context', (size) => [{ type: 'context', elements: times(size, () => marked(3)) }], 10],
  ['elements of a row of actions', (size) => [actions(...times(size, () => button()))], 25],
  ['text of a button', (size) => [actions(button({ text: plain(size) }))], 75],
  ['value of a button', (size) => [actions(button({ value: text(size) }))], 2000],
  ['address of a button', (size) => [actions(button({ url: `https://a.b/${text(size - 12)}` }))], 3000],
  ['an action id', (size) => [actions(button({ action_id: text(size) }))], 255],
  ['a block id', (size) => [{ type: 'divider', block_id: text(size) }], 255],
  ['alt text of an image', (size) => [{ type: 'image', image_url: 'https://a.b/c.png', alt_text: text(size) }], 2000],
  ['options of a menu', (size) => [actions(select({ options: times(size, option) }))], 100],
  ['text of an option', (size) => [actions(select({ options: [option(1, { text: plain(size) })] }))], 75],
  ['value of an option', (size) => [actions(select({ options: [option(1, { value: text(size) })] }))], 150],
  ['placeholder of a menu', (size) => [actions(select({ options: [option(1)], placeholder: plain(size) }))], 150],
  [
    'groups of a menu',
    (size) => [actions(select({ option_groups: times(size, () => ({ label: plain(3), options: [option(1)] })) }))],
    100,
  ],
  ['entries of an overflow menu', (size) => [actions({ type: 'overflow', options: times(size, option) })], 5],
  ['radio buttons', (size) => [actions({ type: 'radio_buttons', options: times(size, option) })], 10],
  ['checkboxes', (size) => [actions({ type: 'checkboxes', options: times(size, option) })], 10],
  ['title of a question', (size) => [actions(button({ confirm: confirm({ title: plain(size) }) }))], 100],
  ['text of a question', (size) => [actions(button({ confirm: confirm({ text: plain(size) }) }))], 300],
  ['answer of a question', (size) => [actions(button({ confirm: confirm({ deny: plain(size) }) }))], 30],
  ['initial text of an input', (size) => [input({ type: 'plain_text_input', initial_value: text(size) })], 3000],
  ['label of an input', (size) => [input({ type: 'plain_text_input' }, { label: plain(size) })], 2000],
  ['rows of a table', (size) => [{ type: 'table', rows: times(size, () => [cell]) }], 100],
  ['columns of a table', (size) => [{ type: 'table', rows: [times(size, () => cell)] }], 20],
  [
    'markdown in all blocks',
    (size) => [
      { type: 'markdown', text: text(6000) },
      { type: 'markdown', text: text(size) },
    ],
    6000,
  ],
];

const cell: JsonObject = { type: 'raw_text', text: 'x' };

function confirm(more: JsonObject): JsonObject {
  return { title: plain(3), text: plain(3), confirm: plain(3), deny: plain(3), ...more };
}

describe('blocks of a message', () => {
  it.each(BORDERS)('allow so much and no more: %s', (_rule, make, most) => {
    expect(judgeBlocks(make(most), 'message')).toMatchObject({ kind: 'good' });
    expect(judgeBlocks(make(most + 1), 'message')).toMatchObject({ kind: 'faulty' });
  });

  it('hold less than 13,200 characters altogether', () => {
    const sections = (last: number): readonly JsonObject[] => [...times(4, () => section(3000)), section(last)];
    expect(judgeBlocks(sections(1199), 'message')).toMatchObject({ kind: 'good' });
    expect(judgeBlocks(sections(1200), 'message')).toMatchObject({ kind: 'too-long', length: 13_200 });
  });

  it.each([
    ['an empty text', [section(0)]],
    ['a section without text and fields', [{ type: 'section' }]],
    ['a block that there is not', [{ type: 'carousel_of_horses' }]],
    ['a property that there is not', [{ type: 'divider', colour: 'red' }]],
    ['mrkdwn where plain text is due', [{ type: 'header', text: marked(3) }]],
    ['a menu with options and groups', [actions(select({ options: [option(1)], option_groups: [] }))]],
    ['an address that is none', [actions(button({ url: 'javascript:alert(1)' }))]],
    ['a style that there is not', [actions(button({ style: 'secondary' }))]],
    ['the same block id twice', times(2, () => ({ type: 'divider', block_id: 'same' }))],
    ['the same action id twice in a block', [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))]],
    ['two tables', times(2, () => ({ type: 'table', rows: [[cell]] }))],
    ['no list', { type: 'divider' }],
  ])('are refused for %s', (_what, blocks) => {
    expect(judgeBlocks(blocks, 'message').kind).toBe('faulty');
  });

  it('say by a pointer what is wrong, as Slack does', async () => {
    const { slack, workspace, channel } = await aReadingGroup();
    const post = { channel: channel.id, text: 'Hi', blocks: [section(3001)], unfurl_links: false, unfurl_media: false };
    expect(await refusalOf(aWebClient(slack, workspace.token()).apiCall('chat.postMessage', post))).toMatchObject({
      error: 'invalid_blocks',
      errors: [expect.stringContaining('[json-pointer:/0/text/text]')],
    });
    slack.clock.advance({ seconds: 1 });
    const long = { ...post, blocks: times(5, () => section(2900)) };
    expect(await refusalOf(aWebClient(slack, workspace.token()).apiCall('chat.postMessage', long))).toMatchObject({
      error: 'msg_blocks_too_long',
    });
    expect(channel.messages()).toEqual([]);
  });
});

describe('blocks of a modal and a Home tab', () => {
  it.each<Surface>(['modal', 'home'])('are a hundred and no more: %s', (surface) => {
    const blocks = (count: number) => times(count, () => ({ type: 'divider' }));
    expect(judgeBlocks(blocks(100), surface)).toMatchObject({ kind: 'good' });
    expect(judgeBlocks(blocks(101), surface)).toMatchObject({ kind: 'faulty' });
  });

  it.each<Surface>(['modal', 'home'])('are neither markdown nor a table: %s', (surface) => {
    expect(judgeBlocks([{ type: 'markdown', text: 'x' }], surface).kind).toBe('faulty');
    expect(judgeBlocks([{ type: 'table', rows: [[cell]] }], surface).kind).toBe('faulty');
  });
});

describe('a modal', () => {
  const modal = (more: JsonObject = {}): JsonObject => ({ type: 'modal', title: plain(5), blocks: [section(3)], ...more });

  it.each<readonly [string, (size: number) => JsonObject, number]>([
    ['title', (size) => modal({ title: plain(size) }), 24],
    ['submit', (size) => modal({ submit: plain(size) }), 24],
    ['close', (size) => modal({ close: plain(size) }), 24],
    ['private_metadata', (size) => modal({ private_metadata: text(size) }), 3000],
    ['callback_id', (size) => modal({ callback_id: text(size) }), 255],
    ['external_id', (size) => modal({ external_id: text(size) }), 255],
  ])('has a %s within its length', (_what, make, most) => {
    expect(viewFaults(make(most), 'modal')).toEqual([]);
    expect(viewFaults(make(most + 1), 'modal')).toHaveLength(1);
  });

  it('with an input has a button to submit it', () => {
    const blocks = [input({ type: 'plain_text_input' })];
    expect(viewFaults(modal({ blocks }), 'modal')).toMatchObject([{ pointer: '/submit' }]);
    expect(viewFaults(modal({ blocks, submit: plain(4) }), 'modal')).toEqual([]);
  });

  it('is no Home tab', () => {
    expect(viewFaults(modal(), 'home')).not.toEqual([]);
    expect(viewFaults({ type: 'home', blocks: [section(3)] }, 'home')).toEqual([]);
  });
});
