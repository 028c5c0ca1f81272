/**
 * Superscripts and subscripts in plain text: `^{2}` is ², `_{i}` is ᵢ. A script that Unicode has no characters for, or a
 * word that would be hard to read raised, keeps its mark: `W^res`, `x_max`, `n^(1/3)`.
 */
import { SUBSCRIPTS, SUPERSCRIPTS, WHOLE_SUPERSCRIPTS } from './tex-symbols.ts';

export type ScriptMark = '^' | '_';

const NUMBER = /^[+\-−]?\d+$/;
const LONGEST_FORMULA = 4;

export function scriptText(mark: ScriptMark, content: string): string {
  const script = content.trim();
  if (script === '') return '';
  const whole = mark === '^' ? WHOLE_SUPERSCRIPTS.get(script) : undefined;
  if (whole !== undefined) return whole;
  const characters = [...script];
  const forms = mark === '^' ? SUPERSCRIPTS : SUBSCRIPTS;
  const short = NUMBER.test(script) || (characters.length <= LONGEST_FORMULA && !/\p{L}{3}/u.test(script));
  if (short && characters.every((character) => forms.has(character))) {
    return characters.map((character) => forms.get(character)).join('');
  }
  return /^(?:[\p{L}\p{N}.]+|.)$/u.test(script) ? mark + script : `${mark}(${script})`;
}

const RAISED_NUMBER = /\^([+\-−]?\d+)(?![\d.,]*\d|[{}^])/y;
const LOWERED_SIGN = /_(\d{1,2}|[a-z])(?![\p{L}\p{N}_{]|\.\d)/uy;
const AFTER_LETTER = /(?:^|[^\p{L}\p{N}_.\\/-])\p{L}$/u;

/**
 * A bare script in running text, where the dollars around it were dropped: `10^23`, `O(n^2)`, `d_k`. Only what can be
 * nothing else is taken, as `pass^k`, `file_1` and `gpt_4` are names.
 * @param before the text so far.
 * @returns the script and how many characters of the source it took, or undefined.
 */
export function bareScript(source: string, at: number, before: string): { text: string; length: number } | undefined {
  const pattern = source[at] === '^' ? RAISED_NUMBER : LOWERED_SIGN;
  pattern.lastIndex = at;
  const found = pattern.exec(source);
  if (!found?.[1]) return undefined;
  const attached = source[at] === '^' ? /[\p{L}\p{N}\p{M}\p{Sm})\]]$/u.test(before) : AFTER_LETTER.test(before);
  const text = scriptText(source[at] as ScriptMark, found[1]);
  return attached && !/^[_^]/.test(text) ? { text, length: found[0].length } : undefined;
}
