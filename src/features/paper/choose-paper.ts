/**
 * Which paper a person means by what they typed: an id or link, a title or short name, else words that one paper fits
 * clearly better than the next.
 *
 * Where that is not plain the answer is a question back, never a guess: a short list to open one from. An id that is not in the
 * archive is asked of the services, and where they do not have it either the answer says who was asked.
 */
import type { LivePaper, LivePapers } from '../../core/live-papers.ts';
import { type Block, code, type Message, type PaperBlock, type Reply, text } from '../../core/message.ts';
import { arxivIdOf, type Paper, type PaperId, paperLinks, titleKey } from '../../core/paper.ts';
import type { ChoosePaper } from '../../core/paper-choice.ts';
import { parsePaperId } from '../../core/paper-reference.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import { type SearchPage, wordsQuery } from '../../core/query.ts';
import type { SearchIndex } from '../../core/search-index.ts';
import { SOURCE_LABELS } from '../../core/source.ts';

export interface ChooseDeps {
  readonly index: Pick<SearchIndex, 'search' | 'named'>;
  readonly papers: Pick<PaperStore, 'papersById'>;
  /** Undefined where no service is to be asked. */
  readonly live?: Pick<LivePapers, 'paper'> | undefined;
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
    if (id !== undefined) return byId(id, deps);
    const outcome = await byName(typed, deps);
    return 'title' in outcome ? { kind: 'paper', paper: outcome } : { kind: 'answer', reply: outcome };
  };

/** What is not in the archive is asked of the services, where they may be asked. */
async function byId(id: PaperId, { papers, live }: ChooseDeps): ReturnType<ChoosePaper> {
  const stored = (await papers.papersById([id])).get(id);
  if (stored !== undefined) return { kind: 'paper', paper: stored };
  const answer = arxivIdOf(id) === undefined ? undefined : await live?.paper(id);
  if (answer?.kind === 'found') return { kind: 'paper', paper: answer.paper, fetchedFrom: answer.source };
  return { kind: 'answer', reply: notHere(id, answer) };
}

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

function notHere(id: PaperId, asked: Extract<LivePaper, { readonly kind: 'not-found' }> | undefined): Reply {
  const links = paperLinks(id);
  const sentence = notHereSentence(arxivIdOf(id) ?? 'That paper', asked);
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

function notHereSentence(name: string, asked: Extract<LivePaper, { readonly kind: 'not-found' }> | undefined): string {
  const unknownTo = (asked?.unknownTo ?? []).map((source) => SOURCE_LABELS[source]);
  const silent = (asked?.silent ?? []).map((source) => SOURCE_LABELS[source]);
  if (unknownTo.length > 0 && silent.length === 0) {
    return `There is no ${name}: it is neither in the archive here nor known to ${unknownTo.join(' or ')}. Is the number right?`;
  }
  const known = unknownTo.length > 0 ? `, nor known to ${unknownTo.join(' or ')}` : '';
  const reach = silent.length > 0 ? ` ${silent.join(' and ')} cannot be asked just now.` : '';
  return `${name} is not in the archive here${known}.${reach}`;
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
