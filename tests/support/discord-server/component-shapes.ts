/**
 * The shape of each message component, alone. Source: Discord docs, "Component reference".
 *
 * What a message may hold of them together (how many, unique ids, with or without Components V2) is in component-rules.ts.
 */
import { ButtonStyle, ChannelType, ComponentType as Type } from 'discord-api-types/v10';
import { z } from 'zod';
import { mediaUrl } from './embed-rules.ts';

const id = z
  .int()
  .min(0)
  .max(2 ** 31 - 1)
  .optional();
export const customId = z.string().min(1).max(100);
const snowflake = z.string().regex(/^\d{17,20}$/);
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|[#*0-9]\uFE0F?\u20E3/u;

export const Emoji = z
  .strictObject({ id: snowflake.nullish(), name: z.string().optional(), animated: z.boolean().optional() })
  .refine(({ id: custom, name = '' }) => typeof custom === 'string' || EMOJI.test(name), 'Invalid emoji');

const face = { label: z.string().min(1).max(80).optional(), emoji: Emoji.optional(), disabled: z.boolean().optional() };
const hasFace = ({ label, emoji }: { readonly label?: string | undefined; readonly emoji?: unknown }): boolean =>
  label !== undefined || emoji !== undefined;

const PressedButton = z
  .strictObject({
    type: z.literal(Type.Button),
    id,
    style: z.union([
      z.literal(ButtonStyle.Primary),
      z.literal(ButtonStyle.Secondary),
      z.literal(ButtonStyle.Success),
      z.literal(ButtonStyle.Danger),
    ]),
    custom_id: customId,
    ...face,
  })
  .refine(hasFace, 'A button needs a label or an emoji.');

const LinkButton = z
  .strictObject({
    type: z.literal(Type.Button),
    id,
    style: z.literal(ButtonStyle.Link),
    url: z
      .string()
      .max(512)
      .regex(/^(?:https?|discord):\/\/\S+$/, 'Scheme must be one of http, https, discord.'),
    ...face,
  })
  .refine(hasFace, 'A button needs a label or an emoji.');

export const Button = z.union([PressedButton, LinkButton]);

/** At most this many choices are offered, and as many may be chosen. */
const SELECT_OPTIONS = 25;
const selectFields = {
  id,
  custom_id: customId,
  placeholder: z.string().max(150).optional(),
  min_values: z.int().min(0).max(SELECT_OPTIONS).optional(),
  max_values: z.int().min(1).max(SELECT_OPTIONS).optional(),
  disabled: z.boolean().optional(),
  required: z.boolean().optional(),
};
const ordered = ({
  min_values: least = 1,
  max_values: most = 1,
}: {
  min_values?: number | undefined;
  max_values?: number | undefined;
}): boolean => least <= most;
const UNORDERED = 'min_values must be at most max_values.';

const SelectOption = z.strictObject({
  label: z.string().min(1).max(100),
  value: z.string().min(1).max(100),
  description: z.string().max(100).optional(),
  emoji: Emoji.optional(),
  default: z.boolean().optional(),
});

export const StringSelect = z
  .strictObject({
    type: z.literal(Type.StringSelect),
    options: z.array(SelectOption).min(1).max(SELECT_OPTIONS),
    ...selectFields,
  })
  .refine(ordered, UNORDERED)
  .refine(
    ({ options }) => new Set(options.map(({ value }) => value)).size === options.length,
    'The values of options must be unique.',
  )
  .refine(({ options, max_values: most = 1 }) => most <= options.length, 'max_values is more than there are options.')
  .refine(
    ({ options, max_values: most = 1 }) => options.filter((option) => option.default === true).length <= most,
    'More options are chosen by default than may be chosen.',
  );

const defaults = z
  .array(z.strictObject({ id: snowflake, type: z.enum(['user', 'role', 'channel']) }))
  .max(SELECT_OPTIONS)
  .optional();

export const FilledSelect = z
  .strictObject({
    type: z.union([z.literal(Type.UserSelect), z.literal(Type.RoleSelect), z.literal(Type.MentionableSelect)]),
    default_values: defaults,
    ...selectFields,
  })
  .refine(ordered, UNORDERED);

export const ChannelSelect = z
  .strictObject({
    type: z.literal(Type.ChannelSelect),
    channel_types: z.array(z.enum(ChannelType)).optional(),
    default_values: defaults,
    ...selectFields,
  })
  .refine(ordered, UNORDERED);

export const Select = z.union([StringSelect, FilledSelect, ChannelSelect]);

export const ActionRow = z
  .strictObject({
    type: z.literal(Type.ActionRow),
    id,
    components: z
      .array(z.union([Button, Select]))
      .min(1)
      .max(5),
  })
  .refine(
    ({ components }) => components.length === 1 || components.every(({ type }) => type === Type.Button),
    'A select must be alone in its row.',
  );

export const TextDisplay = z.strictObject({ type: z.literal(Type.TextDisplay), id, content: z.string().min(1).max(4000) });

const media = z.strictObject({ url: mediaUrl });
const described = { description: z.string().min(1).max(1024).nullish(), spoiler: z.boolean().optional() };
const Thumbnail = z.strictObject({ type: z.literal(Type.Thumbnail), id, media, ...described });

const Section = z.strictObject({
  type: z.literal(Type.Section),
  id,
  components: z.array(TextDisplay).min(1).max(3),
  accessory: z.union([Button, Thumbnail]),
});

const MediaGallery = z.strictObject({
  type: z.literal(Type.MediaGallery),
  id,
  items: z
    .array(z.strictObject({ media, ...described }))
    .min(1)
    .max(10),
});

const File = z.strictObject({
  type: z.literal(Type.File),
  id,
  file: z.strictObject({ url: z.string().regex(/^attachment:\/\/\S+$/, 'A file component shows an attachment:// only.') }),
  spoiler: z.boolean().optional(),
});

const Separator = z.strictObject({
  type: z.literal(Type.Separator),
  id,
  divider: z.boolean().optional(),
  spacing: z.union([z.literal(1), z.literal(2)]).optional(),
});

const inContainer = z.union([ActionRow, TextDisplay, Section, MediaGallery, Separator, File]);

const Container = z.strictObject({
  type: z.literal(Type.Container),
  id,
  components: z.array(inContainer).min(1),
  accent_color: z.int().min(0).max(0xffffff).nullish(),
  spoiler: z.boolean().optional(),
});

export const MessageComponents = z.array(z.union([inContainer, Container]));
export type MessageComponent = z.infer<typeof MessageComponents>[number];
export type AnyComponent = MessageComponent | z.infer<typeof Button> | z.infer<typeof Select> | z.infer<typeof Thumbnail>;
