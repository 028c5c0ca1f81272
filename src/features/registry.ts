/**
 * The one list of commands. A new one is a file in its folder and a line here.
 */
import type { Compose, Explain } from '../core/compose.ts';
import type { GroupStore } from '../core/groups/group-store.ts';
import type { LikeStore } from '../core/likes.ts';
import type { LivePapers } from '../core/live-papers.ts';
import type { CheckPlace, LinkTo } from '../core/messenger.ts';
import type { PostedStore } from '../core/outbox.ts';
import { arxivIdOf, type Paper } from '../core/paper.ts';
import type { PaperStore } from '../core/paper-store.ts';
import type { PersonStore, QueryStore, ReadingListStore } from '../core/person-store.ts';
import type { PlaceMemory } from '../core/place-memory.ts';
import type { MatchQuery } from '../core/query-match.ts';
import type { MakeExcerpt, MatchAuthors, SearchIndex } from '../core/search-index.ts';
import type { SourceStore } from '../core/source-store.ts';
import type { SubscriptionStore } from '../core/subscription-store.ts';
import type { Instant } from '../core/time.ts';
import { actionHandlers, type HandlerDeps } from './action-handlers.ts';
import { groupArchiveCommand, groupExportCommand } from './groups/archive-commands.ts';
import { groupMoveCommand, groupSkipCommand } from './groups/change-commands.ts';
import { groupCreateCommand, groupDeleteCommand, groupSettingsCommand } from './groups/manage-commands.ts';
import {
  groupJoinCommand,
  groupLeaveCommand,
  groupPresentCommand,
  groupSwapCommand,
  groupVolunteerCommand,
} from './groups/membership.ts';
import { groupRemindCommand } from './groups/remind-command.ts';
import { groupTasteCommand } from './groups/taste-command.ts';
import { groupBallotCommand, groupNextCommand, groupNominateCommand, groupVoteCommand } from './groups/vote-commands.ts';
import { aboutCommand } from './help/about-command.ts';
import { type CommandGroup, helpCommand } from './help/help-command.ts';
import { todayCommand } from './lists/today-command.ts';
import { trendingCommand } from './lists/trending-command.ts';
import type { BotParts } from './make-bot.ts';
import { choosePaper } from './paper/choose-paper.ts';
import { findCommand, findPapers } from './paper/find-papers.ts';
import { showCommand } from './paper/show-command.ts';
import { similarCommand } from './paper/similar-command.ts';
import { explainPrograms, newCompose, type ProgramDeps } from './programs.ts';
import { writeBibtex } from './reading-list/export-bibtex.ts';
import { exportCommand } from './reading-list/export-command.ts';
import { listCommand } from './reading-list/list-command.ts';
import { saveCommand } from './reading-list/save-command.ts';
import { unsaveCommand } from './reading-list/unsave-command.ts';
import { searchCommand } from './search/search-command.ts';
import { forgetMeCommand } from './settings/forget-me-command.ts';
import { languageCommand } from './settings/language-command.ts';
import { settingsCommand } from './settings/settings-command.ts';
import { zoneCommand } from './settings/zone-command.ts';
import { zonesLike } from './settings/zones.ts';
import { pauseCommand, resumeCommand, unsubscribeCommand } from './subscriptions/change-commands.ts';
import {
  followAuthorCommand,
  followOrganizationCommand,
  unfollowAuthorCommand,
  unfollowOrganizationCommand,
} from './subscriptions/follow-commands.ts';
import { subscriptionSuggestions } from './subscriptions/name-suggestions.ts';
import { previewCommand } from './subscriptions/preview-command.ts';
import { subscribeDigestCommand } from './subscriptions/subscribe-digest-command.ts';
import { subscribePaperOfTheDayCommand } from './subscriptions/subscribe-paper-of-the-day-command.ts';
import { subscriptionsCommand } from './subscriptions/subscriptions-command.ts';
import { unwatchCommand, watchCommand } from './subscriptions/watch-commands.ts';

export interface RegistryDeps {
  readonly index: SearchIndex;
  readonly papers: PaperStore;
  readonly queries: QueryStore;
  readonly readingLists: ReadingListStore;
  readonly people: PersonStore;
  readonly subscriptions: SubscriptionStore;
  readonly posted: PostedStore;
  readonly likes: LikeStore;
  readonly groups: GroupStore;
  readonly memory: PlaceMemory;
  readonly matchQuery: MatchQuery;
  readonly sourceTrouble: ProgramDeps['sourceTrouble'];
  readonly sources: Pick<SourceStore, 'sourceFreshness' | 'listDays' | 'votesGained'>;
  /** Undefined where no service is to be asked. */
  readonly live: LivePapers | undefined;
  readonly checkPlace: CheckPlace;
  readonly linkTo: LinkTo;
  /** Keys of people who may change what channels get, where the platform leaves that to the installation. */
  readonly admins: ReadonlySet<string>;
  readonly makeExcerpt: MakeExcerpt;
  readonly matchAuthors: MatchAuthors;
  readonly version: string;
  /** Papers that can be searched at this moment. */
  readonly indexedPapers: () => number;
  /** Told of what went wrong where nobody waits for an answer; never throws. */
  readonly onTrouble: (error: unknown) => void;
}

export type Registry = Pick<BotParts, 'commands' | 'actions' | 'findPapers' | 'suggest' | 'people'>;

export function makeRegistry(given: RegistryDeps): Registry {
  // Composing for one preview is a beat of its own
  const compose: Compose = (subscription, slot) => newCompose(given)(subscription, slot);
  const explain: Explain = (subscription, slot) => explainPrograms(given)(subscription, slot);
  const deps = { ...given, compose, explain };
  return {
    commands: commandGroups(deps).flatMap(({ commands }) => commands),
    actions: actionHandlers(deps),
    findPapers: async (text, context) => findPapers(text, { ...deps, context }),
    suggest: {
      paper: (typed, { limit }) =>
        deps.index.suggest(typed, limit).map(({ paper, title }) => ({ label: title, value: arxivIdOf(paper) ?? paper })),
      author: (typed, { limit }) => deps.index.suggestNames('author', typed, limit),
      organization: (typed, { limit }) => deps.index.suggestNames('organization', typed, limit),
      subscription: subscriptionSuggestions(deps),
      zone: (typed, { limit }) => zonesLike(typed, limit).map((zone) => ({ label: zone, value: zone })),
    },
    people: deps.people,
  };
}

/** As a reading list is written; when papers were saved is no part of it. */
function bibtexOf(papers: readonly Paper[]): string {
  return writeBibtex(papers.map((paper) => ({ paper, savedAt: NEVER })));
}

const NEVER = '1970-01-01T00:00:00.000Z' as Instant;

function commandGroups(deps: HandlerDeps): readonly CommandGroup[] {
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
      title: 'Posts to a channel or to you',
      commands: [
        subscribePaperOfTheDayCommand(deps),
        subscribeDigestCommand(deps),
        subscriptionsCommand(deps),
        previewCommand(deps),
        pauseCommand(deps),
        resumeCommand(deps),
        unsubscribeCommand(deps),
        followAuthorCommand(deps),
        followOrganizationCommand(deps),
        unfollowAuthorCommand(deps),
        unfollowOrganizationCommand(deps),
        watchCommand(withChoice),
        unwatchCommand(withChoice),
      ],
    },
    {
      title: 'A reading group',
      commands: [
        groupCreateCommand(deps),
        groupSettingsCommand(deps),
        groupJoinCommand(deps),
        groupNominateCommand(withChoice),
        groupBallotCommand(deps),
        groupVoteCommand(withChoice),
        groupNextCommand(deps),
        groupPresentCommand(deps),
        groupVolunteerCommand(deps),
        groupSwapCommand(deps),
        groupTasteCommand(deps),
        groupRemindCommand(deps),
        groupLeaveCommand(deps),
        groupSkipCommand(deps),
        groupMoveCommand(deps),
        groupArchiveCommand(deps),
        groupExportCommand({ ...deps, bibtex: bibtexOf }),
        groupDeleteCommand(deps),
      ],
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
