/**
 * What a whole surface may hold: which blocks, how many, how much text, and names that occur once.
 */
import { z } from 'zod';
import { isObject, type Json, type JsonObject, objectsIn, textIn } from '../json.ts';
import type { Fault } from '../refusal.ts';
import { faultsOf } from '../shape-faults.ts';
import { type Block, type BlockKind, block, MAX_MARKDOWN_LENGTH } from './block-shapes.ts';

export type Surface = 'message' | 'modal' | 'home';

/** Sources: Block Kit reference; typings of @slack/types 3.2. */
const MAX_BLOCKS: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 };

/** Characters of text in all blocks of a message; undocumented, seen in bolt-js issue 2509 between 13,172 and 13,297. */
const MAX_MESSAGE_TEXT_LENGTH = 13_200;

const EVERYWHERE: readonly BlockKind[] = [
  'section',
  'header',
  'divider',
  'context',
  'actions',
  'image',
  'input',
  'rich_text',
  'video',
];
const ALLOWED: Readonly<Record<Surface, readonly BlockKind[]>> = {
  message: [...EVERYWHERE, 'markdown', 'table'],
  modal: EVERYWHERE,
  home: EVERYWHERE,
};

export type BlocksVerdict =
  | { readonly kind: 'good'; readonly blocks: readonly Block[] }
  | { readonly kind: 'faulty'; readonly faults: readonly Fault[] }
  /** Too much text altogether, which has an error of its own. */
  | { readonly kind: 'too-long'; readonly length: number };

/** All text that a person would read in these blocks, in characters. */
function textLength(value: Json | undefined): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, member) => sum + textLength(member), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, member]) => sum + (key === 'text' && typeof member === 'string' ? member.length : textLength(member)),
    0,
  );
}

/** Everything in a block that has an `action_id`, whether or not it was given one. */
export function elementsOf(block: JsonObject): readonly JsonObject[] {
  const alone = [block.accessory, block.element].filter(isObject);
  return [...alone, ...objectsIn(block, 'elements')];
}

export function judgeBlocks(value: Json | undefined, surface: Surface): BlocksVerdict {
  const list = z.array(z.unknown()).safeParse(value);
  if (!list.success) return { kind: 'faulty', faults: [{ pointer: '', sentence: 'must be provided as an array' }] };
  const most = MAX_BLOCKS[surface];
  if (list.data.length > most)
    return { kind: 'faulty', faults: [{ pointer: '', sentence: `no more than ${most} items allowed` }] };
  const shaped = z.array(block).safeParse(value);
  if (!shaped.success) return { kind: 'faulty', faults: faultsOf(shaped.error, value) };
  const blocks = Array.isArray(value) ? value.filter(isObject) : [];
  const faults = [...kindFaults(shaped.data, surface), ...nameFaults(blocks), ...sumFaults(shaped.data), ...focusFaults(blocks)];
  if (faults.length > 0) return { kind: 'faulty', faults };
  const length = textLength(value);
  if (surface === 'message' && length >= MAX_MESSAGE_TEXT_LENGTH) return { kind: 'too-long', length };
  return { kind: 'good', blocks: shaped.data };
}

function kindFaults(blocks: readonly Block[], surface: Surface): readonly Fault[] {
  return blocks.flatMap(({ type }, at) =>
    ALLOWED[surface].includes(type) ? [] : [{ pointer: `/${at}/type`, sentence: `a ${surface} cannot hold a ${type} block` }],
  );
}

function repeated(names: readonly { readonly name: string; readonly pointer: string }[], key: string): readonly Fault[] {
  return names
    .filter(({ name }, at) => name !== '' && names.findIndex((other) => other.name === name) < at)
    .map(({ name, pointer }) => ({ pointer, sentence: `\`${key}\` ${JSON.stringify(name)} already exists for another one` }));
}

function nameFaults(blocks: readonly JsonObject[]): readonly Fault[] {
  const blockNames = blocks.map((each, at) => ({ name: textIn(each, 'block_id'), pointer: `/${at}/block_id` }));
  const actionFaults = blocks.flatMap((each, at) =>
    repeated(
      elementsOf(each).map((element, place) => ({
        name: textIn(element, 'action_id'),
        pointer: `/${at}/elements/${place}/action_id`,
      })),
      'action_id',
    ),
  );
  return [...repeated(blockNames, 'block_id'), ...actionFaults];
}

function sumFaults(blocks: readonly Block[]): readonly Fault[] {
  const tables = blocks.filter(({ type }) => type === 'table').length;
  const markdown = blocks.reduce((sum, each) => sum + (each.type === 'markdown' ? each.text.length : 0), 0);
  return [
    ...(tables > 1 ? [{ pointer: '', sentence: `only one table is allowed, but there are ${tables}` }] : []),
    ...(markdown > MAX_MARKDOWN_LENGTH
      ? [{ pointer: '', sentence: `all markdown blocks together must be less than ${MAX_MARKDOWN_LENGTH + 1} characters` }]
      : []),
  ];
}

function focusFaults(blocks: readonly JsonObject[]): readonly Fault[] {
  const focused = blocks.flatMap(elementsOf).filter(({ focus_on_load }) => focus_on_load === true).length;
  return focused > 1 ? [{ pointer: '', sentence: 'only one element can have `focus_on_load`' }] : [];
}
