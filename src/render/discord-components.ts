/**
 * What can be pressed under a Discord message: its papers open from a menu, its buttons act or lead away.
 *
 * Everything pressed carries its encoded action, as the `custom_id` of a button or the value of an option, so that a press
 * needs nothing remembered. Two buttons that do the same are one, as ids must differ. What five rows do not hold goes on in
 * a menu, and links that no row holds are left to the text.
 */
import type {
  APIActionRowComponent,
  APIButtonComponent,
  APIButtonComponentWithCustomId,
  APIComponentInMessageActionRow,
  APISelectMenuOption,
  APIStringSelectComponent,
} from 'discord-api-types/v10';
import { type Action, encodeAction } from '../core/action.ts';
import type { Button, Message, PaperBlock } from '../core/message.ts';
import { webAddress } from './discord-escape.ts';
import {
  MAX_BUTTON_LABEL,
  MAX_BUTTONS_IN_ROW,
  MAX_CUSTOM_ID,
  MAX_OPTION_DESCRIPTION,
  MAX_OPTION_LABEL,
  MAX_OPTION_VALUE,
  MAX_OPTIONS,
  MAX_ROWS,
} from './discord-limits.ts';
import { UNTITLED } from './discord-paper.ts';
import { linkedCardFacts } from './paper-facts.ts';
import { cleanLine, clipToUnits, isBlank } from './text.ts';

export type DiscordRow = APIActionRowComponent<APIComponentInMessageActionRow>;
type LinkButton = Extract<Button, { readonly kind: 'link' }>;

export interface Components {
  readonly rows: readonly DiscordRow[];
  /** Links that are in no row, for the text to hold. */
  readonly unplaced: readonly LinkButton[];
}

/** Ids of menus; none is an encoded action, as what a choice does is its value. */
const OPEN_MENU = 'open';
const OPEN_MORE_MENU = 'open-more';
const MORE_MENU = 'more';

/** All that a person reads through, and room left for buttons. */
const MOST_PAPER_MENUS = 2;
const NO_LABEL = 'Go';
const SHARE_LABEL = 'Share to channel';

const ACTION_ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
const STYLES = { primary: 1, secondary: 2, danger: 4, link: 5 } as const;

export function componentsOf(message: Message): Components {
  const menus = paperMenus(message);
  const actions = onceEach([...singleOpen(message), ...message.buttons.flatMap(actionButton), ...shareButton(message)]);
  const links = message.buttons.flatMap((button) => (button.kind === 'link' ? [{ button, shown: linkButton(button) }] : []));
  const shownLinks = links.flatMap(({ button, shown }) => (shown === undefined ? [] : [{ button, shown }]));
  const { rows, hidden } = buttonRows(
    actions,
    shownLinks.map(({ shown }) => shown),
    MAX_ROWS - menus.length,
  );
  const unusable = links.flatMap(({ button, shown }) => (shown === undefined ? [button] : []));
  const overflowing = shownLinks.flatMap(({ button, shown }) => (hidden.includes(shown) ? [button] : []));
  return { rows: [...menus, ...rows], unplaced: [...overflowing, ...unusable] };
}

/** The papers that can be opened from a list, each once, without those that a button opens already. */
export function openedPapers({ blocks, buttons }: Message): readonly PaperBlock[] {
  const papers = new Map<string, PaperBlock>();
  for (const block of blocks) {
    if (block.kind === 'paper' && block.detail !== 'full' && !papers.has(block.paper.id)) papers.set(block.paper.id, block);
  }
  const [only, ...others] = papers.values();
  const opensAlready = buttons.some(
    (button) => button.kind === 'action' && button.action.kind === 'paper.show' && button.action.paper === only?.paper.id,
  );
  return others.length === 0 && opensAlready ? [] : [...papers.values()];
}

/** A menu of one entry is a detour. */
function singleOpen(message: Message): readonly APIButtonComponentWithCustomId[] {
  const [only, ...others] = openedPapers(message);
  if (only === undefined || others.length > 0) return [];
  return actionButton({ kind: 'action', label: 'Open', action: { kind: 'paper.show', paper: only.paper.id } });
}

function paperMenus(message: Message): readonly DiscordRow[] {
  const papers = openedPapers(message);
  if (papers.length < 2) return [];
  const options = papers
    .map((block) => paperOption(block, message.locale))
    .filter(({ value }) => value.length <= MAX_OPTION_VALUE)
    .slice(0, MOST_PAPER_MENUS * MAX_OPTIONS);
  const left = papers.length - options.length;
  return chunksOf(options, MAX_OPTIONS).map((chunk, at) =>
    at === 0
      ? menuRow(OPEN_MENU, 'Open a paper…', chunk)
      : menuRow(OPEN_MORE_MENU, `Open another paper…${left > 0 ? ` (${left} do not fit)` : ''}`, chunk),
  );
}

function paperOption({ paper, rank }: PaperBlock, locale: string | undefined): APISelectMenuOption {
  const title = cleanLine(paper.title).trim();
  const label = `${rank === undefined ? '' : `${rank}. `}${isBlank(title) ? UNTITLED : title}`;
  const facts = linkedCardFacts(paper, locale)
    .map((fact) => cleanLine(fact).trim())
    .filter((fact) => !isBlank(fact))
    .join(' · ');
  return {
    label: clipToUnits(label, MAX_OPTION_LABEL),
    value: encodeAction({ kind: 'paper.show', paper: paper.id }),
    ...(facts !== '' && { description: clipToUnits(facts, MAX_OPTION_DESCRIPTION) }),
  };
}

function menuRow(custom_id: string, placeholder: string, options: APISelectMenuOption[]): DiscordRow {
  const menu: APIStringSelectComponent = { type: STRING_SELECT, custom_id, placeholder, options };
  return { type: ACTION_ROW, components: [menu] };
}

/** An action too long to be read back is shown, as it was offered, and cannot be pressed. */
function actionButton(button: Button, at = 0): readonly APIButtonComponentWithCustomId[] {
  if (button.kind !== 'action') return [];
  const encoded = encodeAction(button.action);
  const pressable = encoded.length <= MAX_CUSTOM_ID;
  return [
    {
      type: BUTTON,
      style: STYLES[button.tone ?? 'secondary'],
      label: labelOf(button.label),
      custom_id: pressable ? encoded : `too-long:${at}`,
      ...(!pressable && { disabled: true }),
    },
  ];
}

function shareButton({ share }: Message): readonly APIButtonComponentWithCustomId[] {
  if (share === undefined) return [];
  const action: Action = { kind: 'share', what: share };
  return actionButton({ kind: 'action', label: SHARE_LABEL, action }, SHARE_PLACE);
}

/** After the places of all buttons, for the id of one that is too long. */
const SHARE_PLACE = 1_000_000;

function linkButton({ label, url }: LinkButton): APIButtonComponent | undefined {
  const address = webAddress(url);
  return address === undefined ? undefined : { type: BUTTON, style: STYLES.link, label: labelOf(label), url: address };
}

function labelOf(label: string): string {
  const clean = cleanLine(label).trim();
  return isBlank(clean) ? NO_LABEL : clipToUnits(clean, MAX_BUTTON_LABEL);
}

function onceEach(buttons: readonly APIButtonComponentWithCustomId[]): readonly APIButtonComponentWithCustomId[] {
  return [...new Map(buttons.toReversed().map((button) => [button.custom_id, button])).values()].toReversed();
}

interface ButtonRows {
  readonly rows: readonly DiscordRow[];
  readonly hidden: readonly APIButtonComponent[];
}

/** Links begin a row of their own where one row is not enough for all and the rows suffice. */
function buttonRows(
  actions: readonly APIButtonComponentWithCustomId[],
  links: readonly APIButtonComponent[],
  rows: number,
): ButtonRows {
  const all = [...actions, ...links];
  const apart = [...chunksOf(actions, MAX_BUTTONS_IN_ROW), ...chunksOf(links, MAX_BUTTONS_IN_ROW)];
  if (all.length > MAX_BUTTONS_IN_ROW && apart.length <= rows) return { rows: apart.map(buttonRow), hidden: [] };
  const room = rows * MAX_BUTTONS_IN_ROW;
  if (actions.length <= room)
    return { rows: chunksOf(all.slice(0, room), MAX_BUTTONS_IN_ROW).map(buttonRow), hidden: all.slice(room) };
  const kept = actions.slice(0, room - MAX_BUTTONS_IN_ROW);
  return { rows: [...chunksOf(kept, MAX_BUTTONS_IN_ROW).map(buttonRow), ...moreRow(actions.slice(kept.length))], hidden: links };
}

function buttonRow(components: APIButtonComponent[]): DiscordRow {
  return { type: ACTION_ROW, components };
}

function moreRow(actions: readonly APIButtonComponentWithCustomId[]): readonly DiscordRow[] {
  const options = actions
    .filter(({ disabled }) => !disabled)
    .slice(0, MAX_OPTIONS)
    .map(({ label = NO_LABEL, custom_id }): APISelectMenuOption => ({ label, value: custom_id }));
  const more = actions.length - options.length;
  return options.length === 0 ? [] : [menuRow(MORE_MENU, `More…${more > 0 ? ` (${more} do not fit)` : ''}`, options)];
}

function chunksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));
}
