/**
 * Where math between dollar signs ends, and whether it is math at all: "$5 and $10", "under $100K" and "1$" are prices.
 */
import type { Range } from './tex-source.ts';

const LONGEST_MATH = 2000;
const MARKUP = /[\\^_{}]/;
const RELATION = /[<>=~≈≤≥±×]/;
const PROSE = /(?<![\\A-Za-z])(?!(?:log|exp|min|max|mod|sin|cos|tan|arg|sup|inf|lim|det)\b)[a-z]{3,}/g;

/** @returns the inside of the math that opens at `at` and where the text goes on, or undefined where none opens. */
export function mathAt(source: string, at: number): (Range & { readonly end: number }) | undefined {
  const fence = source.startsWith('$$', at) ? '$$' : '$';
  const from = at + fence.length;
  const to = closing(source, from, fence);
  if (to === undefined || to - from > LONGEST_MATH) return undefined;
  const end = to + fence.length;
  return isFormula(source.slice(from, to), source[end] ?? '') ? { from, to, end } : undefined;
}

function closing(source: string, from: number, fence: string): number | undefined {
  for (let at = source.indexOf(fence, from); at >= 0; at = source.indexOf(fence, at + 1)) {
    if (source[at - 1] !== '\\') return at;
  }
  return undefined;
}

function isFormula(content: string, next: string): boolean {
  if (content.trim() === '') return false;
  if (/^[^\p{L}\p{N}\s]+$/u.test(content)) return true;
  const outsideCommands = content.replace(/\\[A-Za-z]+\s*(?:\{[^{}]*\})?/g, ' ');
  if ((outsideCommands.match(PROSE) ?? []).length >= 2) return false;
  if (MARKUP.test(content)) return true;
  if (/^\s\S+\s$/.test(content)) return true;
  if (/^\s|\s$/.test(content)) return false;
  if (/^\d/.test(next)) return RELATION.test(content);
  return !/\s/.test(content) || (outsideCommands.match(PROSE) ?? []).length === 0;
}
