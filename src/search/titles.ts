/**
 * Papers by what they are called: the exact title, or the short name a title gives them.
 *
 * A title is known by its letters and digits alone, folded as words are (`β-VAE` is `beta-VAE`). A short name is what stands before
 * the colon (`PiSSA: Principal …`), or a word of the title that is spelled like a name and that few titles share ("How to Train Your
 * HiPPO").
 * A name asked for finds these papers before any ranking, as who types a name means the paper and not its words.
 *
 * Only hashes of names are kept, with the places of the papers; whether a paper is really called so, its own title says.
 */
import { type PaperId, titleKey } from '../core/paper.ts';
import { foldedWords } from './analysis.ts';
import { makeHashChains } from './packed/hash-chains.ts';
import { named, type Parts, partsOf } from './packed/parts.ts';

/** Before a colon stand names and also whole clauses; a name is no longer than this. */
const LONGEST_SHORT_NAME_WORDS = 5;
/** A name-like word that more titles share is a subject (`LLM`, `CLIP`), not a name. */
const MOST_PAPERS_OF_A_NAME = 3;

export interface TitleIndex {
  /** Of a paper whose title can be read by then. */
  readonly add: (place: number) => void;
  /** While its title can still be read. */
  readonly remove: (place: number) => void;
  /** Surest first: exact titles, then names before a colon, then names within a title; each group in order of id, newest first. */
  readonly named: (text: string) => readonly PaperId[];
  /** Other papers under the same title. */
  readonly namesakes: (title: string) => ReadonlySet<PaperId>;
  readonly save: () => Parts;
}

export interface Titled {
  readonly titleOf: (place: number) => string;
  readonly idOf: (place: number) => PaperId;
}

/** @param saved as `save()` gave it. */
export function makeTitleIndex({ titleOf, idOf }: Titled, saved?: Parts): TitleIndex {
  const chains = (name: string) => makeHashChains(saved && partsOf(name, saved));
  const titles = { ...chains('titles'), namesIn: (title: string) => [title] };
  const leading = { ...chains('leading'), namesIn: leadingNames };
  const inner = { ...chains('inner'), namesIn: nameLikeWords };
  const kinds = [titles, leading, inner];
  type Kind = (typeof kinds)[number];

  /** In order of id, newest first; none where there are more than `most`. */
  const called = ({ find, namesIn }: Kind, key: string, most = Number.POSITIVE_INFINITY): readonly PaperId[] => {
    const found: PaperId[] = [];
    for (const place of find(key)) {
      if (!namesIn(titleOf(place)).some((name) => keyOf(name) === key)) continue;
      if (found.length === most) return [];
      found.push(idOf(place));
    }
    return found.sort().reverse();
  };
  return {
    add: (place) => {
      const title = titleOf(place);
      // A title may say a name twice
      for (const { add, namesIn } of kinds) for (const key of new Set(namesIn(title).map(keyOf))) add(key, place);
    },
    remove: (place) => {
      const title = titleOf(place);
      for (const { remove, namesIn } of kinds) for (const key of new Set(namesIn(title).map(keyOf))) remove(key, place);
    },
    named: (text) => {
      const key = keyOf(text);
      if (key === '') return [];
      return [...new Set([...called(titles, key), ...called(leading, key), ...called(inner, key, MOST_PAPERS_OF_A_NAME)])];
    },
    namesakes: (title) => new Set(called(titles, keyOf(title))),
    save: () => ({
      ...named('titles', titles.save()),
      ...named('leading', leading.save()),
      ...named('inner', inner.save()),
    }),
  };
}

/** A title without a word, as of signs alone, is its own key. */
function keyOf(title: string): string {
  return foldedWords(title).join('') || titleKey(title);
}

function leadingNames(title: string): readonly string[] {
  const name = /^([^:]{1,60}):/.exec(title)?.[1]?.trim();
  return name !== undefined && name.split(/\s+/).length <= LONGEST_SHORT_NAME_WORDS ? [name] : [];
}

/** Words with a capital after the first letter, or with a digit beside a capital: `HiPPO`, `LLM.int8()`, `GPT-4`. */
function nameLikeWords(title: string): readonly string[] {
  const bare = title.split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, ''));
  return bare.filter((word) => /.\p{Lu}/u.test(word) || (/\p{Lu}/u.test(word) && /\p{N}/u.test(word)));
}
