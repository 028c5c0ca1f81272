/**
 * Which paper a person means by what they typed: an id or link, a title or short name, else words that one paper fits
 * clearly better than the next.
 *
 * Where that is not plain the answer is a question back, never a guess: a short list to open one from, or for an id that
 * is not in the archive the places that have every paper.
 */
import { type Block, code, type Message, type PaperBlock, type Reply, text } from '../../core/message.ts';
import { arxivIdOf, type Paper, type PaperId, paperLinks, titleKey } from '../../core/paper.ts';
import type { ChoosePaper } from '../../core/paper-choice.ts';
import { parsePaperId } from '../../core/paper-reference.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import { type SearchPage, wordsQuery } from '../../core/query.ts';
import type { SearchIndex } from '../../core/search-index.ts';

export interface ChooseDeps {
  readonly index: Pick<SearchIndex, 'search' | 'named'>;
  readonly papers: Pick<PaperStore, 'papersById'>;
}

/** Papers offered where several fit. */
const MOST_CHOICES = 5;
/** How far the best hit must stand above the second to be what was meant, as a ratio of their scores. */
const CLEARLY_BETTER = 1.6;
/** The share of the typed words that its title must have: a paper that only mentions another is not that other. */
const WORDS_IN_TITLE = 0.75;
/** Typed text that is repeated in an answer is cut to this; a pasted page should not come back. */
const LONGEST_ECHO = 80;

export const choosePaper =
  (deps: ChooseDeps): ChoosePaper =>
  async (typed) => {
    const id = parsePaperId(typed);
    const outcome = id === undefined ? await byName(typed, deps) : ((await deps.papers.papersById([id])).get(id) ?? notHere(id));
    return 'title' in outcome ? { kind: 'paper', paper: outcome } : { kind: 'answer', reply: outcome };
  };

async function byName(typed: string, { index, papers }: ChooseDeps): Promise<Paper | Reply> {
  const named = await inStore(index.named(typed), papers);
  const [only] = named;
  if (only !== undefined) return named.length === 1 ? only : whichOf(named, typed);

  const found = await index.search(wordsQuery(typed), { number: 1, size: MOST_CHOICES });
  const ids = found.hits.map((hit) => hit.paper);
  const fitting = await inStore(ids, papers);
  const [best] = fitting;
  if (best === undefined) return noneCalled(typed, found);
  if (!isTitled(best, typed)) return nearestTo(fitting, typed);
  return standsOut(found) ? best : whichOf(fitting, typed);
}

function notHere(id: PaperId): Reply {
  const links = paperLinks(id);
  const sentence = `${arxivIdOf(id) ?? 'That paper'} is not in the archive here.`;
  const message: Message = {
    summary: sentence,
    blocks: [{ kind: 'text', spans: [text(links ? `${sentence} You may find it there:` : sentence)] }],
    buttons: links
      ? [
          { kind: 'link', label: 'arXiv', url: links.arxiv },
          { kind: 'link', label: 'Hugging Face', url: links.huggingFace },
        ]
      : [],
  };
  return { kind: 'message', message };
}

async function inStore(ids: readonly PaperId[], papers: ChooseDeps['papers']): Promise<readonly Paper[]> {
  if (ids.length === 0) return [];
  const stored = await papers.papersById(ids);
  return ids.flatMap((id) => stored.get(id) ?? []);
}

function standsOut({ hits: [best, second] }: SearchPage): boolean {
  return best !== undefined && (second === undefined || best.score >= CLEARLY_BETTER * second.score);
}

function isTitled({ title }: Paper, typed: string): boolean {
  const key = titleKey(title);
  const words = typed
    .split(/\s+/u)
    .map(titleKey)
    .filter((word) => word !== '');
  return words.filter((word) => key.includes(word)).length >= WORDS_IN_TITLE * words.length;
}

function whichOf(papers: readonly Paper[], typed: string): Reply {
  return choiceOf(papers, `Which paper is ${echo(typed)}?`);
}

function nearestTo(papers: readonly Paper[], typed: string): Reply {
  return choiceOf(papers, `No paper here is called ${echo(typed)}. The nearest:`);
}

function choiceOf(papers: readonly Paper[], title: string): Reply {
  const choices = papers
    .slice(0, MOST_CHOICES)
    .map((paper, at): PaperBlock => ({ kind: 'paper', detail: 'line', paper, rank: at + 1 }));
  return {
    kind: 'message',
    message: {
      summary: title,
      title,
      blocks: [...choices, { kind: 'note', spans: [text('Open one here, or give more of its title or its arXiv id.')] }],
      buttons: [],
    },
  };
}

function noneCalled(typed: string, { nearestWords }: SearchPage): Reply {
  const near: readonly Block[] =
    nearestWords.length > 0 ? [{ kind: 'text', spans: [text(`Did you mean: ${nearestWords.join(', ')}?`)] }] : [];
  const hint: Block = {
    kind: 'text',
    spans: [text('Give an arXiv id, a link or a title, or look for it with '), code('search'), text('.')],
  };
  const sentence = `No paper here is called ${echo(typed)}.`;
  return {
    kind: 'message',
    message: { summary: sentence, blocks: [{ kind: 'text', spans: [text(sentence)] }, ...near, hint], buttons: [] },
  };
}

function echo(typed: string): string {
  const characters = [...typed.replace(/\s+/gu, ' ').trim()];
  return `“${characters.length > LONGEST_ECHO ? `${characters.slice(0, LONGEST_ECHO).join('')}…` : characters.join('')}”`;
}
