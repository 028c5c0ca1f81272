/**
 * Pings and unescaped text anywhere in a message or a view: Slack takes them, so they are no refusals, but no such thing may be sent.
 */
import { isObject, type Json, type JsonObject } from '../json.ts';
import { readMrkdwn } from './read-mrkdwn.ts';
import type { AutomaticParsing, MarkupFault } from './spans.ts';

/** Whether a message may name a person so that they are told of it. Rooms and groups never. */
export type AllowedPings = 'nobody' | 'people';

export function faultsOfMrkdwn(text: string, parsing: AutomaticParsing, allowed: AllowedPings): readonly MarkupFault[] {
  return readMrkdwn(text, parsing).faults.filter(({ rule, of }) => !(rule === 'ping' && of === 'person' && allowed === 'people'));
}

const RICH_PINGS: Readonly<Record<string, 'person' | 'group' | 'everyone'>> = {
  user: 'person',
  usergroup: 'group',
  broadcast: 'everyone',
};

function faultsOfObject(object: JsonObject, allowed: AllowedPings): readonly MarkupFault[] {
  const { type, text, verbatim } = object;
  if (type === 'mrkdwn' && typeof text === 'string') return faultsOfMrkdwn(text, verbatim === true ? 'none' : 'names', allowed);
  if (type === 'markdown' && typeof text === 'string') return faultsOfMarkdown(text, allowed);
  const of = typeof type === 'string' ? RICH_PINGS[type] : undefined;
  if (of === undefined || (of === 'person' && allowed === 'people')) return [];
  return [{ rule: 'ping', of, sentence: `a rich text element of type ${type} tells people of the message` }];
}

function faultsOfMarkdown(text: string, allowed: AllowedPings): readonly MarkupFault[] {
  const mentions = text.match(/<(?:!(?:channel|here|everyone|subteam\^\w+)|@[UW]\w+)(?:\|[^>]*)?>/g) ?? [];
  return mentions
    .filter((written) => !(written.startsWith('<@') && allowed === 'people'))
    .map((written) => ({ rule: 'ping', sentence: `${written} in a markdown block tells people of the message` }));
}

/** @param value blocks, or a whole view. */
export function markupFaultsIn(value: Json | undefined, allowed: AllowedPings): readonly MarkupFault[] {
  if (Array.isArray(value)) return value.flatMap((member) => markupFaultsIn(member, allowed));
  if (!isObject(value)) return [];
  return [...faultsOfObject(value, allowed), ...Object.values(value).flatMap((member) => markupFaultsIn(member, allowed))];
}
