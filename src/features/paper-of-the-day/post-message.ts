/**
 * The paper of the day as a channel reads it: the paper with its summary, why it and no other, where to read it, and one
 * thing to talk about. It names no person of the channel and pings nobody.
 */
import type { Beneath } from '../../core/compose.ts';
import { likeButton } from '../../core/likes.ts';
import { counted, formatDay } from '../../core/locale.ts';
import { type Block, type Button, type Message, type Span, strong, text } from '../../core/message.ts';
import { type Paper, paperLinks } from '../../core/paper.ts';
import { remembered } from '../../core/remembered.ts';
import { summaryOf } from '../../core/summary/summary.ts';
import { discussionPrompt } from './discussion-prompt.ts';
import { type RankedPaper, reasonsFor, type VoteMovement } from './pick.ts';

/** In characters; platforms take 100. */
const LONGEST_THREAD_NAME = 90;

export interface Post {
  readonly chosen: RankedPaper;
  /** Papers that could have been posted, this one included. */
  readonly candidates: number;
  /** Where the question to discuss stands. */
  readonly prompt: 'in-post' | 'in-thread';
  readonly movement?: VoteMovement;
  readonly locale?: string;
}

export function paperOfTheDayMessage(post: Post): Message {
  const { chosen, prompt, locale } = post;
  const { paper } = chosen;
  return {
    summary: `Paper of the day: ${paper.title}`,
    title: 'Paper of the day',
    blocks: [
      { kind: 'paper', detail: 'card', paper, excerpt: summarySpans(paper) },
      ...(prompt === 'in-post' ? [promptBlock(paper)] : []),
      whyBlock(post),
    ],
    buttons: buttonsFor(paper),
    ...(locale !== undefined && { locale }),
  };
}

/** Where talk goes on, the question in it. */
export function promptBeneath(paper: Paper): Beneath {
  const { title } = paper;
  const thread =
    title.length > LONGEST_THREAD_NAME
      ? `${[...title]
          .slice(0, LONGEST_THREAD_NAME - 1)
          .join('')
          .trimEnd()}…`
      : title;
  return { thread, messages: [{ summary: `To discuss: ${title}`, blocks: [promptBlock(paper)], buttons: [] }] };
}

function promptBlock(paper: Paper): Block {
  return { kind: 'text', spans: [strong('To discuss: '), ...promptSpans(paper)] };
}

const summarySpans = remembered((paper: Paper): readonly Span[] => {
  const summary = summaryOf(paper);
  return summary === undefined ? [] : [text(summary.sentences.join(' '))];
});

const promptSpans = remembered((paper: Paper) => discussionPrompt(paper).spans);

function whyBlock({ chosen, candidates, movement, locale }: Post): Block {
  const { listedOn } = chosen.paper;
  const list = listedOn === undefined ? '' : `On the list of ${formatDay(listedOn, locale)}. `;
  const reasons = reasonsFor(chosen, { locale, movement });
  const why = reasons.length > 0 ? `Chosen for ${reasons.join(', ')}` : 'Chosen though no votes are known';
  const among = candidates > 1 ? `, from ${counted(candidates, 'paper', locale)} not posted here before` : '';
  return { kind: 'note', spans: [text(`${list}${why}${among}.`)] };
}

/** The card itself leads to arXiv. */
function buttonsFor({ id, codeUrl, projectUrl }: Paper): readonly Button[] {
  const links = paperLinks(id);
  const addresses = [
    ['PDF', links?.pdf],
    ['Hugging Face', links?.huggingFace],
    ['Code', codeUrl],
    ['Project', projectUrl],
  ] as const;
  return [
    { kind: 'action', label: 'Abstract', action: { kind: 'paper.show', paper: id } },
    { kind: 'action', label: 'Similar', action: { kind: 'paper.similar', paper: id } },
    { kind: 'action', label: 'Save', action: { kind: 'paper.save', paper: id } },
    likeButton(id, 0),
    ...addresses.flatMap(([label, url]): readonly Button[] => (url === undefined ? [] : [{ kind: 'link', label, url }])),
  ];
}
