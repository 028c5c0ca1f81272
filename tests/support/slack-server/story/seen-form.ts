/**
 * A modal or a Home tab as a person sees it.
 */
import { objectsIn } from '../json.ts';
import type { View } from '../state/views.ts';
import type { Twin } from '../twin.ts';
import { labelOf, wordsOfBlock } from './block-words.ts';
import { buttonsIn, fieldsIn, menusIn, type SeenButton, type SeenField, type SeenMenu } from './seen-elements.ts';
import { readingOf } from './seen-message.ts';

export interface SeenForm {
  readonly title: string;
  readonly text: string;
  readonly fields: readonly SeenField[];
  readonly buttons: readonly SeenButton[];
  readonly menus: readonly SeenMenu[];
  /** The whole record, for what is Slack's own. */
  readonly view: View;
}

export function seeForm(twin: Twin, view: View): SeenForm {
  const blocks = objectsIn(view.shape, 'blocks');
  const reading = readingOf(twin, view.personId);
  return {
    title: labelOf(view.shape, 'title'),
    text: blocks
      .flatMap((block) => wordsOfBlock(block, reading))
      .filter((line) => line !== '')
      .join('\n'),
    fields: fieldsIn(blocks),
    buttons: buttonsIn(blocks),
    menus: menusIn(blocks),
    view,
  };
}
