/**
 * Pressing a button, choosing in a menu and typing into one: only what the person has before them.
 */
import { CannotDo } from '../../discord-server/cannot-do.ts';
import { blockActions, blockSuggestion, type Held } from '../interactions/payloads.ts';
import type { JsonObject } from '../json.ts';
import type { Person as Account } from '../state/workspace.ts';
import type { Twin } from '../twin.ts';
import { act, newActId, responseUrlFor, type Sending, triggerFor } from './act.ts';
import type { Choice } from './acts.ts';
import type { Asked } from './asked.ts';
import { chosenValue } from './chosen.ts';
import { buttonsIn, type ElementPlace, menusIn, type SeenMenu } from './seen-elements.ts';
import { blocksOf, heldBefore, type SeenThing } from './visible.ts';

/** Options by their labels or values, people and channels by their names. */
export type ChosenWords = string | readonly string[];

/** A button by its label or its action id. */
export function pressing(
  sending: Sending,
  user: Account,
  { held: seen, button }: { readonly held: SeenThing; readonly button: string },
): Asked {
  const held = heldBefore(sending.twin, user, seen);
  const buttons = buttonsIn(blocksOf(held));
  const found = buttons.filter(({ label, actionId }) => label === button || actionId === button);
  const [only] = found;
  if (only === undefined)
    throw new CannotDo(`There is no button "${button}", only ${listed(buttons.map(({ label }) => label))}.`);
  if (found.length > 1) throw new CannotDo(`There are ${found.length} buttons "${button}"; name one by its action id.`);
  const { element } = only;
  const action = { ...named(only), text: element.text, ...(element.value === undefined ? {} : { value: element.value }) };
  return dispatch(sending, user, {
    held,
    action,
    title: `pressed "${only.label}"`,
    owes: only.kind === 'link' ? 'nothing' : 'an-answer',
  });
}

/** A menu by its label, its placeholder or its action id. */
export function choosing(
  sending: Sending,
  user: Account,
  { held: seen, menu, chosen }: { readonly held: SeenThing; readonly menu: string; readonly chosen: ChosenWords },
): Asked {
  const { twin } = sending;
  const held = heldBefore(twin, user, seen);
  const found = menuNamed(held, menu);
  if (found.tells === 'with-the-form') throw new CannotDo(`"${menu}" is told with its form: name it in \`submits\`.`);
  const value = chosenValue(twin, found, { chosen, offered: offeredIn(twin, held, found), user });
  if (held.kind === 'view') enter(held.view.entered, found, value);
  const action = { ...named(found), ...value };
  return dispatch(sending, user, { held, action, title: `chose ${[chosen].flat().join(', ')}`, owes: 'nothing' });
}

/** What a person types into a menu that the app fills. */
export function searching(
  sending: Sending,
  user: Account,
  { held: seen, menu, text }: { readonly held: SeenThing; readonly menu: string; readonly text: string },
): Asked {
  const { twin } = sending;
  const held = heldBefore(twin, user, seen);
  const found = menuNamed(held, menu);
  if (!found.type.endsWith('external_select')) throw new CannotDo(`The menu "${menu}" is not filled as one types.`);
  const least = Number(found.element.min_query_length ?? 3);
  if (text.length < least) throw new CannotDo(`The menu "${menu}" asks from ${least} characters on.`);
  const body = blockSuggestion(twin, { person: user, held }, { action_id: found.actionId, block_id: found.blockId, value: text });
  const subject = { kind: 'suggestion', menu: menuKey(held, found), number: twin.offers.keystroke() } as const;
  return act(sending, {
    id: newActId(twin),
    title: `typed "${text}" into "${menu}"`,
    user,
    subject,
    errand: { kind: 'interaction', body },
  });
}

interface Dispatch {
  readonly held: Held;
  readonly action: JsonObject;
  readonly title: string;
  readonly owes: 'an-answer' | 'nothing';
}

function dispatch(sending: Sending, user: Account, { held, action, title, owes }: Dispatch): Asked {
  const { twin } = sending;
  const cause = newActId(twin);
  const triggerId = triggerFor(
    twin,
    user,
    held.kind === 'view' && held.view.surface === 'modal' ? { cause, viewId: held.view.id } : { cause },
  );
  const target =
    held.kind === 'view'
      ? {}
      : {
          responseUrl: responseUrlFor(twin, {
            ...{ workspaceId: user.workspaceId, channelId: held.channel.id, personId: user.id },
            ...{ original: { ts: held.message.ts }, from: 'element', cause },
          }),
        };
  const body = blockActions(twin, { person: user, held, triggerId, ...target }, action);
  return act(sending, { id: cause, title, user, subject: { kind: 'notice', owes }, errand: { kind: 'interaction', body } });
}

const named = ({ blockId, actionId, element }: ElementPlace): JsonObject => ({
  type: element.type,
  action_id: actionId,
  block_id: blockId,
});

function menuNamed(held: Held, name: string): SeenMenu {
  const menus = menusIn(blocksOf(held));
  const found = menus.find(({ label, placeholder, actionId }) => [label, placeholder, actionId].includes(name));
  if (found === undefined)
    throw new CannotDo(`There is no menu "${name}", only ${listed(menus.map(({ label, actionId }) => label || actionId))}.`);
  return found;
}

const menuKey = (held: Held, { blockId, actionId }: ElementPlace): string =>
  [held.kind === 'view' ? held.view.id : held.message.ts, blockId, actionId].join(' ');

export const offeredIn = (twin: Twin, held: Held, place: ElementPlace): readonly Choice[] =>
  twin.offers.shown(menuKey(held, place));

export function enter(
  entered: Record<string, Record<string, JsonObject>>,
  { blockId, actionId, element }: ElementPlace,
  value: JsonObject,
): void {
  entered[blockId] = { ...entered[blockId], [actionId]: { type: element.type, ...value } };
}

const listed = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', '));
