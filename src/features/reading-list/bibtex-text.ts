/**
 * Plain text as BibTeX takes it: specials escaped, capitals that a style must keep in braces, names in BibTeX's order.
 *
 * A brace is written as a command, never as `\{`: BibTeX counts braces whether or not a backslash stands before them, so one
 * lone brace in a title would swallow the rest of the file. Other characters stay UTF-8. `--` and `''` are left for TeX to
 * set: titles on arXiv are written in TeX.
 */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '\\&',
  '%': '\\%',
  $: '\\$',
  '#': '\\#',
  _: '\\_',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '\\': '\\textbackslash{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
};

/** A part of a title that keeps or loses its capitals as a whole: `LoRA` and `Rank` in `LoRA: Low-Rank`. */
const TITLE_PART = /[^\s\-‐–—/:;,!?()[\]"'“”‘’]+/gu;

/** A capital after the first character (`LoRA`, `GPT`, `3D`), or one that only digits follow (`T5`). */
const KEEPS_CAPITALS = /.\p{Lu}|^\p{Lu}\p{N}/u;

const SUFFIX = /^(?:Jr\.?|Sr\.?|II|III|IV)$/;

/** Names of groups, which BibTeX would take apart into first and last name. */
const GROUP_NAME =
  /^The\s|\s(?:Team|Labs?|Group|Consortium|Collaboration|Community|Initiative|Project|Research|Institute|University|Inc\.?|AI)$/;

/** One line of text, safe in a braced field. */
export function bibtexText(text: string): string {
  return oneLine(text).replace(/[&%$#_{}~^\\<>|]/g, (special) => ESCAPES[special] ?? special);
}

/** As `bibtexText`, with braces around what has capitals of its own. */
export function bibtexTitle(title: string): string {
  return oneLine(title).replace(TITLE_PART, (part) => (KEEPS_CAPITALS.test(part) ? `{${bibtexText(part)}}` : bibtexText(part)));
}

/** A person as `Tri Dao` or `Daumé, III, Hal`; a group, and a name that BibTeX would read as a list, in braces. */
export function bibtexName(name: string): string {
  const line = oneLine(name);
  const words = line.split(' ');
  if (GROUP_NAME.test(line) || line.includes(',') || words.some((word) => /^(?:and|others)$/i.test(word))) {
    return `{${bibtexText(line)}}`;
  }
  const suffix = words.at(-1) ?? '';
  if (words.length < 3 || !SUFFIX.test(suffix)) return bibtexText(line);
  return bibtexText(`${words.at(-2)}, ${suffix}, ${words.slice(0, -2).join(' ')}`);
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim();
}
