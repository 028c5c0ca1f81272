/**
 * A TeX source while it is read: where each brace closes, and what counts as a command's argument.
 */
export type Mode = 'text' | 'math';

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Text made of a piece of the source, and where the rest begins. */
export interface Rendered {
  readonly text: string;
  readonly end: number;
}

export interface Tex {
  readonly source: string;
  /** Index of each opening brace that is closed → index of its closing one. */
  readonly braces: ReadonlyMap<number, number>;
  readonly render: (range: Range, mode: Mode) => string;
}

export interface Argument extends Range {
  /** The first character after it. */
  readonly end: number;
  readonly braced: boolean;
}

export function matchBraces(source: string): ReadonlyMap<number, number> {
  const closed = new Map<number, number>();
  const open: number[] = [];
  for (const { index, 0: token } of source.matchAll(/\\[\s\S]|[{}]/g)) {
    if (token === '{') open.push(index);
    const opening = token === '}' ? open.pop() : undefined;
    if (opening !== undefined) closed.set(opening, index);
  }
  return closed;
}

/** A group, a command, or one character; @returns undefined at the end of the source and before a closing brace. */
export function argumentAt(tex: Tex, start: number): Argument | undefined {
  const at = afterBlanks(tex.source, start);
  const close = tex.braces.get(at);
  if (close !== undefined) return { from: at + 1, to: close, end: close + 1, braced: true };
  const token = /(?:\\[A-Za-z]+|\\[\s\S]|[^{}$\s])/uy;
  token.lastIndex = at;
  const found = token.exec(tex.source)?.[0];
  if (found === undefined) return undefined;
  const to = found.length > 2 ? afterGroups(tex, at + found.length) : at + found.length;
  return { from: at, to, end: to, braced: false };
}

/** A command that is an argument brings its own: `^\text{N}`. */
function afterGroups(tex: Tex, start: number): number {
  const close = tex.braces.get(start);
  return close === undefined ? start : afterGroups(tex, close + 1);
}

/** The argument where it stands in braces, as commands for running text have it. */
export function groupAt(tex: Tex, start: number): Argument | undefined {
  const argument = argumentAt(tex, start);
  return argument?.braced ? argument : undefined;
}

/** Skips `[…]`. */
export function afterOption(source: string, at: number): number {
  const option = /\s*\[[^[\]{}]{0,80}\]/y;
  option.lastIndex = at;
  return option.test(source) ? option.lastIndex : at;
}

export function afterBlanks(source: string, at: number): number {
  let end = at;
  while (source[end] === ' ') end++;
  return end;
}
