/**
 * What holds for every body that the renderer gives, checked by Slack's own numbers written down here once more.
 */
import type { Button, PlainTextElement, StaticSelect } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, decodeAction, encodeAction } from '../../src/core/action.ts';
import type { Message } from '../../src/core/message.ts';
import { renderSlack, renderSlackNotice, type SlackPayload } from '../../src/render/slack.ts';
import type { SlackBlock } from '../../src/render/slack-blocks.ts';
import { cleanLine } from '../../src/render/text.ts';
import { anyBlock, anyButton, anyMessage } from '../support/arbitrary-message.ts';
import { aPaper } from '../support/builders.ts';
import { readSlack } from '../support/slack-reading.ts';

type Pressable = Button | StaticSelect;

const longText = fc.constantFrom('long words '.repeat(1000), '*_<&`'.repeat(2500), '漢'.repeat(10_000), '👩‍👩‍👧‍👦'.repeat(900));

/** More than fits anywhere. */
const anyLongMessage: fc.Arbitrary<Message> = fc.record(
  {
    summary: longText,
    title: longText,
    blocks: fc.array(
      fc.oneof(
        { weight: 6, arbitrary: anyBlock },
        longText.map((text) => ({ kind: 'text' as const, spans: [{ kind: 'text' as const, text, weight: 'strong' as const }] })),
        longText.map((text) => ({
          kind: 'list' as const,
          items: Array.from({ length: 9 }, () => [{ kind: 'code' as const, text }]),
        })),
        longText.map((text) => ({
          kind: 'paper' as const,
          detail: 'full' as const,
          paper: aPaper({ title: text, abstract: text, authors: [text, text], summary: text, keywords: [text] }),
        })),
      ),
      { minLength: 10, maxLength: 60 },
    ),
    buttons: fc.array(anyButton, { minLength: 10, maxLength: 60 }),
    share: fc.constant({ kind: 'trending.show' as const, window: 'day' as const }),
  },
  { requiredKeys: ['summary', 'blocks', 'buttons'] },
);

const within = (text: string | undefined, most: number): void => {
  expect(text?.trim()).not.toBe('');
  expect((text ?? '').length).toBeLessThanOrEqual(most);
  expect(text ?? '').not.toMatch(/\p{Cs}/u);
};

function checkPlain(text: PlainTextElement, most: number): void {
  within(text.text, most);
  expect(text.emoji).toBe(false);
  expect(text.text).not.toMatch(/[<>]/);
}

function mrkdwnOf(block: SlackBlock): readonly string[] {
  if (block.type === 'section') return [block.text?.text ?? ''];
  return block.type === 'context' ? block.elements.flatMap((element) => ('text' in element ? [element.text] : [])) : [];
}

function pressablesOf(block: SlackBlock): readonly Pressable[] {
  if (block.type === 'actions') return block.elements as readonly Pressable[];
  return block.type === 'section' && block.accessory !== undefined ? [block.accessory as Button] : [];
}

function checkBlock(block: SlackBlock): void {
  for (const mrkdwn of mrkdwnOf(block)) within(mrkdwn, 3000);
  if (block.type === 'header') checkPlain(block.text, 150);
  if (block.type === 'section') expect(block.text).toMatchObject({ type: 'mrkdwn', verbatim: true });
  if (block.type === 'context') {
    expect(block.elements.length).toBeGreaterThan(0);
    expect(block.elements.length).toBeLessThanOrEqual(10);
  }
  if (block.type === 'actions') {
    expect(block.elements.length).toBeGreaterThan(0);
    expect(block.elements.length).toBeLessThanOrEqual(25);
  }
  for (const pressable of pressablesOf(block)) checkPressable(pressable);
}

function checkPressable(pressable: Pressable): void {
  within(pressable.action_id, 255);
  if (pressable.type === 'button') {
    checkPlain(pressable.text, 75);
    expect((pressable.value ?? '').length).toBeLessThanOrEqual(2000);
    if (pressable.url !== undefined) expect(new URL(pressable.url).protocol).toMatch(/^https?:$/);
    expect((pressable.url ?? '').length).toBeLessThanOrEqual(3000);
    return;
  }
  const options = pressable.options ?? [];
  expect(options.length).toBeGreaterThan(0);
  expect(options.length).toBeLessThanOrEqual(100);
  expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
  if (pressable.placeholder !== undefined) checkPlain(pressable.placeholder, 150);
  for (const { text, value, description } of options) {
    checkPlain(text, 75);
    within(value, 75);
    if (description !== undefined) checkPlain(description, 75);
  }
}

function checkPayload({ text, blocks }: SlackPayload): void {
  within(text, 4000);
  expect(blocks.length).toBeGreaterThan(0);
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(JSON.stringify(blocks).length).toBeLessThan(12_000);
  for (const block of blocks) checkBlock(block);
  const ids = blocks.map((block) => pressablesOf(block).map(({ action_id: id }) => id));
  for (const inBlock of ids) expect(new Set(inBlock).size).toBe(inBlock.length);
}

function checkPayloads(message: Message): void {
  const payloads = renderSlack(message);
  expect(payloads.length).toBeGreaterThanOrEqual(1);
  expect(payloads.length).toBeLessThanOrEqual(4);
  for (const payload of payloads) checkPayload(payload);
}

function actionsIn(payloads: readonly SlackPayload[]): readonly (Action | undefined)[] {
  return payloads
    .flatMap(({ blocks }) => blocks.flatMap(pressablesOf))
    .flatMap((pressable) => {
      if (pressable.type === 'static_select') return (pressable.options ?? []).map(({ value }) => decodeAction(value ?? ''));
      return pressable.url === undefined ? [decodeAction(pressable.value ?? '')] : [];
    });
}

const OWN_MARKS = /^(?:strong|code|time|channel|link:https?:\/\/\S+)$/;

describe('every message on Slack', () => {
  it('is within all limits, and in one to four bodies', () => {
    fc.assert(fc.property(anyMessage, checkPayloads), { numRuns: 600 });
  });

  it('is so too where it is far too long', () => {
    fc.assert(fc.property(anyLongMessage, checkPayloads), { numRuns: 25, endOnFailure: true });
  }, 60_000);

  it('pings nobody, mentions nothing, leaves nothing unescaped, and has no marks but the renderer’s own', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        for (const { text, blocks } of renderSlack(message)) {
          expect(readSlack(text).marks).toEqual([]);
          const marks = blocks.flatMap(mrkdwnOf).flatMap((mrkdwn) => readSlack(mrkdwn).marks);
          expect(marks.filter((mark) => !OWN_MARKS.test(mark))).toEqual([]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('can be pressed for each of its papers and buttons, and for nothing that no action can be read from', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const pressed = actionsIn(renderSlack(message)).map((action) => (action ? encodeAction(action) : 'none'));
        const papers = message.blocks.flatMap((block) =>
          block.kind === 'paper' && block.detail !== 'full' ? [block.paper.id] : [],
        );
        const wanted: readonly Action[] = [
          ...papers.map((paper): Action => ({ kind: 'paper.show', paper })),
          ...message.buttons.flatMap((button) => (button.kind === 'action' ? [button.action] : [])),
          ...(message.share === undefined ? [] : [{ kind: 'share', what: message.share } as const]),
        ];
        expect(new Set(pressed)).toEqual(new Set(wanted.map(encodeAction)));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same each time', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(renderSlack(message)).toEqual(renderSlack(message));
      }),
    );
  });

  it('shows the whole abstract of a full paper up to 2,500 characters, however many of them need an escape', () => {
    const anyAbstract = fc
      .array(fc.constantFrom('word ', '<', '&', '>', '漢字', '👩‍👩‍👧‍👦', 'https://a.example/b_c ', '- ', 'x '), {
        minLength: 1,
        maxLength: 900,
      })
      .map((pieces) =>
        cleanLine(`A${pieces.join('')}`)
          .trim()
          .slice(0, 2500),
      );
    const unspaced = (text: string): string => text.replace(/[\s›>]/gu, '');
    fc.assert(
      fc.property(anyAbstract, (abstract) => {
        const paper = aPaper({
          abstract,
          title: 'T'.repeat(400),
          authors: Array.from({ length: 40 }, () => 'A *long* name '.repeat(9)),
        });
        const payloads = renderSlack({ summary: '', blocks: [{ kind: 'paper', detail: 'full', paper }], buttons: [] });
        const seen = payloads.flatMap(({ blocks }) => blocks.flatMap(mrkdwnOf).map((mrkdwn) => readSlack(mrkdwn).seen)).join('');
        expect(unspaced(seen)).toContain(unspaced(cleanLine(abstract)));
      }),
      { numRuns: 200 },
    );
  });
});

describe('every notice on Slack', () => {
  it('is within the limit, never empty, and has no marks but those of code', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyMessage.map(({ summary }) => summary),
          longText,
        ),
        (text) => {
          const payload = renderSlackNotice({ level: 'error', text });
          checkPayload(payload);
          expect(readSlack(payload.text).marks.filter((mark) => mark !== 'code')).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
