/**
 * `watch` and `unwatch`: being told when something first happens to one paper. A watch is a subscription like any other, so it
 * can be paused, looked at and ended as one.
 */
import { type Command, defineCommand } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Block } from '../../core/message.ts';
import { arxivIdOf, type Paper } from '../../core/paper.ts';
import { type ChoosePaper, PAPER_OPTION } from '../../core/paper-choice.ts';
import { subscribe, TO_OPTION } from './add-subscription.ts';
import { changeSubscription } from './change-commands.ts';
import { visibleSubscriptions } from './choose-subscription.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { scheduleFor, zoneHint } from './typed-schedule.ts';

type WatchDeps = SubscriptionDeps & { readonly choose: ChoosePaper };

/** What is new is told in the morning, of any day: authors release code at weekends too. */
const WHEN = 'daily at 9';

export const watchCommand = ({ choose, ...deps }: WatchDeps): Command =>
  defineCommand({
    name: 'watch',
    summary: 'Be told when code, a model, a dataset or a Space of a paper appears, or it is withdrawn',
    example: 'watch PiSSA',
    answer: 'private',
    usesZone: true,
    options: {
      to: { ...TO_OPTION, description: 'yourself by direct message, unless it is to be this channel' },
      paper: { ...PAPER_OPTION, rest: 'until-named' },
    },
    run: async ({ paper, to = 'me' }, context) => {
      const choice = await choose(paper);
      if (choice.kind === 'answer') return choice.reply;
      refuseUnknowable(choice.paper);
      const { id, title } = choice.paper;
      const schedule = scheduleFor(WHEN, context);
      const told: readonly Block[] = [...zoneHint(schedule, context)];
      return subscribe({ to, program: { kind: 'watch', paper: id, title }, schedule }, told, { ...deps, context });
    },
  });

export const unwatchCommand = ({ choose, ...deps }: WatchDeps): Command =>
  defineCommand({
    name: 'unwatch',
    summary: 'Watch a paper no more',
    example: 'unwatch PiSSA',
    answer: 'private',
    options: { paper: PAPER_OPTION },
    run: async ({ paper }, context) => {
      const choice = await choose(paper);
      if (choice.kind === 'answer') return choice.reply;
      const asked = { ...deps, context };
      const visible = await visibleSubscriptions(asked);
      const watch = visible.find(({ program }) => program.kind === 'watch' && program.paper === choice.paper.id);
      if (watch === undefined)
        throw new UserError('not-watched', 'That paper is not watched here. `subscriptions` shows what is.');
      return changeSubscription('remove', watch.id, asked);
    },
  });

/** @throws UserError for a paper that no service can be asked about. */
function refuseUnknowable({ id }: Paper): void {
  if (arxivIdOf(id) !== undefined) return;
  throw new UserError(
    'no-arxiv-id',
    'This paper is here without its arXiv id, so nobody can be asked about it. It can be watched once the id is known.',
  );
}
