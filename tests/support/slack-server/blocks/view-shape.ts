/**
 * Modals and Home tabs as an app gives them.
 */
import { z } from 'zod';
import type { Json, JsonObject } from '../json.ts';
import { isObject } from '../json.ts';
import type { Fault } from '../refusal.ts';
import { faultsOf } from '../shape-faults.ts';
import { judgeBlocks } from './surface-rules.ts';
import { anId, plainText } from './text-objects.ts';

const MAX_MODAL_TITLE_LENGTH = 24;
const MAX_PRIVATE_METADATA_LENGTH = 3000;
/** Bytes of a view as JSON; source: the method pages, `view_too_large`. */
export const MAX_VIEW_BYTES = 250_000;

const ofAnyView = {
  blocks: z.array(z.unknown()),
  private_metadata: z
    .string()
    .max(MAX_PRIVATE_METADATA_LENGTH, `must be less than ${MAX_PRIVATE_METADATA_LENGTH + 1} characters`)
    .optional(),
  callback_id: anId.optional(),
  external_id: anId.optional(),
};

const modal = z.strictObject({
  type: z.literal('modal'),
  ...ofAnyView,
  title: plainText(MAX_MODAL_TITLE_LENGTH),
  submit: plainText(MAX_MODAL_TITLE_LENGTH).optional(),
  close: plainText(MAX_MODAL_TITLE_LENGTH).optional(),
  clear_on_close: z.boolean().optional(),
  notify_on_close: z.boolean().optional(),
  submit_disabled: z.boolean().optional(),
});

const home = z.strictObject({ type: z.literal('home'), ...ofAnyView });

export function viewFaults(view: Json | undefined, surface: 'modal' | 'home'): readonly Fault[] {
  const shaped = (surface === 'modal' ? modal : home).safeParse(view);
  if (!shaped.success) return faultsOf(shaped.error, view);
  const given: JsonObject = isObject(view) ? view : {};
  const verdict = judgeBlocks(given.blocks, surface);
  if (verdict.kind === 'too-long') return [];
  if (verdict.kind === 'faulty')
    return verdict.faults.map(({ pointer, sentence }) => ({ pointer: `/blocks${pointer}`, sentence }));
  const asks = verdict.blocks.some(({ type }) => type === 'input');
  return asks && surface === 'modal' && given.submit === undefined
    ? [{ pointer: '/submit', sentence: '`submit` is required when there is an input block' }]
    : [];
}
