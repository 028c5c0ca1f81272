/**
 * Papers by what they are called: the exact title, or the short name a title gives them.
 *
 * A title is known by its letters and digits alone (`titleKey`). A short name is what stands before the colon (`PiSSA:
 * Principal …`), or a word of the title that is spelled like a name and that few titles share ("How to Train Your HiPPO").
 * A name asked for finds these papers before any ranking, as who types a name means the paper and not its words.
 */
import { type PaperId, titleKey } from '../core/paper.ts';

/** Before a colon stand names and also whole clauses; a name is no longer than this. */
const LONGEST_SHORT_NAME_WORDS = 5;
/** A name-like word that more titles share is a subject (`LLM`, `CLIP`), not a name. */
const MOST_PAPERS_OF_A_NAME = 3;

export interface TitleIndex {
  readonly add: (id: PaperId, title: string) => void;
  readonly remove: (id: PaperId, title: string) => void;
  /** Surest first: exact titles, then names before a colon, then names within a title; each group in order of id, newest first. */
  readonly named: (text: string) => readonly PaperId[];
  /** Other papers under the same title. */
  readonly namesakes: (title: string) => ReadonlySet<PaperId>;
}

/** Lists, as nearly all are of one paper and a set would take several times the memory. */
type IdsByKey = Map<string, PaperId[]>;

export function makeTitleIndex(): TitleIndex {
  const titles: IdsByKey = new Map();
  const leadingNames: IdsByKey = new Map();
  const innerNames: IdsByKey = new Map();
  const each = (title: string, visit: (ids: IdsByKey, key: string) => void): void => {
    visit(titles, titleKey(title));
    const leading = leadingName(title);
    if (leading !== undefined) visit(leadingNames, titleKey(leading));
    for (const name of nameLikeWords(title)) visit(innerNames, titleKey(name));
  };
  return {
    add: (id, title) => {
      each(title, (ids, key) => {
        const known = ids.get(key);
        if (known === undefined) ids.set(key, [id]);
        else if (known.at(-1) !== id) known.push(id); // a title may say a name twice
      });
    },
    remove: (id, title) => {
      each(title, (ids, key) => {
        const others = (ids.get(key) ?? []).filter((known) => known !== id);
        if (others.length === 0) ids.delete(key);
        else ids.set(key, others);
      });
    },
    named: (text) => {
      const key = titleKey(text);
      if (key === '') return [];
      const inner = innerNames.get(key);
      const groups = [titles.get(key), leadingNames.get(key), (inner?.length ?? 0) <= MOST_PAPERS_OF_A_NAME ? inner : undefined];
      return [...new Set(groups.flatMap((group) => [...(group ?? [])].sort().reverse()))];
    },
    namesakes: (title) => new Set(titles.get(titleKey(title))),
  };
}

function leadingName(title: string): string | undefined {
  const leading = /^([^:]{1,60}):/.exec(title)?.[1]?.trim();
  return leading !== undefined && leading.split(/\s+/).length <= LONGEST_SHORT_NAME_WORDS ? leading : undefined;
}

/** Words with a capital after the first letter, or with a digit beside a capital: `HiPPO`, `LLM.int8()`, `GPT-4`. */
function nameLikeWords(title: string): readonly string[] {
  const bare = title.split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N})]+$/gu, ''));
  return bare.filter((word) => /.\p{Lu}/u.test(word) || (/\p{Lu}/u.test(word) && /\p{N}/u.test(word)));
}
