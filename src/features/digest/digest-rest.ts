/**
 * "and 12 more": every paper that a digest told its channel of, a page at a time, with the votes that they have by now.
 */
import type { CommandContext } from '../../core/command.ts';
import type { DeliveryId } from '../../core/delivery.ts';
import { UserError } from '../../core/errors.ts';
import { counted } from '../../core/locale.ts';
import { type Button, type Message, type PaperBlock, type Reply, text } from '../../core/message.ts';
import type { PostedStore } from '../../core/outbox.ts';
import type { Paper } from '../../core/paper.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import { byDigestOrder } from './digest-order.ts';

export interface RestDeps {
  readonly posted: Pick<PostedStore, 'postedBy'>;
  readonly papers: Pick<PaperStore, 'papersById'>;
}

const PAGE_SIZE = 10;

/** @throws UserError where the papers of the delivery are no longer known, or have no such page. */
export async function digestRest(
  delivery: DeliveryId,
  page: number,
  { posted, papers, context }: RestDeps & { readonly context: CommandContext },
): Promise<Reply> {
  const stored = await papers.papersById(await posted.postedBy(delivery));
  const told = [...stored.values()].filter(({ withdrawnAt }) => withdrawnAt === undefined).sort(byDigestOrder);
  const pages = Math.ceil(told.length / PAGE_SIZE);
  if (pages === 0) {
    throw new UserError(
      'digest-forgotten',
      'The papers of this digest are no longer kept together. Search for its words to find them again.',
    );
  }
  if (page > pages) throw new UserError('past-the-end', `This digest ends at page ${pages}.`);
  return { kind: 'message', message: restMessage(told, { delivery, page, pages }, context.settings.locale) };
}

interface Place {
  readonly delivery: DeliveryId;
  readonly page: number;
  readonly pages: number;
}

function restMessage(told: readonly Paper[], { delivery, page, pages }: Place, locale: string | undefined): Message {
  const start = (page - 1) * PAGE_SIZE;
  const shown = told.slice(start, start + PAGE_SIZE);
  const count = counted(told.length, 'paper', locale);
  const where = pages > 1 ? ` · page ${page} of ${pages}` : '';
  const turnTo = (label: string, to: number): Button => ({
    kind: 'action',
    label,
    action: { kind: 'digest.page', delivery, page: to },
  });
  return {
    summary: `All of this digest: ${count}`,
    title: 'All of this digest',
    blocks: [
      { kind: 'note', spans: [text(`${count}, most votes first${where}`)] },
      ...shown.map((paper, at): PaperBlock => ({ kind: 'paper', detail: 'line', paper, rank: start + at + 1 })),
    ],
    buttons: [...(page > 1 ? [turnTo('Previous', page - 1)] : []), ...(page < pages ? [turnTo('Next', page + 1)] : [])],
  };
}
