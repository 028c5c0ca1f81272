/**
 * A recorded message as a page to look at, with the web components of @skyra/discord-components-core; Components V2, which that
 * package has no elements for, are drawn with plain ones. Pure: the script of the package is given as an address or as its text.
 */
import { ButtonStyle, ComponentType as Type } from 'discord-api-types/v10';
import type { AnyComponent } from './component-shapes.ts';
import { escapeHtml, markdownToHtml } from './discord-markdown.ts';
import type { RecordedEmbed } from './embed-rules.ts';
import type { RecordedMessage } from './world.ts';

export type ComponentScript =
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'inline'; readonly text: string };

export interface MessagePage {
  readonly title: string;
  readonly messages: readonly RecordedMessage[];
  readonly script: ComponentScript;
}

export function messagePage({ title, messages, script }: MessagePage): string {
  const loaded =
    script.kind === 'address'
      ? `<script type="module" src="${escapeHtml(script.url)}"></script>`
      : `<script type="module">${script.text.replaceAll('</script', '<\\/script')}</script>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style>${loaded}</head>
<body><discord-messages>${messages.map(messageHtml).join('\n')}</discord-messages></body>
</html>
`;
}

const STYLE =
  'body{margin:0;background:#313338;color:#dbdee1;font:16px/1.375 sans-serif}a{color:#00a8fc}small{color:#949ba4;display:block}' +
  'code,pre{background:#2b2d31;padding:0 .25em}blockquote{margin:0;border-left:4px solid #4e5058;padding-left:.75em}' +
  '.v2{border-left:4px solid var(--accent,#4e5058);background:#2b2d31;border-radius:8px;padding:1em;margin:.25em 0;max-width:600px}' +
  '.select{background:#1e1f22;border-radius:8px;padding:.6em;margin:.25em 0;max-width:400px}h1,h2,h3{margin:.25em 0}';

/** A plain disc, as the page loads nothing. */
const AVATAR =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40'%3E%3Crect width='40' height='40' fill='%235865f2'/%3E%3C/svg%3E";

export function messageHtml(message: RecordedMessage): string {
  const { body, author, visibility } = message;
  const attributes = attributesOf({
    author: author.username,
    avatar: AVATAR,
    bot: author.kind === 'bot',
    timestamp: new Date(message.createdAt).toISOString(),
    edited: message.editedAt !== undefined,
    ephemeral: visibility.kind === 'only-for',
  });
  const text = message.thinking ? '<i>is thinking…</i>' : markdownToHtml(body.content);
  const rows = body.components.map(componentHtml).join('');
  const files = body.files
    .map(({ name, bytes }) => `<div class="select">📎 ${escapeHtml(name)} (${bytes.length} bytes)</div>`)
    .join('');
  const below = rows + files === '' ? '' : `<discord-attachments slot="components">${rows}${files}</discord-attachments>`;
  return `<discord-message ${attributes}>${text}${body.embeds.map(embedHtml).join('')}${below}</discord-message>`;
}

/** True stands alone, false and undefined are left out. */
function attributesOf(values: Readonly<Record<string, string | boolean | undefined>>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => {
      if (value === undefined || value === false) return [];
      return value === true ? [name] : [`${name}="${escapeHtml(value)}"`];
    })
    .join(' ');
}

const colorOf = (color: number | undefined): string | undefined =>
  color === undefined ? undefined : `#${color.toString(16).padStart(6, '0')}`;

function embedHtml(embed: RecordedEmbed): string {
  const attributes = attributesOf({
    slot: 'embeds',
    color: colorOf(embed.color),
    'embed-title': embed.title?.replace(/\\([!-/:-@[-`{-~])/g, '$1'),
    url: embed.url,
    'author-name': embed.author?.name,
    'author-url': embed.author?.url,
    image: embed.image?.url,
    thumbnail: embed.thumbnail?.url,
  });
  const fields = (embed.fields ?? []).map(
    ({ name, value, inline }) =>
      `<discord-embed-field ${attributesOf({ 'field-title': name, inline: inline === true })}>${markdownToHtml(value)}</discord-embed-field>`,
  );
  const parts = [
    embed.description === undefined
      ? ''
      : `<discord-embed-description slot="description">${markdownToHtml(embed.description)}</discord-embed-description>`,
    fields.length === 0 ? '' : `<discord-embed-fields slot="fields">${fields.join('')}</discord-embed-fields>`,
    embed.footer === undefined
      ? ''
      : `<discord-embed-footer ${attributesOf({ slot: 'footer', timestamp: embed.timestamp })}>${escapeHtml(embed.footer.text)}</discord-embed-footer>`,
  ];
  return `<discord-embed ${attributes}>${parts.join('')}</discord-embed>`;
}

const BUTTON_TYPE: Readonly<Record<number, string>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'secondary',
  [ButtonStyle.Success]: 'success',
  [ButtonStyle.Danger]: 'destructive',
};

function componentHtml(component: AnyComponent): string {
  switch (component.type) {
    case Type.ActionRow:
      return `<discord-action-row>${component.components.map(componentHtml).join('')}</discord-action-row>`;
    case Type.Button: {
      const url = component.style === ButtonStyle.Link ? component.url : undefined;
      const attributes = attributesOf({
        type: BUTTON_TYPE[component.style] ?? 'secondary',
        url,
        disabled: component.disabled === true,
      });
      return `<discord-button ${attributes}>${escapeHtml([component.emoji?.name, component.label].filter(Boolean).join(' '))}</discord-button>`;
    }
    case Type.TextDisplay:
      return `<div>${markdownToHtml(component.content)}</div>`;
    case Type.Section:
      return `<div>${component.components.map(componentHtml).join('')}${componentHtml(component.accessory)}</div>`;
    case Type.Container:
      return `<div class="v2" style="--accent:${colorOf(component.accent_color ?? undefined) ?? '#4e5058'}">${component.components.map(componentHtml).join('')}</div>`;
    case Type.Separator:
      return component.divider === false ? '<br>' : '<hr>';
    case Type.Thumbnail:
      return `<div class="select">🖼 ${escapeHtml(component.media.url)}</div>`;
    case Type.MediaGallery:
      return component.items.map(({ media }) => `<div class="select">🖼 ${escapeHtml(media.url)}</div>`).join('');
    case Type.File:
      return `<div class="select">📎 ${escapeHtml(component.file.url)}</div>`;
    default:
      return `<div class="select">${escapeHtml(component.placeholder ?? 'Make a selection')} ▾</div>`;
  }
}
