/**
 * Why this paper and no other: the runners-up, each with its score and what it has for it.
 */
import { formatCount } from '../../core/locale.ts';
import { type Block, type PaperBlock, quiet, text } from '../../core/message.ts';
import type { Instant } from '../../core/time.ts';
import { choosePaperOfTheDay, type PaperOfTheDayDeps, type PaperOfTheDaySubscription } from './compose.ts';
import { type RankedPaper, reasonsFor } from './pick.ts';

const RUNNERS_UP = 3;

export async function explainPaperOfTheDay(
  subscription: PaperOfTheDaySubscription,
  slot: Instant,
  deps: PaperOfTheDayDeps,
): Promise<readonly Block[]> {
  const choice = await choosePaperOfTheDay(subscription, slot, deps);
  if (choice.kind === 'nothing') return [];
  const [chosen, ...others] = choice.ranked;
  const runnersUp = others.slice(0, RUNNERS_UP);
  if (runnersUp.length === 0) return [{ kind: 'note', spans: [text('No other paper of the lists is new to this channel.')] }];
  return [
    { kind: 'text', spans: [quiet(`Next after it (score ${scoreWords(chosen)})`)] },
    ...runnersUp.map(
      (ranked): PaperBlock => ({
        kind: 'paper',
        detail: 'line',
        paper: ranked.paper,
        reason: [quiet([`score ${scoreWords(ranked)}`, ...reasonsFor(ranked)].join(', '))],
      }),
    ),
  ];
}

/** Scores are kept in hundredths, so that they stay whole. */
function scoreWords({ score }: RankedPaper): string {
  return formatCount(Math.round(score / 100), undefined);
}
