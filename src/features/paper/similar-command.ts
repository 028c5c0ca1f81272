/**
 * `similar`: the closest papers, each with the words it shares with the one asked for, so that a reader sees why.
 */
import { type Command, defineCommand } from '../../core/command.ts';
import { type Block, type Message, type PaperBlock, quiet, type Reply, text } from '../../core/message.ts';
import type { Paper, PaperId } from '../../core/paper.ts';
import { type ChoosePaper, knownPaper, PAPER_OPTION } from '../../core/paper-choice.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { SimilarPaper } from '../../core/query.ts';
import type { SearchIndex } from '../../core/search-index.ts';

export interface SimilarDeps {
  readonly index: Pick<SearchIndex, 'similar'>;
  readonly papers: Pick<PaperStore, 'papersById'>;
}

const COUNT = 5;
/** Shared words named for each paper; the lighter ones explain little. */
const MOST_TERMS = 6;

export const similarCommand = ({ choose, ...deps }: SimilarDeps & { readonly choose: ChoosePaper }): Command =>
  defineCommand({
    name: 'similar',
    summary: 'Find the papers closest to one, and why they are close',
    example: 'similar PiSSA',
    answer: 'private',
    options: { paper: PAPER_OPTION },
    run: async ({ paper }) => {
      const choice = await choose(paper);
      return choice.kind === 'answer' ? choice.reply : similarTo(choice.paper, deps);
    },
  });

/** @throws UserError where the archive no longer has the paper. */
export async function similarPapers(id: PaperId, deps: SimilarDeps): Promise<Reply> {
  return similarTo(await knownPaper(id, deps.papers), deps);
}

async function similarTo(paper: Paper, { index, papers }: SimilarDeps): Promise<Reply> {
  const close = await index.similar(paper.id, COUNT);
  const stored = await papers.papersById(close.map((each) => each.paper));
  const blocks = close.flatMap((each, at) => {
    const other = stored.get(each.paper);
    return other === undefined ? [] : [similarBlock(other, each, at + 1)];
  });
  return { kind: 'message', message: similarMessage(paper, blocks) };
}

function similarMessage(paper: Paper, close: readonly PaperBlock[]): Message {
  const nothing: Block = {
    kind: 'text',
    spans: [
      text(
        paper.abstract === ''
          ? 'Its abstract is not known here, so there is too little to compare by.'
          : 'No other paper here comes near it.',
      ),
    ],
  };
  return {
    summary: `Papers similar to ${paper.title}`,
    title: `Similar to ${paper.title}`,
    blocks: close.length > 0 ? close : [nothing],
    buttons: [{ kind: 'action', label: 'The paper itself', action: { kind: 'paper.show', paper: paper.id } }],
    share: { kind: 'paper.similar', paper: paper.id },
  };
}

function similarBlock(paper: Paper, { sharedTerms }: SimilarPaper, rank: number): PaperBlock {
  const terms = sharedTerms.slice(0, MOST_TERMS);
  const reason = terms.length > 0 ? { reason: [quiet('shares: '), text(terms.join(', '))] } : {};
  return { kind: 'paper', detail: 'card', paper, rank, ...reason };
}
