/**
 * Discord's markdown as HTML, as far as messages of papers use it. All text is escaped first, so that what was sent shows as sent.
 */
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** Parts that are set aside before the marks around them are read: escapes, code, links and times. */
const ATOMS =
  /\\([!-/:-@[-`{-~])|```(?:\w+\n)?([\s\S]+?)```|`([^`\n]+)`|\[((?:\\.|[^\]\\\n])+)\]\(<?(https?:\/\/[^\s)>]+)>?\)|<t:(-?\d+)(?::[tTdDfFsSR])?>|<?(https?:\/\/[^\s<>]+)>?|<\/([^:>\n]+):\d+>|<([@#])(\d+)>/g;
/** From the private use area: no text of a message has them. */
const KEEP = '\uE000';

export function markdownToHtml(text: string): string {
  const kept: string[] = [];
  const keep = (html: string): string => `${KEEP}${kept.push(html) - 1}${KEEP}`;
  const set = text.replace(ATOMS, (_, sign, block, code, label, url, seconds, bare, command, mention, id) => {
    if (sign !== undefined) return keep(escapeHtml(sign));
    if (block !== undefined) return keep(`<pre>${escapeHtml(block)}</pre>`);
    if (code !== undefined) return keep(`<code>${escapeHtml(code)}</code>`);
    if (label !== undefined) return keep(`<a href="${escapeHtml(url)}">${markdownToHtml(label)}</a>`);
    if (seconds !== undefined) return keep(`<time>${new Date(Number(seconds) * 1000).toUTCString()}</time>`);
    if (id !== undefined) return keep(`<b title="${id}">${mention}…${String(id).slice(-4)}</b>`);
    if (command !== undefined) return keep(`<b>/${escapeHtml(command)}</b>`);
    return keep(`<a href="${escapeHtml(bare)}">${escapeHtml(bare)}</a>`);
  });
  const marked = set
    .split('\n')
    .map(lineToHtml)
    .join('\n')
    .replace(/(?<!<\/(?:h1|h2|h3|small|blockquote|li)>)\n/g, '<br>\n');
  return marked.replace(new RegExp(`${KEEP}(\\d+)${KEEP}`, 'g'), (_, at) => kept[Number(at)] ?? '');
}

const LINES: readonly (readonly [RegExp, string])[] = [
  [/^### (.+)/, 'h3'],
  [/^## (.+)/, 'h2'],
  [/^# (.+)/, 'h1'],
  [/^-# (.+)/, 'small'],
  [/^> (.+)/, 'blockquote'],
  [/^\s*[-*] (.+)/, 'li'],
];

function lineToHtml(line: string): string {
  for (const [pattern, tag] of LINES) {
    const inner = pattern.exec(line)?.[1];
    if (inner !== undefined) return `<${tag}>${inlineToHtml(inner)}</${tag}>`;
  }
  return inlineToHtml(line);
}

const inlineToHtml = (text: string): string =>
  escapeHtml(text)
    .replace(/\*\*(.+?)\*\*/g, '<b>$1</b>')
    .replace(/__(.+?)__/g, '<u>$1</u>')
    .replace(/~~(.+?)~~/g, '<s>$1</s>')
    .replace(/\*(\S(?:.*?\S)?)\*/g, '<i>$1</i>')
    .replace(/(?<!\w)_(\S(?:.*?\S)?)_(?!\w)/g, '<i>$1</i>');
