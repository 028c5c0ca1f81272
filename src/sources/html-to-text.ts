/**
 * The text of the little HTML that reaches abstracts: paired formatting tags, links, line breaks, comments, entities.
 *
 * Abstracts are full of `<` that is no tag: `k < 10`, `a<b`, special tokens such as `<think>` or `<s>`. So a tag counts
 * only where it is a known formatting element that is closed again, or stands alone by nature.
 */
import { decodeHTMLStrict } from 'entities';
import { linkText } from './links.ts';

const COMMENT = /<!--[\s\S]*?-->/g;
const UNSEEN_ELEMENT = /<(script|style)\b[^<>]*>[\s\S]*?<\/\1\s*>/gi;
const LINK = /<a\s[^<>]*?href\s*=\s*["']?([^"'\s<>]+)["']?[^<>]*>([^<>]*)<\/a\s*>/gi;
const PAIRED =
  /<(a|abbr|b|big|blockquote|center|cite|code|dd|dl|dt|div|em|font|h[1-6]|i|li|mark|ol|p|pre|q|small|span|strike|strong|sub|sup|table|tbody|td|th|tr|tt|u|ul)(?:\s[^<>]*)?>([\s\S]{0,5000}?)<\/\1\s*>/gi;
const ALONE = /<(?:br|hr|wbr|img)(?:\s[^<>]*)?\/?>/gi;
const BLOCKS = new Set('blockquote center dd dl dt div h1 h2 h3 h4 h5 h6 li ol p pre table tbody td th tr ul'.split(' '));

export function htmlToText(text: string): string {
  const untagged = text.includes('<') ? withoutTags(text) : text;
  return untagged.includes('&') ? decodeHTMLStrict(untagged) : untagged;
}

function withoutTags(text: string): string {
  return text
    .replace(COMMENT, ' ')
    .replace(UNSEEN_ELEMENT, ' ')
    .replace(LINK, (_, address: string, label: string) => linkText(address, label))
    .replace(ALONE, ' ')
    .replace(PAIRED, (_, name: string, content: string) => elementText(name.toLowerCase(), content));
}

function elementText(name: string, content: string): string {
  if (name === 'sup') return `^{${content}}`;
  if (name === 'sub') return `_{${content}}`;
  return BLOCKS.has(name) ? ` ${content} ` : content;
}
