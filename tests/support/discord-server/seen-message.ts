/**
 * A message as a person sees it, in no platform's words: its text, what can be pressed or chosen, its files, and who else sees it.
 */
import { ButtonStyle, ComponentType as Type } from 'discord-api-types/v10';
import { withinComponent } from './component-rules.ts';
import type { AnyComponent } from './component-shapes.ts';
import type { RecordedEmbed } from './embed-rules.ts';
import type { RecordedMessage } from './world.ts';

export interface SeenMessage {
  readonly id: string;
  readonly channelId: string;
  readonly author: string;
  readonly visibility: 'public' | 'private';
  readonly state: 'there' | 'edited' | 'deleted' | 'thinking';
  /** All text in the order of reading, a line a part; markup is as it was sent. */
  readonly text: string;
  readonly buttons: readonly SeenButton[];
  readonly menus: readonly SeenMenu[];
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** The whole record, for what is Discord's own. */
  readonly recorded: RecordedMessage;
}

export type SeenButton =
  | { readonly kind: 'action'; readonly label: string; readonly customId: string; readonly state: 'enabled' | 'disabled' }
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

export interface SeenMenu {
  readonly customId: string;
  readonly placeholder: string;
  readonly state: 'enabled' | 'disabled';
  /** None where Discord fills the menu itself (people, roles, channels). */
  readonly options: readonly { readonly label: string; readonly value: string }[];
  readonly least: number;
  readonly most: number;
  readonly type: Type;
}

export function seeMessage(recorded: RecordedMessage): SeenMessage {
  const { body } = recorded;
  const components = body.components.flatMap(withinComponent);
  return {
    id: recorded.id,
    channelId: recorded.channel.id,
    author: recorded.author.username,
    visibility: recorded.visibility.kind === 'public' ? 'public' : 'private',
    state: stateOf(recorded),
    text: [body.content, ...body.embeds.flatMap(textOfEmbed), ...components.flatMap(textOfComponent)]
      .filter((part) => part !== '')
      .join('\n'),
    buttons: components.flatMap(buttonOf),
    menus: components.flatMap(menuOf),
    files: body.files.map(({ name, bytes }) => ({ name, text: bytes.toString('utf8') })),
    recorded,
  };
}

function stateOf({ deletedAt, thinking, editedAt }: RecordedMessage): SeenMessage['state'] {
  if (deletedAt !== undefined) return 'deleted';
  if (thinking) return 'thinking';
  return editedAt === undefined ? 'there' : 'edited';
}

const textOfEmbed = (embed: RecordedEmbed): readonly string[] => [
  embed.author?.name ?? '',
  embed.title ?? '',
  embed.description ?? '',
  ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
  embed.footer?.text ?? '',
];

const textOfComponent = (component: AnyComponent): readonly string[] =>
  component.type === Type.TextDisplay ? [component.content] : [];

function buttonOf(component: AnyComponent): readonly SeenButton[] {
  if (component.type !== Type.Button) return [];
  const label = component.label ?? component.emoji?.name ?? '';
  if (component.style === ButtonStyle.Link) return [{ kind: 'link', label, url: component.url }];
  return [{ kind: 'action', label, customId: component.custom_id, state: component.disabled === true ? 'disabled' : 'enabled' }];
}

function menuOf(component: AnyComponent): readonly SeenMenu[] {
  if (!('custom_id' in component) || component.type === Type.Button) return [];
  return [
    {
      customId: component.custom_id,
      placeholder: component.placeholder ?? '',
      state: component.disabled === true ? 'disabled' : 'enabled',
      options: component.type === Type.StringSelect ? component.options.map(({ label, value }) => ({ label, value })) : [],
      least: component.min_values ?? 1,
      most: component.max_values ?? 1,
      type: component.type,
    },
  ];
}
