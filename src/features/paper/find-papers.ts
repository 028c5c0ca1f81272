/**
 * Every paper that a pasted text links or names by id: for the `find` command and for *Find papers* on a message.
 */
import { type Command, type CommandContext, defineCommand } from '../../core/command.ts';
import { type Block, code, link, type Message, type PaperBlock, type Reply, type Span, text } from '../../core/message.ts';
import { arxivIdOf, type PaperId, paperLinks } from '../../core/paper.ts';
import { findPaperIds } from '../../core/paper-reference.ts';
import { type KnownHereDeps, knownHere } from './known-here.ts';

type Asked = KnownHereDeps & { readonly context: CommandContext };

/** Longer messages exist on some platforms; the rest of them is not read. */
const LONGEST_TEXT = 40_000;
/** Papers shown, and as many again that are named as not here. */
const MOST_SHOWN = 10;

export const findCommand = (deps: KnownHereDeps): Command =>
  defineCommand({
    name: 'find',
    summary: 'List the papers that a pasted text links or names by id',
    example: 'find see https://arxiv.org/abs/2106.09685 and 2404.02948',
    answer: 'private',
    options: {
      text: {
        kind: 'text',
        description: 'any text with arXiv or Hugging Face links or ids',
        required: true,
        maxLength: 6000,
        rest: true,
      },
    },
    run: async (options, context) => findPapers(options.text, { ...deps, context }),
  });

export async function findPapers(pasted: string, asked: Asked): Promise<Reply> {
  const ids = findPaperIds(pasted.slice(0, LONGEST_TEXT));
  if (ids.length === 0) return { kind: 'message', message: NOTHING_NAMED };
  const stored = await asked.papers.papersById(ids);
  const known = ids.flatMap((id) => stored.get(id) ?? []);
  const shown = known.slice(0, MOST_SHOWN);
  const here = await knownHere(
    shown.map(({ id }) => id),
    1,
    asked,
  );
  const blocks = shown.map((paper, at): PaperBlock => {
    const [reason] = here.get(paper.id) ?? [];
    return { kind: 'paper', detail: 'card', paper, rank: at + 1, ...(reason !== undefined && { reason }) };
  });
  const unknown = ids.filter((id) => !stored.has(id));
  const sentence = `${ids.length === 1 ? '1 paper is' : `${ids.length} papers are`} named there.`;
  const message: Message = {
    summary: sentence,
    title: sentence,
    blocks: [...blocks, ...(known.length > MOST_SHOWN ? [more(known.length - MOST_SHOWN)] : []), ...elsewhere(unknown)],
    buttons: [],
  };
  return { kind: 'message', message };
}

function elsewhere(ids: readonly PaperId[]): readonly Block[] {
  if (ids.length === 0) return [];
  const items = ids.slice(0, MOST_SHOWN).map((id): readonly Span[] => {
    const links = paperLinks(id);
    return links === undefined
      ? [code(id), text(' known here no more')]
      : [
          code(arxivIdOf(id) ?? id),
          text(' '),
          link(links.arxiv, links.arxiv),
          text(' or '),
          link(links.huggingFace, links.huggingFace),
        ];
  });
  return [
    { kind: 'text', spans: [text(ids.length === 1 ? 'Not in the archive here:' : `${ids.length} are not in the archive here:`)] },
    { kind: 'list', items },
    ...(ids.length > MOST_SHOWN ? [more(ids.length - MOST_SHOWN)] : []),
  ];
}

function more(count: number): Block {
  return { kind: 'note', spans: [text(`and ${count} more`)] };
}

const NOTHING_NAMED: Message = {
  summary: 'No paper is named there.',
  blocks: [
    {
      kind: 'text',
      spans: [
        text('No paper is named there: papers are known by arXiv and Hugging Face links, DOIs and arXiv ids. For a title, use '),
        code('show'),
        text(' or '),
        code('search'),
        text('.'),
      ],
    },
  ],
  buttons: [],
};
