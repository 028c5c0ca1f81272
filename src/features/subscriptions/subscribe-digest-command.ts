/**
 * `subscribe digest`: what matches one or several queries, of the lists since the last digest.
 *
 * On a typed line the query stands in quotes and the schedule follows it, with `max 5` anywhere in it:
 * `subscribe digest "low-rank | author:tri-dao" weekdays at 9 max 5`. Several queries are parted by `|`.
 */
import { type Command, type CommandContext, defineCommand } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import { counted } from '../../core/locale.ts';
import { type Block, text } from '../../core/message.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import type { SearchQuery } from '../../core/query.ts';
import { formatQuery, MAX_QUERY_LENGTH, parseStandingQuery } from '../../core/query-language.ts';
import type { MatchQuery } from '../../core/query-match.ts';
import type { Schedule } from '../../core/schedule.ts';
import { addDays, localDateAt, UTC } from '../../core/time.ts';
import { subscribe, TO_OPTION } from './add-subscription.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { SCHEDULE_OPTION, scheduleFor, zoneHint } from './typed-schedule.ts';

export interface DigestSubscribeDeps extends SubscriptionDeps {
  readonly papers: Pick<PaperStore, 'papersBetween'>;
  readonly matchQuery: MatchQuery;
}

export const MOST_RULES = 20;
const MOST_SHOWN = 25;
const DEFAULT_SHOWN = 5;
/** What a new digest is tried on, so that its asker sees whether it finds too much or nothing. */
const TRIED_DAYS = 30;

export const DIGEST_OPTIONS = {
  query: {
    kind: 'text',
    description: 'as for search, every word must match; several queries are parted by |',
    required: true,
    maxLength: 2 * MAX_QUERY_LENGTH,
  },
  max: { kind: 'integer', description: 'papers shown; the rest opens with a button', min: 1, max: MOST_SHOWN },
  empty: { kind: 'choice', description: 'where there is nothing: say why, or stay silent', choices: ['say-why', 'silent'] },
  details: { kind: 'choice', description: 'summaries in the thread of the post, or none', choices: ['in-thread', 'none'] },
  to: TO_OPTION,
  when: SCHEDULE_OPTION,
} as const;

export const subscribeDigestCommand = (deps: DigestSubscribeDeps): Command =>
  defineCommand({
    name: 'subscribe digest',
    summary: 'Post new papers on a topic here, or to you',
    example: 'subscribe digest "low-rank adaptation" weekdays at 9 zone Europe/Berlin max 5',
    answer: 'private',
    usesZone: true,
    options: DIGEST_OPTIONS,
    run: async ({ query, max, empty = 'say-why', details = 'in-thread', to = 'here', when }, context) => {
      const tail = withoutMax(when, max);
      const schedule = digestSchedule(tail.when, context);
      const rules = readRules(query);
      const program = { kind: 'digest', rules, max: tail.max ?? DEFAULT_SHOWN, details, whenEmpty: empty } as const;
      const told = [...(await triedOn(rules, { ...deps, context })), ...zoneHint(schedule, context)];
      return subscribe({ to, program, schedule }, told, { ...deps, context });
    },
  });

/** @throws UserError where one of them is no query, or there are too many. */
export function readRules(typed: string): readonly [SearchQuery, ...SearchQuery[]] {
  const [first = '', ...others] = partedQueries(typed);
  if (others.length >= MOST_RULES)
    throw new UserError('too-many-rules', `A digest takes at most ${MOST_RULES} queries; make two of it.`);
  const rules = [parseStandingQuery(first), ...others.map(parseStandingQuery)];
  const once = new Map(rules.map((rule) => [formatQuery(rule), rule]));
  const [one, ...more] = once.values();
  if (one === undefined) throw new Error('a text without queries');
  return [one, ...more];
}

/** At each `|` that stands in no quotes. */
function partedQueries(typed: string): readonly string[] {
  const parts = typed.match(/(?:"[^"]*"|[^|"]|"(?=[^"]*$))+/g) ?? [''];
  return parts.map((part) => part.trim()).filter((part, _at, all) => part !== '' || all.length === 1);
}

const MAX_WORDS = /(?:^|\s)max(?:imum)?\s*:?\s*(\d{1,4})(?=\s|$)/i;

function withoutMax(
  when: string | undefined,
  max: number | undefined,
): { readonly when: string | undefined; readonly max: number | undefined } {
  const number = Number(MAX_WORDS.exec(when ?? '')?.[1]);
  if (Number.isNaN(number)) return { when, max };
  if (number < 1 || number > MOST_SHOWN) throw new UserError('bad-number', `max is a whole number from 1 to ${MOST_SHOWN}.`);
  const rest = when?.replace(MAX_WORDS, ' ').trim() ?? '';
  return { when: rest === '' ? undefined : rest, max: number };
}

/** What cannot be a schedule is mostly the rest of a query that was not put in quotes. */
function digestSchedule(when: string | undefined, context: CommandContext): Schedule {
  try {
    return scheduleFor(when, context);
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'bad-schedule') throw error;
    throw new UserError(
      error.code,
      `${error.message} Put a query of several words in quotes: \`subscribe digest "low-rank adaptation" weekdays at 9\`.`,
    );
  }
}

async function triedOn(
  rules: readonly SearchQuery[],
  { papers, matchQuery, context }: DigestSubscribeDeps & { readonly context: CommandContext },
): Promise<readonly Block[]> {
  const today = localDateAt(context.now, UTC);
  const recent = await papers.papersBetween(addDays(today, -TRIED_DAYS), today);
  const listed = recent.filter(({ listedOn }) => listedOn !== undefined);
  if (listed.length === 0) return [];
  const matching = listed.filter((paper) => rules.some((rule) => matchQuery(rule, paper).kind === 'match'));
  const { locale } = context.settings;
  const of = `of the ${counted(listed.length, 'paper', locale)} on the lists of the last ${TRIED_DAYS} days`;
  const said =
    matching.length === 0
      ? `Nothing ${of} would have matched.`
      : `${counted(matching.length, 'paper', locale)} ${of} would have matched.`;
  return [{ kind: 'text', spans: [text(said)] }];
}
