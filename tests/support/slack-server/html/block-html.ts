/**
 * Blocks and their elements as HTML, as a reader in UTC would see them.
 */
import { isObject, type Json, type JsonObject, objectIn, objectsIn, textIn } from '../json.ts';
import { type Reader, showDate } from '../mrkdwn/date-format.ts';
import { labelOf, rowsOf } from '../story/block-words.ts';
import { choicesOf } from '../story/seen-elements.ts';
import { escapeHtml, linkHtml, mrkdwnHtml } from './mrkdwn-html.ts';

export function blockHtml(block: JsonObject, reader: Reader): string {
  return `<div class="${escapeHtml(textIn(block, 'type'))}">${insideOf(block, reader)}</div>`;
}

function insideOf(block: JsonObject, reader: Reader): string {
  switch (block.type) {
    case 'header':
      return `<h3>${textHtml(block.text, reader)}</h3>`;
    case 'divider':
      return '<hr>';
    case 'section':
      return sectionHtml(block, reader);
    case 'context':
      return objectsIn(block, 'elements')
        .map((element) => (element.type === 'image' ? pictureHtml(element) : `<span>${textHtml(element, reader)}</span>`))
        .join(' ');
    case 'actions':
      return objectsIn(block, 'elements')
        .map((element) => elementHtml(element))
        .join(' ');
    case 'image':
      return `${textHtml(block.title, reader)} ${pictureHtml(block)}`;
    case 'input':
      return `<label>${textHtml(block.label, reader)} ${elementHtml(objectIn(block, 'element'))}</label><small>${textHtml(block.hint, reader)}</small>`;
    case 'markdown':
      return `<pre>${escapeHtml(textIn(block, 'text'))}</pre>`;
    case 'table':
      return `<table>${rowsOf(block)
        .map((row) => `<tr>${row.map((cell) => `<td>${cellHtml(cell, reader)}</td>`).join('')}</tr>`)
        .join('')}</table>`;
    default:
      return richHtml(block, reader);
  }
}

function sectionHtml(block: JsonObject, reader: Reader): string {
  const fields = objectsIn(block, 'fields')
    .map((field) => `<div>${textHtml(field, reader)}</div>`)
    .join('');
  const accessory = isObject(block.accessory) ? `<span class="accessory">${elementHtml(block.accessory)}</span>` : '';
  return `${accessory}${textHtml(block.text, reader)}${fields === '' ? '' : `<div class="fields">${fields}</div>`}`;
}

const cellHtml = (cell: JsonObject, reader: Reader): string =>
  cell.type === 'rich_text' ? richHtml(cell, reader) : escapeHtml(textIn(cell, 'text'));

const pictureHtml = (picture: JsonObject): string => `<span class="picture">🖼 ${escapeHtml(textIn(picture, 'alt_text'))}</span>`;

function textHtml(object: Json | undefined, reader: Reader): string {
  const text = textIn(object, 'text');
  return isObject(object) && object.type === 'mrkdwn' ? mrkdwnHtml(text, reader) : escapeHtml(text).replaceAll('\n', '<br>');
}

function elementHtml(element: JsonObject): string {
  const type = textIn(element, 'type');
  if (type === 'image') return pictureHtml(element);
  if (type === 'button') {
    const url = textIn(element, 'url');
    const style = textIn(element, 'style');
    const label = labelOf(element, 'text');
    return `<span class="button ${escapeHtml(style)}">${url === '' ? escapeHtml(label) : linkHtml(url, label)}</span>`;
  }
  const choices = choicesOf(element).map(({ label }) => label);
  if (type === 'checkboxes' || type === 'radio_buttons') {
    const sign = type === 'checkboxes' ? '☐' : '○';
    return choices.map((label) => `<div>${sign} ${escapeHtml(label)}</div>`).join('');
  }
  if (type === 'overflow') return `<span class="button" title="${escapeHtml(choices.join(', '))}">⋯</span>`;
  const shown =
    textIn(element, 'initial_value') || labelOf(objectIn(element, 'initial_option'), 'text') || labelOf(element, 'placeholder');
  return `<span class="entry" title="${escapeHtml(choices.join(', '))}">${shown === '' ? type.replaceAll('_', ' ') : escapeHtml(shown)}${type.includes('select') ? ' ▾' : ''}</span>`;
}

const RICH_TAG: Readonly<Record<string, string>> = {
  rich_text_list: 'ul',
  rich_text_quote: 'blockquote',
  rich_text_preformatted: 'pre',
};

function richHtml(element: JsonObject, reader: Reader): string {
  const inside = objectsIn(element, 'elements').map((part) => richHtml(part, reader));
  const tag = RICH_TAG[textIn(element, 'type')];
  if (element.type === 'rich_text_list') return `<ul>${inside.map((part) => `<li>${part}</li>`).join('')}</ul>`;
  if (tag !== undefined) return `<${tag}>${inside.join('')}</${tag}>`;
  switch (element.type) {
    case 'text':
      return styledHtml(escapeHtml(textIn(element, 'text')).replaceAll('\n', '<br>'), objectIn(element, 'style'));
    case 'link':
      return styledHtml(
        linkHtml(textIn(element, 'url'), textIn(element, 'text') || textIn(element, 'url')),
        objectIn(element, 'style'),
      );
    case 'emoji':
      return `:${escapeHtml(textIn(element, 'name'))}:`;
    case 'date':
      return escapeHtml(showDate(Number(element.timestamp), textIn(element, 'format'), reader));
    case 'user':
    case 'channel':
    case 'broadcast':
      return `<span class="mention">${escapeHtml(textIn(element, 'user_id') || textIn(element, 'channel_id') || textIn(element, 'range'))}</span>`;
    default:
      return inside.join('');
  }
}

const STYLES = [
  ['code', 'code'],
  ['strike', 's'],
  ['italic', 'i'],
  ['bold', 'b'],
] as const;

function styledHtml(inside: string, style: JsonObject): string {
  return STYLES.reduce((html, [name, tag]) => (style[name] === true ? `<${tag}>${html}</${tag}>` : html), inside);
}
