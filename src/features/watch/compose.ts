/**
 * What a watch says: each thing that was first seen of its paper since the slot before, and nothing where there was none.
 *
 * The window ends some minutes before the slot, so that what is being written at the slot falls into the next one, and none is
 * told twice or left out.
 */
import type { Composed } from '../../core/compose.ts';
import { type Block, type Button, type Message, quiet, strong, text } from '../../core/message.ts';
import { type Paper, paperLinks } from '../../core/paper.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { Program, Subscription } from '../../core/subscription.ts';
import { type Instant, plus } from '../../core/time.ts';
import type { WatchedFact } from '../../core/watched.ts';
import { newsOf, watchedNow } from './watch-words.ts';

export type WatchSubscription = Subscription & { readonly program: Extract<Program, { readonly kind: 'watch' }> };

export interface WatchDeps {
  readonly papers: Pick<PaperStore, 'papersById' | 'paperEvents'>;
}

const LAG_MS = 10 * 60_000;

export const composeWatch =
  ({ papers }: WatchDeps) =>
  async ({ program, lastSlot }: WatchSubscription, slot: Instant): Promise<Composed> => {
    const paper = (await papers.papersById([program.paper])).get(program.paper);
    if (paper === undefined) return { kind: 'nothing', why: 'The paper is not in the archive any more.' };
    const events = await papers.paperEvents(paper.id, plus(lastSlot, -LAG_MS), plus(slot, -LAG_MS));
    const [first, ...others] = events.map(({ fact }) => fact);
    if (first === undefined) return { kind: 'nothing', why: 'Nothing new was seen of the paper.' };
    return { kind: 'post', message: newsMessage(paper, [first, ...others]), alongside: { posted: [] } };
  };

/** What is known of the paper by now, and what is waited for. */
export async function explainWatch({ program }: WatchSubscription, { papers }: WatchDeps): Promise<readonly Block[]> {
  const paper = (await papers.papersById([program.paper])).get(program.paper);
  return paper === undefined ? [] : [{ kind: 'text', spans: [text(watchedNow(paper))] }];
}

function newsMessage(paper: Paper, facts: readonly [WatchedFact, ...WatchedFact[]]): Message {
  const news = facts.map(newsOf);
  return {
    summary: `${news.join(', ')}: ${paper.title}`,
    title: 'A paper that you watch',
    blocks: [
      { kind: 'list', items: news.map((each) => [strong(each)]) },
      { kind: 'paper', paper, detail: 'card' },
      { kind: 'note', spans: [quiet(watchedNow(paper))] },
    ],
    buttons: linksTo(paper, facts),
  };
}

function linksTo({ id, codeUrl }: Paper, facts: readonly WatchedFact[]): readonly Button[] {
  const links = paperLinks(id);
  const code: readonly Button[] =
    codeUrl !== undefined && facts.includes('code') ? [{ kind: 'link', label: 'Code', url: codeUrl }] : [];
  if (links === undefined) return code;
  return [
    ...code,
    { kind: 'link', label: 'Hugging Face', url: links.huggingFace },
    { kind: 'link', label: 'arXiv', url: links.arxiv },
  ];
}
