/**
 * What can be pressed, chosen and filled in within blocks.
 */
import { elementsOf } from '../blocks/surface-rules.ts';
import { type Json, type JsonObject, objectsIn, textIn } from '../json.ts';
import type { Choice } from './acts.ts';
import { labelOf } from './block-words.ts';

/** Where an element is, which is how Slack names it. */
export interface ElementPlace {
  readonly blockId: string;
  readonly actionId: string;
  /** As the app gave it. */
  readonly element: JsonObject;
}

export type SeenButton =
  | (ElementPlace & { readonly kind: 'action'; readonly label: string; readonly state: 'enabled' })
  /** Opens a page, and tells the app of it all the same. */
  | (ElementPlace & { readonly kind: 'link'; readonly label: string; readonly url: string });

export interface SeenMenu extends ElementPlace {
  readonly type: string;
  /** The label of its input, or what stands in it while nothing is chosen. */
  readonly label: string;
  readonly placeholder: string;
  /** None where it is filled by the app as one types, or by Slack. */
  readonly options: readonly Choice[];
  /** Within an input a choice is told with the form only. */
  readonly tells: 'at-once' | 'with-the-form';
}

export interface SeenField extends ElementPlace {
  readonly type: string;
  readonly label: string;
  readonly optional: 'optional' | 'required';
}

const MENU = /^(?:multi_)?(?:static|external|users|conversations|channels)_select$|^(?:overflow|radio_buttons|checkboxes)$/;

const placeOf = (block: JsonObject, element: JsonObject): ElementPlace => ({
  blockId: textIn(block, 'block_id'),
  actionId: textIn(element, 'action_id'),
  element,
});

export function buttonsIn(blocks: readonly JsonObject[]): readonly SeenButton[] {
  return blocks.flatMap((block) =>
    elementsOf(block).flatMap((element): readonly SeenButton[] => {
      if (element.type !== 'button') return [];
      const seen = { ...placeOf(block, element), label: labelOf(element, 'text') };
      const url = textIn(element, 'url');
      return [url === '' ? { ...seen, kind: 'action', state: 'enabled' } : { ...seen, kind: 'link', url }];
    }),
  );
}

export function menusIn(blocks: readonly JsonObject[]): readonly SeenMenu[] {
  return blocks.flatMap((block) =>
    elementsOf(block).flatMap((element): readonly SeenMenu[] => {
      const type = textIn(element, 'type');
      if (!MENU.test(type)) return [];
      const placeholder = labelOf(element, 'placeholder');
      return [
        {
          ...placeOf(block, element),
          type,
          placeholder,
          label: labelOf(block, 'label') || placeholder,
          options: choicesOf(element),
          tells: block.type === 'input' && block.dispatch_action !== true ? 'with-the-form' : 'at-once',
        },
      ];
    }),
  );
}

/** Options, or groups of them, as choices. */
export function choicesOf(menu: Json | undefined): readonly Choice[] {
  const read = (option: JsonObject, group: string | undefined): Choice => ({
    label: labelOf(option, 'text'),
    value: textIn(option, 'value'),
    group,
  });
  return [
    ...objectsIn(menu, 'options').map((option) => read(option, undefined)),
    ...objectsIn(menu, 'option_groups').flatMap((group) =>
      objectsIn(group, 'options').map((option) => read(option, labelOf(group, 'label'))),
    ),
  ];
}

export function fieldsIn(blocks: readonly JsonObject[]): readonly SeenField[] {
  return blocks.flatMap((block) =>
    block.type === 'input'
      ? elementsOf(block).map((element) => ({
          ...placeOf(block, element),
          type: textIn(element, 'type'),
          label: labelOf(block, 'label'),
          optional: block.optional === true ? ('optional' as const) : ('required' as const),
        }))
      : [],
  );
}
