/**
 * What holds for every body that the renderer gives, checked by Discord's own numbers written down here once more.
 */
import type { APIButtonComponent, APIEmbed, APIMessageTopLevelComponent, APIStringSelectComponent } from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Action, decodeAction, encodeAction } from '../../src/core/action.ts';
import type { Message } from '../../src/core/message.ts';
import { type DiscordPayload, renderDiscord, renderDiscordNotice } from '../../src/render/discord.ts';
import { cleanLine } from '../../src/render/text.ts';
import { anyBlock, anyButton, anyMessage } from '../support/arbitrary-message.ts';
import { aPaper } from '../support/builders.ts';
import { readDiscord } from '../support/discord-reading.ts';

type Pressable = APIButtonComponent | APIStringSelectComponent;

const longText = fc.constantFrom('long words '.repeat(1000), '*_[`'.repeat(2500), '漢'.repeat(10_000), '👩‍👩‍👧‍👦'.repeat(900));

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
      { minLength: 10, maxLength: 40 },
    ),
    buttons: fc.array(anyButton, { minLength: 10, maxLength: 60 }),
    share: fc.constant({ kind: 'trending.show' as const, window: 'day' as const }),
  },
  { requiredKeys: ['summary', 'blocks', 'buttons'] },
);

const within = (text: string | undefined, most: number): void => {
  expect(text).toBe(text?.trim());
  expect(text).not.toBe('');
  expect((text ?? '').length).toBeLessThanOrEqual(most);
  expect(text ?? '').not.toMatch(/\p{Cs}/u);
};

const wordsOf = ({ title, description, author }: APIEmbed): readonly string[] => [
  title ?? '',
  description ?? '',
  author?.name ?? '',
];

function checkEmbeds(embeds: readonly APIEmbed[]): void {
  expect(embeds.length).toBeLessThanOrEqual(10);
  for (const embed of embeds) {
    within(embed.title, 256);
    within(embed.description, 4096);
    within(embed.author?.name, 256);
    expect(wordsOf(embed).join('')).not.toBe('');
    expect(Object.keys(embed).filter((key) => !['title', 'url', 'description', 'author', 'color'].includes(key))).toEqual([]);
  }
  expect(embeds.flatMap(wordsOf).join('').length).toBeLessThanOrEqual(6000);
}

function pressablesOf(rows: readonly APIMessageTopLevelComponent[]): readonly Pressable[] {
  return rows.flatMap((row) => ('components' in row ? (row.components as Pressable[]) : []));
}

function checkComponents(rows: readonly APIMessageTopLevelComponent[]): void {
  expect(rows.length).toBeLessThanOrEqual(5);
  for (const row of rows) {
    const inside = pressablesOf([row]);
    expect(row.type).toBe(1);
    expect(inside.length).toBeGreaterThan(0);
    expect(inside.length).toBeLessThanOrEqual(inside.some(({ type }) => type === 3) ? 1 : 5);
    for (const component of inside) checkPressable(component);
  }
  const ids = pressablesOf(rows).flatMap((component) => ('custom_id' in component ? [component.custom_id] : []));
  expect(new Set(ids).size).toBe(ids.length);
}

function checkPressable(component: Pressable): void {
  if ('custom_id' in component) within(component.custom_id, 100);
  if (component.type === 3) {
    within(component.placeholder, 150);
    expect(component.options.length).toBeGreaterThan(0);
    expect(component.options.length).toBeLessThanOrEqual(25);
    expect(new Set(component.options.map(({ value }) => value)).size).toBe(component.options.length);
    for (const { label, value, description } of component.options)
      for (const text of [label, value, description]) within(text, 100);
    return;
  }
  if ('label' in component) within(component.label, 80);
  if ('url' in component) {
    within(component.url, 512);
    expect(new URL(component.url).protocol).toMatch(/^https?:$/);
  }
}

function checkPayload(payload: DiscordPayload): void {
  expect(payload.allowed_mentions).toEqual({ parse: [] });
  expect(payload.content.length).toBeLessThanOrEqual(2000);
  expect(payload.content + payload.embeds.flatMap(wordsOf).join('')).not.toBe('');
  checkEmbeds(payload.embeds);
  checkComponents(payload.components);
}

function checkPayloads(message: Message): void {
  const payloads = renderDiscord(message);
  expect(payloads.length).toBeGreaterThanOrEqual(1);
  expect(payloads.length).toBeLessThanOrEqual(5);
  for (const payload of payloads) checkPayload(payload);
}

function actionsIn(payload: DiscordPayload): readonly (Action | undefined)[] {
  return pressablesOf(payload.components).flatMap((component) => {
    if (component.type === 3) return component.options.map(({ value }) => decodeAction(value));
    return 'custom_id' in component && !component.disabled ? [decodeAction(component.custom_id)] : [];
  });
}

const OWN_MARKS = /^(?:strong|small|entry|code|time|link:https?:\/\/\S+)$/;

describe('every message on Discord', () => {
  it('is within all limits, and in one to five bodies', () => {
    fc.assert(fc.property(anyMessage, checkPayloads), { numRuns: 600 });
  });

  it('is so too where it is far too long', () => {
    fc.assert(fc.property(anyLongMessage, checkPayloads), { numRuns: 25, endOnFailure: true });
  }, 60_000);

  it('pings nobody, mentions nothing, and has no marks but the renderer’s own', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        for (const { embeds } of renderDiscord(message)) {
          for (const { title = '', description = '' } of embeds) {
            expect(readDiscord(title).marks).toEqual([]);
            expect(readDiscord(description).marks.filter((mark) => !OWN_MARKS.test(mark))).toEqual([]);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('can be pressed under its first body only: each of its papers and buttons once, none that no action can be read from', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const [first, ...others] = renderDiscord(message);
        const pressed = (first === undefined ? [] : actionsIn(first)).map((action) => (action ? encodeAction(action) : 'none'));
        const papers = message.blocks.flatMap((block) =>
          block.kind === 'paper' && block.detail !== 'full' ? [block.paper.id] : [],
        );
        const wanted: readonly Action[] = [
          ...papers.map((paper): Action => ({ kind: 'paper.show', paper })),
          ...message.buttons.flatMap((button) => (button.kind === 'action' ? [button.action] : [])),
          ...(message.share === undefined ? [] : [{ kind: 'share', what: message.share } as const]),
        ];
        expect(new Set(pressed)).toEqual(new Set(wanted.map(encodeAction)));
        expect(others.flatMap(({ components }) => components)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same each time', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        expect(renderDiscord(message)).toEqual(renderDiscord(message));
      }),
    );
  });

  it('shows the whole abstract of a full paper up to 2,500 characters, however many of them need an escape', () => {
    const anyAbstract = fc
      .array(fc.constantFrom('word ', '*', '_', '[', '漢字', '👩‍👩‍👧‍👦', 'https://a.example/b_c ', '- ', '`x` '), {
        minLength: 1,
        maxLength: 900,
      })
      .map((pieces) => cleanLine(pieces.join('')).trim().slice(0, 2500));
    const unspaced = (text: string): string => text.replace(/\s/gu, '');
    fc.assert(
      fc.property(anyAbstract, (abstract) => {
        const paper = aPaper({
          abstract,
          title: 'T'.repeat(400),
          authors: Array.from({ length: 40 }, () => 'A *long* name '.repeat(9)),
        });
        const payloads = renderDiscord({ summary: '', blocks: [{ kind: 'paper', detail: 'full', paper }], buttons: [] });
        const seen = payloads
          .flatMap(({ embeds }) => embeds.map(({ description = '' }) => readDiscord(description).seen))
          .join('');
        expect(unspaced(seen)).toContain(unspaced(cleanLine(abstract)));
      }),
      { numRuns: 200 },
    );
  });
});

describe('every notice on Discord', () => {
  it('is within the limit, never empty, and has no marks but those of code', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyMessage.map(({ summary }) => summary),
          longText,
        ),
        (text) => {
          const payload = renderDiscordNotice({ level: 'error', text });
          checkPayload(payload);
          within(payload.content, 2000);
          expect(readDiscord(payload.content).marks.filter((mark) => mark !== 'code')).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
