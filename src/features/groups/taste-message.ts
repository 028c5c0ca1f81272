/**
 * A group's taste as a list of words: how much each weighs, what was added by hand and what was taken out, and what it is for.
 */
import type { Group } from '../../core/groups/group.ts';
import type { Sign, SignKind, TasteWord } from '../../core/groups/taste.ts';
import { LONGEST_TASTE_WORD, NO_EDITS } from '../../core/groups/taste-edits.ts';
import { counted } from '../../core/locale.ts';
import { type Block, type Button, code, type Message, quiet, type Span, text } from '../../core/message.ts';
import type { KnownTaste } from './taste-here.ts';

export interface TasteShown {
  readonly group: Group;
  readonly known: KnownTaste;
  readonly may: 'edit' | 'look';
  readonly locale: string | undefined;
}

/** Words with a button; more can be typed. */
const MOST_BUTTONS = 4;

export function tasteMessage({ group, known, may, locale }: TasteShown): Message {
  const { taste, signs } = known;
  const { removed } = group.taste ?? NO_EDITS;
  const title = `${group.name}: what we like to read`;
  const blocks: readonly Block[] = [
    { kind: 'note', spans: [text(madeOf(signs, locale))] },
    taste.length === 0 ? NOTHING_YET : { kind: 'list', items: taste.map(itemOf) },
    ...(removed.length === 0 ? [] : [{ kind: 'text', spans: [text('Taken out: '), ...listed(removed), text('.')] } as const]),
    USED_FOR,
    ...(may === 'edit' ? [HOW_TO_CHANGE] : []),
  ];
  return { summary: title, title, blocks, buttons: may === 'edit' ? buttonsOf(group, taste, removed) : [] };
}

function madeOf(signs: readonly Sign[], locale: string | undefined): string {
  const nouns: readonly (readonly [SignKind, string])[] = [
    ['vote', 'vote'],
    ['chosen', 'chosen paper'],
    ['like', 'like'],
    ['save', 'save'],
  ];
  const counts = nouns.flatMap(([kind, noun]) => {
    const count = signs.filter((sign) => sign.kind === kind).length;
    return count === 0 ? [] : [counted(count, noun, locale)];
  });
  return counts.length === 0
    ? 'Nobody has voted for, liked or saved a paper here yet.'
    : `Made of ${new Intl.ListFormat('en-GB').format(counts)} in this channel; what is older counts less.`;
}

function itemOf({ word, weight, from }: TasteWord): readonly Span[] {
  return [code(word), from === 'hand' ? quiet(' · added by hand') : quiet(` · ${weight}`)];
}

/** `a`, `b` and `c` */
export function listed(words: readonly string[]): readonly Span[] {
  return words.flatMap((word, at) => {
    if (at === 0) return [code(word)];
    return [text(at === words.length - 1 ? ' and ' : ', '), code(word)];
  });
}

function buttonsOf({ id: group }: Group, taste: readonly TasteWord[], removed: readonly string[]): readonly Button[] {
  const out = taste
    .filter(({ word }) => word.length <= LONGEST_TASTE_WORD)
    .slice(0, MOST_BUTTONS)
    .map(
      ({ word }): Button => ({ kind: 'action', label: `Leave out ${word}`, action: { kind: 'group.taste-out', group, word } }),
    );
  const back = removed
    .slice(-MOST_BUTTONS)
    .map((word): Button => ({ kind: 'action', label: `Bring back ${word}`, action: { kind: 'group.taste-back', group, word } }));
  return [...out, ...back];
}

const NOTHING_YET: Block = { kind: 'text', spans: [text('There are no words yet.')] };

const USED_FOR: Block = {
  kind: 'note',
  spans: [
    text('It is used for one thing: where nobody nominates, the three papers of the week nearest to it are put to the vote. '),
    text('Without words they are those with most votes.'),
  ],
};

const HOW_TO_CHANGE: Block = {
  kind: 'note',
  spans: [
    code('group taste add:"state space models"'),
    text(' puts words in, '),
    code('group taste remove:"video"'),
    text(' takes them out.'),
  ],
};
