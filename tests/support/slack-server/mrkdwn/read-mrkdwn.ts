/**
 * Reads mrkdwn as Slack does: `*bold*`, `_italic_`, `~strike~`, `` `code` ``, fences, quotes and what stands in angle brackets.
 *
 * A `<`, `>` or `&` that is no markup is a fault, as Slack guesses there and text of others' making could then format or ping. A
 * mark styles only at the edge of a word and within a line.
 */
import { hasRawAmpersand, readAngle, readEntities } from './angle-brackets.ts';
import type { AutomaticParsing, Line, MarkupFault, Reading, Span } from './spans.ts';

/** A character that may style, or a span that is whole already. */
type Token = { readonly kind: 'character'; readonly text: string } | { readonly kind: 'whole'; readonly span: Span };

const STYLES: Readonly<Record<string, 'bold' | 'italic' | 'strike'>> = { '*': 'bold', _: 'italic', '~': 'strike' };

const ATOM =
  /```([\s\S]*?)```|`([^`\n]+)`|<([^<>\n]*)>|(https?:\/\/[^\s<>|`]*[^\s<>|`.,:;!?)*_~"'])|&(?:amp|lt|gt);|[<>&]|[\s\S]/gu;
const LOUD_NAME = /(?<![\w.])@(channel|here|everyone)\b/g;

export function readMrkdwn(text: string, parsing: AutomaticParsing = 'none'): Reading {
  const faults: MarkupFault[] = [];
  const parts = text.split(/(```[\s\S]*?```)/u);
  const lines = parts.flatMap((part, at): readonly Line[] => {
    if (at % 2 === 1) return [preformatted(part.slice(3, -3), faults)];
    const started = at === 0 ? part : part.replace(/^\n/, '');
    const inner = at === parts.length - 1 ? started : started.replace(/\n$/, '');
    return inner === '' ? [] : inner.split('\n').map((line) => readLine(line, parsing, faults));
  });
  if (parsing === 'names') faults.push(...loudNames(text));
  return { lines, faults };
}

function loudNames(text: string): readonly MarkupFault[] {
  return [...text.matchAll(LOUD_NAME)].map(([written]) => ({
    rule: 'ping' as const,
    of: 'everyone' as const,
    sentence: `${written} is taken for a mention, as nothing says \`verbatim: true\``,
  }));
}

function preformatted(text: string, faults: MarkupFault[]): Line {
  faults.push(...rawMarks(text));
  return { kind: 'preformatted', text: readEntities(text).replace(/^\n|\n$/g, '') };
}

function rawMarks(text: string): readonly MarkupFault[] {
  const raw = /[<>]/.exec(text)?.[0] ?? (hasRawAmpersand(text) ? '&' : undefined);
  return raw === undefined
    ? []
    : [{ rule: 'raw_markup', sentence: `the ${raw} in ${JSON.stringify(text.slice(0, 60))} is not escaped` }];
}

function readLine(line: string, parsing: AutomaticParsing, faults: MarkupFault[]): Line {
  const quoted = /^(?:>|&gt;) ?/.exec(line)?.[0];
  const spans = styled(tokensOf(line.slice(quoted?.length ?? 0), parsing, faults));
  return { kind: quoted === undefined ? 'line' : 'quote', spans };
}

function tokensOf(line: string, parsing: AutomaticParsing, faults: MarkupFault[]): readonly Token[] {
  return [...line.matchAll(ATOM)].map(([written, , code, angle, address]): Token => {
    if (code !== undefined) {
      faults.push(...rawMarks(code));
      return { kind: 'whole', span: { kind: 'code', text: readEntities(code) } };
    }
    if (angle !== undefined) {
      const reading = readAngle(angle);
      faults.push(...(reading?.faults ?? [{ rule: 'raw_markup', sentence: `${written} is no markup that Slack knows` }]));
      return { kind: 'whole', span: reading?.span ?? { kind: 'text', text: readEntities(written) } };
    }
    if (address !== undefined && hasRawAmpersand(address)) faults.push(...rawMarks(address));
    if (address !== undefined && parsing !== 'none') {
      const url = readEntities(address);
      return { kind: 'whole', span: { kind: 'link', url, label: url, made: 'automatic' } };
    }
    if (/^[<>&]$/.test(written)) {
      faults.push({ rule: 'raw_markup', sentence: `the ${written} in ${JSON.stringify(line.slice(0, 60))} is not escaped` });
    }
    if (address !== undefined) return { kind: 'whole', span: { kind: 'text', text: readEntities(address) } };
    return { kind: 'character', text: written };
  });
}

const isWordAt = (token: Token | undefined): boolean => token?.kind === 'character' && /[\p{L}\p{N}]/u.test(token.text);
const isBlankAt = (token: Token | undefined): boolean =>
  token === undefined || (token.kind === 'character' && /\s/u.test(token.text));

function closingOf(tokens: readonly Token[], opening: number, mark: string): number {
  if (isWordAt(tokens[opening - 1]) || isBlankAt(tokens[opening + 1])) return -1;
  return tokens.findIndex(
    (token, at) =>
      at > opening + 1 &&
      token.kind === 'character' &&
      token.text === mark &&
      !isBlankAt(tokens[at - 1]) &&
      !isWordAt(tokens[at + 1]),
  );
}

function styled(tokens: readonly Token[]): readonly Span[] {
  const spans: Span[] = [];
  const add = (text: string): void => {
    const last = spans.at(-1);
    if (last?.kind === 'text') spans[spans.length - 1] = { kind: 'text', text: last.text + text };
    else spans.push({ kind: 'text', text });
  };
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.kind === 'whole') {
      if (token.span.kind === 'text') add(token.span.text);
      else spans.push(token.span);
      continue;
    }
    const style = STYLES[token.text];
    const closing = style === undefined ? -1 : closingOf(tokens, at, token.text);
    if (style === undefined || closing < 0) {
      add(readEntities(token.text));
      continue;
    }
    spans.push({ kind: 'styled', style, inside: styled(tokens.slice(at + 1, closing)) });
    at = closing;
  }
  return spans;
}
