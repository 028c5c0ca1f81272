/**
 * How a Slack client reads mrkdwn: what is seen, and which marks took effect. Made by Slack's documented rules and not by the
 * renderer's, so that one can be held against the other.
 */
export interface SlackReading {
  /** What a reader sees, without the marks. */
  readonly seen: string;
  /** In the order in which they begin; a link as `link:ADDRESS`. */
  readonly marks: readonly string[];
}

const FORMATS: readonly (readonly [sign: string, name: string])[] = [
  ['*', 'strong'],
  ['_', 'emphasis'],
  ['~', 'struck'],
  ['`', 'code'],
];

export function readSlack(mrkdwn: string): SlackReading {
  let seen = '';
  const marks: string[] = [];
  for (const [number, line] of mrkdwn.split('\n').entries()) {
    const quoted = /^\s*(?:>|&gt;)/.test(line);
    const inside = readInline(line);
    seen += (number === 0 ? '' : '\n') + inside.seen;
    marks.push(...(quoted ? ['quote'] : []), ...inside.marks);
  }
  return { seen, marks };
}

function readInline(text: string): SlackReading {
  let seen = '';
  const marks: string[] = [];
  let at = 0;
  while (at < text.length) {
    const control = /^<([^<>]*)>/.exec(text.slice(at));
    const format = control === null ? formatAt(text, at) : undefined;
    const entity = /^&(amp|lt|gt);/.exec(text.slice(at));
    const emoji = /^:([\w+'-]+):/.exec(text.slice(at));
    if (control !== null) {
      const { name, label } = readControl(control[1] ?? '');
      const inside = readInline(label);
      marks.push(name, ...inside.marks);
      seen += inside.seen;
      at += control[0].length;
    } else if (format !== undefined) {
      const inside = format.name === 'code' ? { seen: decoded(format.inner), marks: [] } : readInline(format.inner);
      marks.push(format.name, ...inside.marks);
      seen += inside.seen;
      at += format.inner.length + 2;
    } else if (entity !== null) {
      seen += decoded(entity[0]);
      at += entity[0].length;
    } else if (emoji !== null) {
      marks.push('emoji');
      at += emoji[0].length;
    } else {
      if (/[<>&]/.test(text[at] ?? '')) marks.push('raw');
      seen += text[at];
      at += 1;
    }
  }
  return { seen, marks };
}

/** A sign opens after what is no letter or digit and before what is no space; it closes the other way round. */
function formatAt(text: string, at: number) {
  const format = FORMATS.find(([sign]) => sign === text[at]);
  if (format === undefined || /[A-Za-z0-9]/.test(text[at - 1] ?? ' ') || /\s/.test(text[at + 1] ?? ' ')) return undefined;
  const [sign, name] = format;
  for (let end = text.indexOf(sign, at + 1); end > 0; end = text.indexOf(sign, end + 1)) {
    const closes = !/\s/.test(text[end - 1] ?? ' ') && !/[A-Za-z0-9]/.test(text[end + 1] ?? ' ');
    if (end > at + 1 && closes) return { name, inner: text.slice(at + 1, end) };
  }
  return undefined;
}

function readControl(inner: string): { readonly name: string; readonly label: string } {
  const [target = '', label = target] = inner.split(/\|(.*)/s);
  if (target.startsWith('!date^')) return { name: 'time', label };
  if (target.startsWith('!')) return { name: 'ping', label };
  if (target.startsWith('@')) return { name: 'mention', label };
  if (target.startsWith('#')) return { name: 'channel', label };
  return { name: `link:${decoded(target)}`, label };
}

function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
