/**
 * Citation keys: `dao2022flashattention`, the first author's last name, the year, and the title's first word of weight.
 *
 * Lower-case ASCII letters and digits only, as every BibTeX program takes these. The paper saved first keeps the plain key
 * and later ones get `a`, `b`, …, so that saving another paper does not rename what a manuscript already cites.
 */
import { type Paper, type PaperId, paperDate } from '../../core/paper.ts';
import type { SavedPaper } from '../../core/person-store.ts';

/** Letters that Unicode does not take apart into an ASCII letter and a mark. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
};

const NAME_SUFFIX = /^(?:jr\.?|sr\.?|ii|iii|iv)$/i;
const LIGHT_WORDS: ReadonlySet<string> = new Set(
  'a an the on in of to for from with and or is are do does can how what why'.split(' '),
);

export function citationKeys(saved: readonly SavedPaper[]): ReadonlyMap<PaperId, string> {
  const keys = new Map<PaperId, string>();
  const taken = new Set<string>();
  for (const { paper } of [...saved].sort(bySavingThenId)) {
    const base = baseKey(paper);
    let key = base;
    for (let later = 0; taken.has(key); later += 1) key = `${base}${letters(later)}`;
    taken.add(key);
    keys.set(paper.id, key);
  }
  return keys;
}

function bySavingThenId(a: SavedPaper, b: SavedPaper): number {
  const [first, second] = a.savedAt === b.savedAt ? [a.paper.id, b.paper.id] : [a.savedAt, b.savedAt];
  return first < second ? -1 : 1;
}

function baseKey(paper: Paper): string {
  const words = paper.title.split(/[\s\-‐–—/:,]+/u).map(plain);
  const word = words.find((candidate) => candidate !== '' && !LIGHT_WORDS.has(candidate)) ?? words.find(Boolean) ?? '';
  const key = `${authorWord(paper)}${paperDate(paper)?.slice(0, 4) ?? ''}${word}`;
  return /^[a-z]/.test(key) ? key : `paper${key}`;
}

function authorWord({ authors, organization }: Paper): string {
  const names = (authors[0] ?? '').split(/\s+/).filter((name) => !NAME_SUFFIX.test(name));
  return plain(names.at(-1) ?? '') || plain(organization?.name ?? '');
}

function plain(text: string): string {
  const apart = text.toLowerCase().normalize('NFKD');
  return apart.replace(/[^\0-\x7f]/gu, (letter) => PLAIN_LETTERS[letter] ?? '').replace(/[^a-z0-9]/g, '');
}

/** `a` to `z`, then `aa`, `ab`, … */
function letters(index: number): string {
  const last = String.fromCharCode('a'.charCodeAt(0) + (index % 26));
  return index < 26 ? last : `${letters(Math.floor(index / 26) - 1)}${last}`;
}
