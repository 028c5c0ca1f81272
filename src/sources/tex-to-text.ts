/**
 * TeX as plain text that a person can read: `$O(n^2)$` is O(n²), `\textbf{x}` is x, `Schr\"odinger` is Schrödinger.
 *
 * One pass over the source, in text mode or in math mode, with a bound on nesting. What is not understood is left
 * readable: an unknown `\method` is the word "method".
 */
import { commandText } from './tex-command-text.ts';
import { SWITCHES } from './tex-commands.ts';
import { mathAt } from './tex-dollars.ts';
import { bareScript, type ScriptMark, scriptText } from './tex-scripts.ts';
import { argumentAt, type Mode, matchBraces, type Range, type Rendered, type Tex } from './tex-source.ts';

const SPECIAL = /[\\${}^_~&]/;
const PLAIN = /[^\\${}^_~&]+/y;
/** Deeper braces than any formula has; what is inside them is left as it is. */
const DEEPEST = 40;

export function texToText(text: string): string {
  if (!SPECIAL.test(text)) return text;
  let depth = 0;
  const tex: Tex = {
    source: text,
    braces: matchBraces(text),
    render: (range, mode) => {
      if (depth >= DEEPEST) return text.slice(range.from, range.to);
      depth++;
      const rendered = renderRange(tex, range, mode);
      depth--;
      return rendered;
    },
  };
  return tex.render({ from: 0, to: text.length }, 'text');
}

function renderRange(tex: Tex, { from, to }: Range, mode: Mode): string {
  let out = '';
  let at = from;
  while (at < to) {
    PLAIN.lastIndex = at;
    const plain = PLAIN.exec(tex.source)?.[0].slice(0, to - at);
    if (plain !== undefined) {
      out += plain;
      at += plain.length;
      continue;
    }
    const piece = mode === 'math' ? mathPiece(tex, at, out) : textPiece(tex, at, out);
    const overran = piece.end > to; // a command at the very end of a group reached past it
    out += overran ? tex.source.slice(at, to) : piece.text;
    at = overran ? to : piece.end;
  }
  return out;
}

function mathPiece(tex: Tex, at: number, out: string): Rendered {
  const sign = tex.source[at] ?? '';
  if (sign === '\\') return commandText(tex, { at, mode: 'math', before: out.slice(-1) });
  if (sign === '^' || sign === '_') {
    const argument = argumentAt(tex, at + 1);
    if (argument) return { text: scriptText(sign, tex.render(argument, 'math')), end: argument.end };
  }
  const close = tex.braces.get(at);
  if (close !== undefined) return { text: tex.render({ from: at + 1, to: close }, 'math'), end: close + 1 };
  return { text: sign === '~' || sign === '&' ? ' ' : sign === '$' ? '' : sign, end: at + 1 };
}

function textPiece(tex: Tex, at: number, out: string): Rendered {
  const sign = tex.source[at] ?? '';
  switch (sign) {
    case '\\':
      return commandText(tex, { at, mode: 'text', before: out.slice(-1) });
    case '$': {
      const math = mathAt(tex.source, at);
      if (math) return { text: tex.render(math, 'math').trim(), end: math.end };
      return tex.source[at + 1] === '$' ? { text: '$$', end: at + 2 } : { text: '$', end: at + 1 };
    }
    case '{':
      return groupText(tex, at, out);
    case '^':
    case '_':
      return textScript(tex, at, out);
    case '~':
      return { text: isTie(tex.source, at, out) ? ' ' : '~', end: at + 1 };
    default:
      return { text: sign, end: at + 1 };
  }
}

/** A group in running text: TeX's own go, braces that mean themselves (`{1, 2, 3}`) stay. */
function groupText(tex: Tex, at: number, out: string): Rendered {
  const close = tex.braces.get(at);
  if (close === undefined) return { text: '{', end: at + 1 };
  const inside = tex.source.slice(at + 1, close);
  const text = tex.render({ from: at + 1, to: close }, 'text');
  const around = out.slice(-1) + (tex.source[close + 1] ?? '');
  const isTeX =
    (inside.startsWith('\\') && (!text.includes(',') || SWITCHES.has(/^\\([A-Za-z]+)/.exec(inside)?.[1] ?? ''))) ||
    (inside === '' && /\p{L}$/u.test(out)) ||
    /^[^\p{L}\p{N}\s{}]$/u.test(text) ||
    (/^\p{L}+$/u.test(text) && /^\p{Ll}/u.test(tex.source[close + 1] ?? '')) ||
    (/^\p{L}$/u.test(text) && /[\p{L}_^-]/u.test(around));
  return { text: isTeX ? text : `{${text}}`, end: close + 1 };
}

/** A script without dollars around it. */
function textScript(tex: Tex, at: number, out: string): Rendered {
  const mark = tex.source[at] as ScriptMark;
  const literal = { text: mark, end: at + 1 };
  if (isAddress(out)) return literal;
  const attached = /[\p{L}\p{N}\p{M})\]|}%°'*]$/u.test(out);
  const argument = attached && /[{\\*]/.test(tex.source[at + 1] ?? '') ? argumentAt(tex, at + 1) : undefined;
  if (argument?.braced || tex.source[at + 1] === '\\' || (argument && mark === '^')) {
    return argument ? { text: scriptText(mark, tex.render(argument, 'math')), end: argument.end } : literal;
  }
  const bare = bareScript(tex.source, at, out);
  return bare ? { text: bare.text, end: at + bare.length } : literal;
}

/** Whether a `~` is TeX's unbreakable blank, and not "about" (`~20 ms`), a range (`60%~70%`) or part of an address. */
function isTie(source: string, at: number, out: string): boolean {
  const next = source[at + 1] ?? '';
  if (out === '' || /\s$/.test(out) || isAddress(out)) return false;
  if (/(?:^|[^\p{L}])[B-HJ-Zb-z]$/u.test(out) && /^[A-Z]\(/.test(source.slice(at + 1, at + 3))) return false;
  if (/[\p{L}\\([{"'`“]/u.test(next)) return true;
  return /[\p{L}.,;:)]$/u.test(out) && /[\d\s$]/.test(next);
}

/** Whether the text so far ends within a web address, where `_` and `~` are its own. */
function isAddress(out: string): boolean {
  const word = out.slice(out.lastIndexOf(' ') + 1);
  return word.includes('://') || /^\W*(?:www\.|[\w-]+(?:\.[\w-]+)+\/)/.test(word);
}
