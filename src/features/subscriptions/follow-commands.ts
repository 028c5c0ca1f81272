/**
 * `follow` and `unfollow`: people and organizations whose new papers come to the asker by direct message, in one digest.
 *
 * The digest is an ordinary one of the asker's own, under a name that follows from who they are: the first follow makes it,
 * each further one adds a rule, and the last unfollow ends it.
 */
import { type Command, type CommandContext, defineCommand } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import { counted } from '../../core/locale.ts';
import { type Block, code, type Reply, type Span, strong, text } from '../../core/message.ts';
import { directPlace } from '../../core/place.ts';
import { NO_FILTERS, type SearchQuery, wordsQuery } from '../../core/query.ts';
import { formatQuery } from '../../core/query-language.ts';
import type { SearchIndex } from '../../core/search-index.ts';
import type { Program, Subscription } from '../../core/subscription.ts';
import { followingId } from '../../core/subscription-id.ts';
import { MOST_RULES } from './subscribe-digest-command.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { nextTimes, whenAndWhere } from './subscription-words.ts';
import { scheduleFor, zoneHint } from './typed-schedule.ts';

export interface FollowDeps extends Pick<SubscriptionDeps, 'subscriptions'> {
  readonly index: Pick<SearchIndex, 'search'>;
}

type Followed = 'author' | 'org';
type Asked = FollowDeps & { readonly context: CommandContext };
type Digest = Extract<Program, { readonly kind: 'digest' }>;

const LONGEST_NAME = 100;
const PAPERS_SHOWN = 10;

const NAME_OPTION = { kind: 'text', required: true, maxLength: LONGEST_NAME, rest: true } as const;
const OPTIONS = {
  author: { name: { ...NAME_OPTION, description: 'a name as papers have it, such as Tri Dao', suggest: 'author' } },
  org: {
    name: {
      ...NAME_OPTION,
      description: 'an organization by its name on Hugging Face, such as deepseek-ai',
      suggest: 'organization',
    },
  },
} as const;

export const followAuthorCommand = (deps: FollowDeps): Command =>
  followCommand('author', 'Get new papers of an author by direct message', deps);
export const followOrganizationCommand = (deps: FollowDeps): Command =>
  followCommand('org', 'Get new papers of an organization by direct message', deps);
export const unfollowAuthorCommand = (deps: FollowDeps): Command => unfollowCommand('author', 'Follow an author no more', deps);
export const unfollowOrganizationCommand = (deps: FollowDeps): Command =>
  unfollowCommand('org', 'Follow an organization no more', deps);

const EXAMPLES: Readonly<Record<Followed, string>> = { author: 'Tri Dao', org: 'deepseek-ai' };

function followCommand(kind: Followed, summary: string, deps: FollowDeps): Command {
  return defineCommand({
    name: `follow ${kind}`,
    summary,
    example: `follow ${kind} ${EXAMPLES[kind]}`,
    answer: 'private',
    usesZone: true,
    options: OPTIONS[kind],
    run: async ({ name }, context) => follow(ruleFor(kind, name), { ...deps, context }),
  });
}

function unfollowCommand(kind: Followed, summary: string, deps: FollowDeps): Command {
  return defineCommand({
    name: `unfollow ${kind}`,
    summary,
    example: `unfollow ${kind} ${EXAMPLES[kind]}`,
    answer: 'private',
    options: OPTIONS[kind],
    run: async ({ name }, context) => unfollow(ruleFor(kind, name), { ...deps, context }),
  });
}

/** @throws UserError where nothing of the name is left to go by. */
function ruleFor(kind: Followed, typed: string): SearchQuery {
  const name = typed
    .replace(/["“”„«»]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(name))
    throw new UserError('bad-name', `That is no name. For example: \`follow ${kind} ${EXAMPLES[kind]}\`.`);
  const filters = kind === 'author' ? { ...NO_FILTERS, authors: [name] } : { ...NO_FILTERS, organizations: [name] };
  return { ...wordsQuery(''), filters };
}

async function follow(rule: SearchQuery, asked: Asked): Promise<Reply> {
  const { subscriptions, index, context } = asked;
  const following = newFollowing(rule, context);
  const made = await subscriptions.addSubscription(following);
  const kept = made === 'added' ? following : await addRule(rule, following, asked);
  const known = await index.search({ ...rule, sort: 'newest' }, { number: 1, size: PAPERS_SHOWN });
  const papers =
    known.total === 0
      ? 'No paper here names them yet: check the spelling, as it must be the one on the papers.'
      : `${counted(known.total, 'paper', context.settings.locale)} here ${known.total === 1 ? 'names' : 'name'} them.`;
  return said([text('You follow '), code(formatQuery(rule)), text(`. ${papers}`)], kept, asked);
}

function newFollowing(rule: SearchQuery, context: CommandContext): Subscription {
  const place = directPlace(context.asker);
  return {
    id: followingId(place),
    place,
    owner: context.asker,
    program: { kind: 'digest', rules: [rule], max: PAPERS_SHOWN, details: 'none', whenEmpty: 'silent' },
    schedule: scheduleFor(undefined, context),
    createdAt: context.now,
    status: { kind: 'active' },
    lastSlot: context.now,
  };
}

async function addRule(rule: SearchQuery, { id }: Subscription, { subscriptions, context }: Asked): Promise<Subscription> {
  const changed = await subscriptions.changeSubscription(
    id,
    (current) => {
      const { rules, ...rest } = digestOf(current);
      if (rules.some((known) => isSame(known, rule))) return current;
      if (rules.length >= MOST_RULES) {
        throw new UserError(
          'too-many-followed',
          `You follow ${rules.length} already, and that is the most. \`unfollow\` one first.`,
        );
      }
      return { ...current, program: { ...rest, rules: [...rules, rule] } };
    },
    context.now,
  );
  if (changed === undefined) throw new Error(`the digest of what ${id} follows went while it was changed`);
  return changed;
}

async function unfollow(rule: SearchQuery, asked: Asked): Promise<Reply> {
  const { subscriptions, context } = asked;
  const id = followingId(directPlace(context.asker));
  const current = await subscriptions.subscription(id);
  const rules = current === undefined ? [] : digestOf(current).rules;
  const left = rules.filter((known) => !isSame(known, rule));
  if (left.length === rules.length) throw new UserError('not-followed', notFollowed(rules));
  if (left.length === 0) {
    await subscriptions.removeSubscription(id);
    return notice(`You follow ${formatQuery(rule)} no more, and nobody else: no more direct messages come.`);
  }
  const changed = await subscriptions.changeSubscription(
    id,
    (now) => ({ ...now, program: { ...digestOf(now), rules: digestOf(now).rules.filter((known) => !isSame(known, rule)) } }),
    context.now,
  );
  return changed === undefined
    ? notice('You follow nobody now.')
    : said([text('You follow '), code(formatQuery(rule)), text(' no more.')], changed, asked);
}

function notFollowed(rules: readonly SearchQuery[]): string {
  if (rules.length === 0) return 'You follow nobody. `follow author Tri Dao` begins.';
  return `You do not follow that. You follow ${rules.map((rule) => `\`${formatQuery(rule)}\``).join(', ')}.`;
}

function digestOf({ program }: Subscription): Digest {
  if (program.kind !== 'digest') throw new Error('what a person follows is no digest');
  return program;
}

function isSame(a: SearchQuery, b: SearchQuery): boolean {
  return formatQuery(a).toLowerCase() === formatQuery(b).toLowerCase();
}

function said(sentence: readonly Span[], following: Subscription, { context }: Asked): Reply {
  const { rules } = digestOf(following);
  const { settings, now } = context;
  const all: readonly Block[] =
    rules.length > 1
      ? [
          { kind: 'text', spans: [text('All that you follow:')] },
          { kind: 'list', items: rules.map((rule): readonly Span[] => [strong(formatQuery(rule))]) },
        ]
      : [];
  return {
    kind: 'message',
    message: {
      summary: sentence.map((span) => ('text' in span ? span.text : '')).join(''),
      blocks: [
        { kind: 'text', spans: sentence },
        ...all,
        {
          kind: 'text',
          spans: [
            text('New papers come '),
            ...whenAndWhere(following, settings.locale),
            text('. Next: '),
            ...(nextTimes(following.schedule, now, 1)[0] ?? []),
          ],
        },
        ...zoneHint(following.schedule, context),
      ],
      buttons: [{ kind: 'action', label: 'Preview', action: { kind: 'subscription.preview', subscription: following.id } }],
    },
  };
}

function notice(sentence: string): Reply {
  return { kind: 'notice', level: 'info', text: sentence };
}
