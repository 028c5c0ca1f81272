/**
 * How a Discord client reads markdown: what is seen, and which marks took effect. Made by the client's observed rules and
 * not by the renderer's, so that one can be held against the other.
 */
export interface DiscordReading {
  /** What a reader sees, without the marks. */
  readonly seen: string;
  /** In the order in which they begin; a link as `link:ADDRESS`. */
  readonly marks: readonly string[];
}

interface MarkRule {
  readonly name: string;
  /** Sticky; the first group is what is seen inside the mark. */
  readonly pattern: RegExp;
  /** Whether what is inside is markdown again. */
  readonly holds: 'markdown' | 'text';
}

const rule = (name: string, pattern: RegExp, holds: MarkRule['holds'] = 'text'): MarkRule => ({ name, pattern, holds });

const ANYWHERE: readonly MarkRule[] = [
  rule('code block', /```(.*?[^\n].*?)```/sy),
  rule('code', /(?<fence>`+)(.+?)(?<!`)\k<fence>(?!`)/sy),
  rule('strong', /\*\*((?:\\.|[^\\])+?)\*\*(?!\*)/sy, 'markdown'),
  rule('underline', /__((?:\\.|[^\\])+?)__(?!_)/sy, 'markdown'),
  rule('emphasis', /\*(?!\s)((?:\\.|\*\*|[^*\\])+?)(?<!\s) {0,2}\*(?!\*)/sy, 'markdown'),
  rule('emphasis', /_((?:\\.|__|[^_\\])+?)_(?!\w)/sy, 'markdown'),
  rule('struck', /~~(.+?)~~(?!_)/sy, 'markdown'),
  rule('spoiler', /\|\|(.+?)\|\|/sy, 'markdown'),
  rule('time', /<t:(-?\d+(?::[tTdDfFsSR])?)>/y),
  rule('emoji', /<a?:(\w+):\d+>/y),
  rule('emoji', /:([\w+-]+):/y),
  rule('mention', /<(?:@[!&]?|#)(\d+)>/y),
  rule('mention', /<\/([^>]+):\d+>/y),
  rule('mention', /<id:(\w+)>/y),
  rule('mention', /(@everyone|@here)/y),
  rule('address', /((?:https?|steam):\/\/[^\s<]+[^<.,:;"'\]\s])/y),
  rule('address', /<([^: >]+:\/[^ >]+)>/y),
];

const LINE_START: readonly MarkRule[] = [
  rule('heading', /#{1,3}\s+(?!#)([^\n]*)/y, 'markdown'),
  rule('small', /-# +(?!-#)([^\n]+)/y, 'markdown'),
  rule('quote', />(?:>>)? ([^\n]*)/y, 'markdown'),
  rule('entry', /(?:[-*+]|\d+[.)]) +([^\n]+)/y, 'markdown'),
];

const MASKED_LINK = /\[((?:\[[^\]]*\]|[^[\]])*)\]\(([^\s()]+)\)/y;

export function readDiscord(markdown: string): DiscordReading {
  let seen = '';
  const marks: string[] = [];
  let at = 0;
  while (at < markdown.length) {
    const escaped = matchAt(/\\([^A-Za-z0-9\s])/uy, markdown, at);
    const link = escaped === undefined ? linkAt(markdown, at) : undefined;
    const found = escaped === undefined && link === undefined ? markAt(markdown, at) : undefined;
    if (escaped !== undefined) {
      seen += escaped[1];
      at += escaped[0].length;
    } else if (link !== undefined) {
      marks.push(`link:${link.address}`);
      seen += link.label;
      at += link.length;
    } else if (found !== undefined) {
      const inside = found.holds === 'markdown' ? readDiscord(found.inner) : { seen: found.inner, marks: [] };
      marks.push(found.name, ...inside.marks);
      seen += inside.seen;
      at += found.length;
    } else {
      seen += markdown[at];
      at += 1;
    }
  }
  return { seen, marks };
}

/** A backslash in a label is seen, and a label with an address, a mention or a mark of its own makes no link of ours. */
function linkAt(markdown: string, at: number) {
  const [whole = '', label = '', address = ''] = matchAt(MASKED_LINK, markdown, at) ?? [];
  if (whole === '' || label.trim() === '') return undefined;
  const marked = [...label].some((_, start) => matchesOf(ANYWHERE, label, start) !== undefined);
  return marked || label.includes('\\') ? undefined : { label, address, length: whole.length };
}

function markAt(markdown: string, at: number) {
  const line = markdown.slice(markdown.lastIndexOf('\n', at - 1) + 1, at);
  const starts = line.trim() === '' ? matchesOf(LINE_START, markdown, at) : undefined;
  return starts ?? matchesOf(ANYWHERE, markdown, at);
}

function matchesOf(rules: readonly MarkRule[], markdown: string, at: number) {
  for (const { name, pattern, holds } of rules) {
    const match = matchAt(pattern, markdown, at);
    if (match !== undefined) return { name, holds, inner: match.at(-1) ?? '', length: match[0].length };
  }
  return undefined;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
