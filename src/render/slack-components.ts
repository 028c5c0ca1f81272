/**
 * What can be pressed in a Slack message: a card has a button that opens its paper, lines open from a menu, and the message's own
 * buttons stand below.
 *
 * Everything pressed carries its encoded action as its value, so that a press needs nothing remembered; ids only tell one from
 * another. Links that no row holds are left to the text.
 */
import type { Button as ButtonElement, PlainTextOption, StaticSelect } from '@slack/types';
import { encodeAction } from '../core/action.ts';
import type { Button, Message, PaperBlock } from '../core/message.ts';
import { linkedCardFacts } from './paper-facts.ts';
import { type SlackBlock, sizeOf } from './slack-blocks.ts';
import { plainText, slackAddress } from './slack-escape.ts';
import {
  MAX_ACTIONS_ELEMENTS,
  MAX_BUTTON_TEXT,
  MAX_OPTION_TEXT,
  MAX_OPTION_VALUE,
  MAX_OPTIONS,
  MAX_PLACEHOLDER,
} from './slack-limits.ts';
import { cleanLine, isBlank } from './text.ts';

type LinkButton = Extract<Button, { readonly kind: 'link' }>;

export interface Components {
  readonly below: readonly SlackBlock[];
  /** Links that are in no row, for the text to hold. */
  readonly unplaced: readonly LinkButton[];
  /** How many buttons there is no room for. */
  readonly hidden: number;
}

/** Together under half of what a message holds: the rest is for what it says. */
const MENU_SIZE = 2800;
const BUTTONS_SIZE = 2800;
/** A longer address would push out other buttons. */
const LONGEST_BUTTON_URL = 500;
const NO_LABEL = 'Go';
const SHARE_LABEL = 'Share to channel';
const OPEN_LABEL = 'Open';
const UNTITLED = 'Untitled paper';

export function componentsOf(message: Message): Components {
  const links = message.buttons.flatMap((button) => (button.kind === 'link' ? [{ button, shown: linkButton(button) }] : []));
  const actions = onceEach([...message.buttons.flatMap(actionButton), ...shareButton(message)]);
  const shownLinks = links.flatMap(({ shown }) => (shown === undefined ? [] : [shown]));
  const kept = fitting([...actions, ...shownLinks]);
  return {
    below: [...menuBlocks(message), ...buttonBlocks(kept)],
    unplaced: links.flatMap(({ button, shown }) => (shown === undefined || !kept.includes(shown) ? [button] : [])),
    hidden: actions.filter((button) => !kept.includes(button)).length,
  };
}

/** Beside a paper that is shown in short. @returns undefined where the message opens it already, or a menu does. */
export function openButton(block: PaperBlock, message: Message): ButtonElement | undefined {
  if (block.detail === 'full' || opensAlready(block, message)) return undefined;
  if (block.detail === 'line' && linesOf(message).length > 1) return undefined;
  return {
    type: 'button',
    action_id: `open-${message.blocks.indexOf(block)}`,
    text: { type: 'plain_text', text: OPEN_LABEL, emoji: false },
    value: encodeAction({ kind: 'paper.show', paper: block.paper.id }),
  };
}

function opensAlready({ paper }: PaperBlock, { buttons }: Message): boolean {
  return buttons.some(
    (button) => button.kind === 'action' && button.action.kind === 'paper.show' && button.action.paper === paper.id,
  );
}

/** The papers that a menu opens: those of one line, each once. */
function linesOf(message: Message): readonly PaperBlock[] {
  const papers = new Map<string, PaperBlock>();
  for (const block of message.blocks) {
    if (block.kind !== 'paper' || block.detail !== 'line' || opensAlready(block, message)) continue;
    if (!papers.has(block.paper.id)) papers.set(block.paper.id, block);
  }
  return [...papers.values()];
}

function menuBlocks(message: Message): readonly SlackBlock[] {
  const papers = linesOf(message).filter(
    ({ paper }) => encodeAction({ kind: 'paper.show', paper: paper.id }).length <= MAX_OPTION_VALUE,
  );
  if (papers.length < 2) return [];
  const described = papers.map((block) => paperOption(block, { facts: 'shown', locale: message.locale }));
  const options = sizeOf(described) <= MENU_SIZE ? described : papers.map((block) => paperOption(block, { facts: 'left-out' }));
  const kept = options.slice(0, MAX_OPTIONS).filter((_, at) => sizeOf(options.slice(0, at + 1)) <= MENU_SIZE);
  const left = papers.length - kept.length;
  const placeholder = `Open a paper…${left > 0 ? ` (${left} do not fit)` : ''}`;
  const menu: StaticSelect = {
    type: 'static_select',
    action_id: 'open-one-of',
    placeholder: { type: 'plain_text', text: plainText(placeholder, MAX_PLACEHOLDER), emoji: false },
    options: kept,
  };
  return [{ type: 'actions', elements: [menu] }];
}

type OptionForm = { readonly facts: 'shown'; readonly locale: string | undefined } | { readonly facts: 'left-out' };

function paperOption({ paper, rank }: PaperBlock, form: OptionForm): PlainTextOption {
  const title = isBlank(cleanLine(paper.title)) ? UNTITLED : paper.title;
  const facts = form.facts === 'left-out' ? '' : plainText(linkedCardFacts(paper, form.locale).join(' · '), MAX_OPTION_TEXT);
  return {
    text: {
      type: 'plain_text',
      text: plainText(`${rank === undefined ? '' : `${rank}. `}${title}`, MAX_OPTION_TEXT),
      emoji: false,
    },
    value: encodeAction({ kind: 'paper.show', paper: paper.id }),
    ...(facts !== '' && { description: { type: 'plain_text', text: facts, emoji: false } }),
  };
}

function actionButton(button: Button): readonly ButtonElement[] {
  if (button.kind !== 'action') return [];
  const value = encodeAction(button.action);
  return [
    {
      type: 'button',
      action_id: `act-${value}`,
      text: labelOf(button.label),
      value,
      ...(button.tone !== undefined && { style: button.tone }),
    },
  ];
}

function shareButton({ share }: Message): readonly ButtonElement[] {
  return share === undefined ? [] : actionButton({ kind: 'action', label: SHARE_LABEL, action: { kind: 'share', what: share } });
}

/** Slack tells of a press on it too, and wants that acknowledged. */
function linkButton({ label, url }: LinkButton): ButtonElement | undefined {
  const address = slackAddress(url);
  if (address === undefined || address.length > LONGEST_BUTTON_URL) return undefined;
  return { type: 'button', action_id: `link-${address.slice(0, 240)}`, text: labelOf(label), url: address };
}

function labelOf(label: string) {
  const clean = plainText(label, MAX_BUTTON_TEXT);
  return { type: 'plain_text' as const, text: clean === '' ? NO_LABEL : clean, emoji: false };
}

/** Two buttons that do the same are one, as ids must differ. */
function onceEach(buttons: readonly ButtonElement[]): readonly ButtonElement[] {
  return [...new Map(buttons.toReversed().map((button) => [button.action_id, button])).values()].toReversed();
}

function fitting(buttons: readonly ButtonElement[]): readonly ButtonElement[] {
  const once = onceEach(buttons);
  return once.filter((_, at) => at < MAX_ACTIONS_ELEMENTS && sizeOf(once.slice(0, at + 1)) <= BUTTONS_SIZE);
}

function buttonBlocks(elements: readonly ButtonElement[]): readonly SlackBlock[] {
  return elements.length === 0 ? [] : [{ type: 'actions', elements: [...elements] }];
}
