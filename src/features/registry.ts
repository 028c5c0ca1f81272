/**
 * The one list of commands and of what buttons do. A new command is a file in its folder and a line here.
 */
import type { ShareableAction } from '../core/action.ts';
import type { CommandContext } from '../core/command.ts';
import type { Reply } from '../core/message.ts';
import type { PostedStore } from '../core/outbox.ts';
import { arxivIdOf } from '../core/paper.ts';
import type { PaperStore } from '../core/paper-store.ts';
import type { PersonStore, QueryStore, ReadingListStore } from '../core/person-store.ts';
import type { MakeExcerpt, MatchAuthors, SearchIndex } from '../core/search-index.ts';
import type { ActionHandlers } from './bot.ts';
import { digestRest } from './digest/digest-rest.ts';
import { aboutCommand } from './help/about-command.ts';
import { type CommandGroup, helpCommand } from './help/help-command.ts';
import { dayPage, todayCommand } from './lists/today-command.ts';
import { trendingCommand, trendingPapers } from './lists/trending-command.ts';
import type { BotParts } from './make-bot.ts';
import { choosePaper } from './paper/choose-paper.ts';
import { findCommand, findPapers } from './paper/find-papers.ts';
import { type Audience, showCommand, showPaper } from './paper/show-command.ts';
import { similarCommand, similarPapers } from './paper/similar-command.ts';
import { exportCommand } from './reading-list/export-command.ts';
import { listCommand, listPage } from './reading-list/list-command.ts';
import { saveCommand, savePaper } from './reading-list/save-command.ts';
import { unsaveCommand, unsavePaper } from './reading-list/unsave-command.ts';
import { searchCommand } from './search/search-command.ts';
import { turnPage } from './search/turn-page.ts';
import { forgetAsker, forgetMeCommand } from './settings/forget-me-command.ts';
import { languageCommand } from './settings/language-command.ts';
import { settingsCommand } from './settings/settings-command.ts';
import { zoneCommand } from './settings/zone-command.ts';
import { zonesLike } from './settings/zones.ts';

export interface RegistryDeps {
  readonly index: SearchIndex;
  readonly papers: PaperStore;
  readonly queries: QueryStore;
  readonly readingLists: ReadingListStore;
  readonly people: PersonStore;
  readonly posted: Pick<PostedStore, 'postedBy'>;
  readonly makeExcerpt: MakeExcerpt;
  readonly matchAuthors: MatchAuthors;
  readonly version: string;
  /** Papers that can be searched at this moment. */
  readonly indexedPapers: () => number;
}

export type Registry = Pick<BotParts, 'commands' | 'actions' | 'findPapers' | 'suggest' | 'people'>;

export function makeRegistry(deps: RegistryDeps): Registry {
  return {
    commands: commandGroups(deps).flatMap(({ commands }) => commands),
    actions: actionHandlers(deps),
    findPapers: async (text) => findPapers(text, deps),
    suggest: {
      paper: (typed, { limit }) =>
        deps.index.suggest(typed, limit).map(({ paper, title }) => ({ label: title, value: arxivIdOf(paper) ?? paper })),
      zone: (typed, { limit }) => zonesLike(typed, limit).map((zone) => ({ label: zone, value: zone })),
    },
    people: deps.people,
  };
}

function commandGroups(deps: RegistryDeps): readonly CommandGroup[] {
  const withChoice = { ...deps, choose: choosePaper(deps) };
  const groups: readonly CommandGroup[] = [
    {
      title: 'Find papers',
      commands: [searchCommand(deps), showCommand(withChoice), similarCommand(withChoice), findCommand(deps)],
    },
    { title: 'What is new', commands: [todayCommand(deps), trendingCommand(deps)] },
    {
      title: 'Your reading list',
      commands: [saveCommand(withChoice), unsaveCommand(withChoice), listCommand(deps), exportCommand(deps)],
    },
    {
      title: 'You and the bot',
      commands: [
        settingsCommand(),
        zoneCommand(deps),
        languageCommand(deps),
        helpCommand({ groups: () => groups }),
        aboutCommand(deps),
        forgetMeCommand(),
      ],
    },
  ];
  return groups;
}

type Render = (what: ShareableAction, audience: Audience, context: CommandContext) => Promise<Reply>;

function actionHandlers(deps: RegistryDeps): ActionHandlers {
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
    'trending.show': { answer: 'replace', run: (action, context) => render(action, 'asker', context) },
    share: { answer: 'public', run: async ({ what }, context) => alreadyShared(await render(what, 'channel', context)) },
    'today.show': { answer: 'replace', run: ({ date, page }, context) => dayPage(date, page, { ...deps, context }) },
    'list.page': { answer: 'replace', run: ({ page }, context) => listPage(page, { ...deps, context }) },
    'digest.rest': { answer: 'private', run: ({ delivery, page }, context) => digestRest(delivery, page, { ...deps, context }) },
    'digest.page': { answer: 'replace', run: ({ delivery, page }, context) => digestRest(delivery, page, { ...deps, context }) },
    'paper.save': { answer: 'private', run: ({ paper }, context) => savePaper(paper, { ...deps, context }) },
    'paper.unsave': { answer: 'private', run: ({ paper }, context) => unsavePaper(paper, { ...deps, context }) },
    'forget-me.confirm': { answer: 'replace', run: (_action, context) => forgetAsker({ ...deps, context }) },
  };
}

/** What stands before a channel does not offer to be shared there. */
function alreadyShared(reply: Reply): Reply {
  if (reply.kind !== 'message') return reply;
  const { share: _share, ...message } = reply.message;
  return { kind: 'message', message };
}
