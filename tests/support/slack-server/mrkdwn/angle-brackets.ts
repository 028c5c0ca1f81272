/**
 * What stands between `<` and `>`: links, mentions and dates. Anything else there is text that somebody forgot to escape.
 */
import { dateTokensOf } from './date-format.ts';
import type { MarkupFault, MentionOf, Span } from './spans.ts';

export interface AngleReading {
  readonly span: Span;
  readonly faults: readonly MarkupFault[];
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Text as it is shown: the three entities that Slack knows are read, and no other. */
export function readEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** An ampersand that begins no entity of the three. */
export function hasRawAmpersand(text: string): boolean {
  return /&(?!(?:amp|lt|gt);)/.test(text);
}

function ping(of: MentionOf, written: string): readonly MarkupFault[] {
  return of === 'channel'
    ? []
    : [{ rule: 'ping', of, sentence: `${written} tells ${of === 'person' ? 'a person' : 'people'} of the message` }];
}

function mention(of: MentionOf, id: string, label: string, written: string): AngleReading {
  return { span: { kind: 'mention', of, id, label }, faults: ping(of, written) };
}

function date(body: string, label: string | undefined): AngleReading | undefined {
  const [unix = '', format = '', url] = body.split('^').slice(1);
  if (!/^\d{1,11}$/.test(unix) || format === '') return undefined;
  const { known, unknown } = dateTokensOf(format);
  const faults: MarkupFault[] = [];
  if (label === undefined || label === '')
    faults.push({ rule: 'bad_date', sentence: `<${body}> has no fallback text after a |` });
  if (known.length === 0) faults.push({ rule: 'bad_date', sentence: `<${body}> has no date token such as {date_short}` });
  if (unknown.length > 0)
    faults.push({ rule: 'bad_date', sentence: `<${body}> has tokens that Slack does not know: ${unknown.join(', ')}` });
  return {
    span: { kind: 'date', unix: Number(unix), format: readEntities(format), url, fallback: readEntities(label ?? '') },
    faults,
  };
}

function special(body: string, label: string | undefined): AngleReading | undefined {
  const written = `<${body}>`;
  if (body.startsWith('!date^')) return date(body, label);
  const group = /^!subteam\^(S[A-Z0-9]+)$/.exec(body);
  if (group?.[1] !== undefined) return mention('group', group[1], label ?? '', written);
  const everyone = /^!(channel|here|everyone)$/.exec(body);
  return everyone?.[1] === undefined ? undefined : mention('everyone', everyone[1], label ?? `@${everyone[1]}`, written);
}

function link(url: string, label: string | undefined): AngleReading | undefined {
  if (!/^(?:https?:\/\/|mailto:|tel:)[^\s<>|]+$/u.test(url)) return undefined;
  const raw = [url, label ?? ''].some(hasRawAmpersand);
  const faults: readonly MarkupFault[] = raw
    ? [{ rule: 'raw_markup', sentence: `the & in <${url}|…> is not written &amp;` }]
    : [];
  const shown = label === undefined || label === '' ? url : label;
  return { span: { kind: 'link', url: readEntities(url), label: readEntities(shown), made: 'written' }, faults };
}

/**
 * @param inside what stands between the brackets.
 * @returns undefined where it is no markup.
 */
export function readAngle(inside: string): AngleReading | undefined {
  const bar = inside.indexOf('|');
  const body = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : inside.slice(bar + 1);
  if (body.startsWith('!')) return special(body, label);
  const person = /^@([UW][A-Z0-9]+)$/.exec(body);
  if (person?.[1] !== undefined) return mention('person', person[1], label ?? '', `<${body}>`);
  const channel = /^#([CG][A-Z0-9]+)$/.exec(body);
  if (channel?.[1] !== undefined) return mention('channel', channel[1], label ?? '', `<${body}>`);
  return link(body, label);
}
