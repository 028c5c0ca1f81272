/**
 * What buttons do: one handler for each kind of action.
 */
import type { ShareableAction } from '../core/action.ts';
import type { CommandContext } from '../core/command.ts';
import type { Reply } from '../core/message.ts';
import type { ActionHandlers } from './bot.ts';
import { digestRest } from './digest/digest-rest.ts';
import { deleteGroup } from './groups/manage-commands.ts';
import { joinGroup, leaveAllGroups, leaveGroup } from './groups/membership.ts';
import { remind } from './groups/remind-command.ts';
import { changeTaste } from './groups/taste-command.ts';
import { nominatePaper, vote } from './groups/vote-commands.ts';
import { dayPage } from './lists/today-command.ts';
import { trendingPapers } from './lists/trending-command.ts';
import { likePaper } from './paper/like.ts';
import { type Audience, showPaper } from './paper/show-command.ts';
import { similarPapers } from './paper/similar-command.ts';
import { listPage } from './reading-list/list-command.ts';
import { savePaper } from './reading-list/save-command.ts';
import { unsavePaper } from './reading-list/unsave-command.ts';
import type { RegistryDeps } from './registry.ts';
import { searchLive } from './search/search-live.ts';
import { turnPage } from './search/turn-page.ts';
import { forgetAsker } from './settings/forget-me-command.ts';
import { changeSubscription } from './subscriptions/change-commands.ts';
import type { PreviewDeps } from './subscriptions/preview-command.ts';
import { previewSubscription } from './subscriptions/preview-command.ts';
import { SUBSCRIBE_SEARCH_FORM, subscribeToSearch } from './subscriptions/subscribe-search.ts';
import { showSubscription } from './subscriptions/subscriptions-command.ts';

export type HandlerDeps = RegistryDeps & Pick<PreviewDeps, 'compose' | 'explain'>;

type Render = (what: ShareableAction, audience: Audience, context: CommandContext) => Promise<Reply>;

export function actionHandlers(deps: HandlerDeps): ActionHandlers {
  const render: Render = (what, audience, context) => {
    switch (what.kind) {
      case 'search.page':
        return turnPage(what, { ...deps, context });
      case 'paper.show':
        return showPaper(what.paper, audience, { ...deps, context });
      case 'paper.similar':
        return similarPapers(what.paper, deps);
      case 'trending.show':
        return trendingPapers(what.window, { ...deps, context });
    }
  };
  return {
    'search.page': { answer: 'replace', run: (action, context) => render(action, 'asker', context) },
    'paper.show': { answer: 'private', run: (action, context) => render(action, 'asker', context) },
    'paper.similar': { answer: 'private', run: (action, context) => render(action, 'asker', context) },
    'trending.show': { answer: 'replace', usesZone: true, run: (action, context) => render(action, 'asker', context) },
    share: { answer: 'public', run: async ({ what }, context) => alreadyShared(await render(what, 'channel', context)) },
    'search.subscribe': {
      answer: 'private',
      usesZone: true,
      form: SUBSCRIBE_SEARCH_FORM,
      run: (action, context, filledIn) => subscribeToSearch(action, filledIn, { ...deps, context }),
    },
    'search.live': { answer: 'private', run: (action, context) => searchLive(action, { ...deps, context }) },
    'today.show': { answer: 'replace', run: ({ date, page }, context) => dayPage(date, page, { ...deps, context }) },
    'list.page': { answer: 'replace', run: ({ page }, context) => listPage(page, { ...deps, context }) },
    'digest.rest': { answer: 'private', run: ({ delivery, page }, context) => digestRest(delivery, page, { ...deps, context }) },
    'digest.page': { answer: 'replace', run: ({ delivery, page }, context) => digestRest(delivery, page, { ...deps, context }) },
    'paper.save': { answer: 'private', run: ({ paper }, context) => savePaper(paper, { ...deps, context }) },
    'paper.unsave': { answer: 'private', run: ({ paper }, context) => unsavePaper(paper, { ...deps, context }) },
    'paper.like': { answer: 'replace', run: ({ paper }, context) => likePaper(paper, { ...deps, context }) },
    'subscription.show': {
      answer: 'private',
      run: ({ subscription }, context) => showSubscription(subscription, { ...deps, context }),
    },
    'subscription.preview': {
      answer: 'private',
      run: ({ subscription }, context) => previewSubscription(subscription, { ...deps, context }),
    },
    'subscription.pause': {
      answer: 'replace',
      run: ({ subscription }, context) => changeSubscription('pause', subscription, { ...deps, context }),
    },
    'subscription.resume': {
      answer: 'replace',
      run: ({ subscription }, context) => changeSubscription('resume', subscription, { ...deps, context }),
    },
    'subscription.remove': {
      answer: 'replace',
      run: ({ subscription }, context) => changeSubscription('remove', subscription, { ...deps, context }),
    },
    'group.join': { answer: 'private', run: ({ group }, context) => joinGroup(group, { ...deps, context }) },
    'group.leave': { answer: 'private', run: ({ group }, context) => leaveGroup(group, { ...deps, context }) },
    'group.remind': { answer: 'replace', run: (action, context) => remind(action, { ...deps, context }) },
    'group.taste-out': { answer: 'replace', run: (action, context) => changeTaste(action, { ...deps, context }) },
    'group.taste-back': { answer: 'replace', run: (action, context) => changeTaste(action, { ...deps, context }) },
    'group.vote': { answer: 'replace', run: (action, context) => vote(action, { ...deps, context }) },
    'group.delete': { answer: 'replace', run: ({ group }, context) => deleteGroup(group, { ...deps, context }) },
    'paper.nominate': { answer: 'private', run: ({ paper }, context) => nominatePaper(paper, { ...deps, context }) },
    'forget-me.confirm': {
      answer: 'replace',
      run: async (_action, context) => {
        await leaveAllGroups({ ...deps, context });
        return forgetAsker({ ...deps, context });
      },
    },
  };
}

/** What stands before a channel does not offer to be shared there. */
function alreadyShared(reply: Reply): Reply {
  if (reply.kind !== 'message') return reply;
  const { share: _share, ...message } = reply.message;
  return { kind: 'message', message };
}
