/**
 * What Discord takes for a modal. Source: Discord docs, "Interaction responses", modal, and "Component reference", label.
 *
 * An action row around a text input is deprecated but still taken; a label is what new code sends.
 */
import { ComponentType as Type } from 'discord-api-types/v10';
import { z } from 'zod';
import { ChannelSelect, customId, FilledSelect, StringSelect, TextDisplay } from './component-shapes.ts';

const id = z
  .int()
  .min(0)
  .max(2 ** 31 - 1)
  .optional();
const TEXT_LIMIT = 4000;

const inputFields = {
  type: z.literal(Type.TextInput),
  id,
  custom_id: customId,
  style: z.union([z.literal(1), z.literal(2)]),
  min_length: z.int().min(0).max(TEXT_LIMIT).optional(),
  max_length: z.int().min(1).max(TEXT_LIMIT).optional(),
  required: z.boolean().optional(),
  value: z.string().max(TEXT_LIMIT).optional(),
  placeholder: z.string().max(100).optional(),
};
const lengthsFit = ({
  min_length: least = 0,
  max_length: most = TEXT_LIMIT,
  value,
}: {
  readonly min_length?: number | undefined;
  readonly max_length?: number | undefined;
  readonly value?: string | undefined;
}): boolean => least <= most && (value === undefined || value === '' || (value.length >= least && value.length <= most));
const UNFIT = 'The lengths of a text input must be in order, and its value within them.';

const TextInput = z.strictObject(inputFields).refine(lengthsFit, UNFIT);
const LabelledTextInput = z.strictObject({ ...inputFields, label: z.string().min(1).max(45) }).refine(lengthsFit, UNFIT);
const InputRow = z.strictObject({ type: z.literal(Type.ActionRow), id, components: z.array(LabelledTextInput).length(1) });

const Choice = z.strictObject({
  label: z.string().min(1).max(100),
  value: z.string().min(1).max(100),
  description: z.string().max(100).optional(),
  default: z.boolean().optional(),
});
const FileUpload = z.strictObject({
  type: z.literal(Type.FileUpload),
  id,
  custom_id: customId,
  min_values: z.int().min(0).max(10).optional(),
  max_values: z.int().min(1).max(10).optional(),
  required: z.boolean().optional(),
});
const RadioGroup = z.strictObject({
  type: z.literal(Type.RadioGroup),
  id,
  custom_id: customId,
  options: z.array(Choice).min(2).max(10),
  required: z.boolean().optional(),
});
const CheckboxGroup = z.strictObject({
  type: z.literal(Type.CheckboxGroup),
  id,
  custom_id: customId,
  options: z.array(Choice).min(1).max(10),
  min_values: z.int().min(0).max(10).optional(),
  max_values: z.int().min(1).max(10).optional(),
  required: z.boolean().optional(),
});
const Checkbox = z.strictObject({ type: z.literal(Type.Checkbox), id, custom_id: customId, default: z.boolean().optional() });

const enabledInModal = { message: 'A select of a modal cannot be disabled.' };
const Labelled = z.union([
  TextInput,
  z.union([StringSelect, FilledSelect, ChannelSelect]).refine((select) => select.disabled !== true, enabledInModal),
  FileUpload,
  RadioGroup,
  CheckboxGroup,
  Checkbox,
]);
const Label = z.strictObject({
  type: z.literal(Type.Label),
  id,
  label: z.string().min(1).max(45),
  description: z.string().max(100).optional(),
  component: Labelled,
});

export type ModalField = z.infer<typeof Labelled> | z.infer<typeof LabelledTextInput>;
export type ModalPart = z.infer<typeof Label> | z.infer<typeof InputRow> | z.infer<typeof TextDisplay>;

/** The field of one part, none where it is text. */
export function fieldOf(part: ModalPart): ModalField | undefined {
  if (part.type === Type.Label) return part.component;
  return part.type === Type.ActionRow ? part.components[0] : undefined;
}

export const Modal = z
  .strictObject({
    custom_id: customId,
    title: z.string().min(1).max(45),
    components: z
      .array(z.union([Label, InputRow, TextDisplay]))
      .min(1)
      .max(5),
  })
  .refine(({ components }) => {
    const ids = components.flatMap((part) => fieldOf(part)?.custom_id ?? []);
    return new Set(ids).size === ids.length;
  }, 'Component custom id cannot be duplicated.');
export type Modal = z.infer<typeof Modal>;
