/**
 * The fields of the query language: what each accepts, what it asks of a paper, and its canonical spelling.
 *
 * Filters only ever narrow: `since:2024 since:2025` is 2025 on, `votes:>10 votes:<50` is a range. What no paper at all can
 * meet is refused with a sentence, as an empty result would leave the asker to find the slip alone.
 */
import { UserError } from './errors.ts';
import { type Filters, HAS_VALUES, type HasValue, SEEN_SCOPES, type SortOrder } from './query.ts';
import { type Days, daysOf, readVotes } from './query-ranges.ts';

/** What one field asks for; of a range, the bounds that it sets. */
export type Clause = Partial<Filters> & { readonly sort?: SortOrder };

interface Field {
  /** What the value is, as in "`votes:many` is not a number of votes". */
  readonly noun: string;
  readonly accepted: string;
  /** @returns undefined for a value that the field does not accept. */
  readonly read: (value: string) => Clause | undefined;
  readonly readExcluded?: (value: string) => Clause;
}

const SORT_WORDS: ReadonlyMap<string, SortOrder> = new Map([
  ['relevance', 'relevance'],
  ['newest', 'newest'],
  ['new', 'newest'],
  ['date', 'newest'],
  ['votes', 'votes'],
  ['upvotes', 'votes'],
]);

const FIELDS = {
  author: {
    noun: 'a name',
    accepted: '`author:tri-dao` or `author:"Tri Dao"`',
    read: (value) => ({ authors: [value] }),
    readExcluded: (value) => ({ excludedAuthors: [value] }),
  },
  org: {
    noun: 'an organization',
    accepted: '`org:deepseek-ai` or `org:"Google DeepMind"`',
    read: (value) => ({ organizations: [value] }),
    readExcluded: (value) => ({ excludedOrganizations: [value] }),
  },
  since: {
    noun: 'a date',
    accepted: '`since:2025-01-31`, `since:2025-01` or `since:2025`',
    read: (value) => pick(daysOf(value), 'since'),
  },
  until: {
    noun: 'a date',
    accepted: '`until:2025-01-31`, `until:2025-01` or `until:2025`',
    read: (value) => pick(daysOf(value), 'until'),
  },
  year: {
    noun: 'a year',
    accepted: '`year:2024`',
    read: (value) => (/^\d{4}$/.test(value) ? daysOf(value) : undefined),
  },
  month: {
    noun: 'a month',
    accepted: '`month:2024-10`',
    read: (value) => (/^\d{4}-\d{1,2}$/.test(value) ? daysOf(value) : undefined),
  },
  votes: {
    noun: 'a number of votes',
    accepted: '`votes:>50`, `votes:<10` or `votes:10..50`',
    read: readVotes,
  },
  has: {
    noun: 'something to filter by',
    accepted: '`has:code`, `has:model`, `has:dataset` or `has:space`',
    read: (value) => {
      const known = HAS_VALUES.find((name): name is HasValue => [name, `${name}s`].includes(value.toLowerCase()));
      return known && { has: [known] };
    },
  },
  in: {
    noun: 'a place',
    accepted: '`in:here` or `in:workspace`',
    read: (value) => {
      const scope = SEEN_SCOPES.find((known) => known === value.toLowerCase());
      return scope && { seenIn: scope };
    },
  },
  sort: {
    noun: 'an order',
    accepted: '`sort:relevance`, `sort:newest` or `sort:votes`',
    read: (value) => {
      const sort = SORT_WORDS.get(value.toLowerCase());
      return sort && { sort };
    },
  },
} as const satisfies Readonly<Record<string, Field>>;

export type FieldName = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

export function acceptsValue(field: FieldName, value: string): boolean {
  return value !== '' && FIELDS[field].read(value) !== undefined;
}

/** @throws UserError that shows what the field accepts. */
export function readFilter(field: FieldName, value: string): Clause {
  const { noun, accepted, read }: Field = FIELDS[field];
  if (value === '') throw new UserError('bad-filter', `\`${field}:\` needs ${noun}. Write ${accepted}.`);
  const clause = read(value);
  if (!clause) throw new UserError('bad-filter', `\`${field}:${shown(value)}\` is not ${noun}. Write ${accepted}.`);
  return clause;
}

/** @throws UserError for a field that cannot be excluded, or has no value. */
export function readExcludedFilter(field: FieldName, value: string): Clause {
  const { readExcluded }: Field = FIELDS[field];
  if (!readExcluded) {
    throw new UserError(
      'bad-filter',
      `Only names can be left out, with \`-author:\` and \`-org:\`. Take the hyphen away before \`${field}:\`.`,
    );
  }
  readFilter(field, value);
  return readExcluded(value);
}

/**
 * All the clauses at once, repeats merged.
 * @throws UserError where no paper can meet them all.
 */
export function combineClauses(clauses: readonly Clause[]): { readonly filters: Filters; readonly sort: SortOrder } {
  const sorts = [...new Set(clauses.flatMap(({ sort }) => sort ?? []))];
  if (sorts.length > 1) {
    throw contradiction(`There are two orders, ${sorts.map((sort) => `\`sort:${sort}\``).join(' and ')}. Keep one of them.`);
  }
  const since = most(clauses.flatMap((clause) => clause.since ?? []));
  const until = least(clauses.flatMap((clause) => clause.until ?? []));
  const minVotes = most(clauses.flatMap((clause) => clause.minVotes ?? []));
  const maxVotes = least(clauses.flatMap((clause) => clause.maxVotes ?? []));
  const scopes = clauses.flatMap(({ seenIn }) => seenIn ?? []);
  const seenIn = scopes.includes('here') ? 'here' : scopes[0]; // what is here is in the workspace too
  const filters: Filters = {
    authors: withoutRepeats(clauses.flatMap((clause) => clause.authors ?? [])),
    organizations: withoutRepeats(clauses.flatMap((clause) => clause.organizations ?? [])),
    excludedAuthors: withoutRepeats(clauses.flatMap((clause) => clause.excludedAuthors ?? [])),
    excludedOrganizations: withoutRepeats(clauses.flatMap((clause) => clause.excludedOrganizations ?? [])),
    has: [...new Set(clauses.flatMap((clause) => clause.has ?? []))],
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(minVotes !== undefined && { minVotes }),
    ...(maxVotes !== undefined && { maxVotes }),
    ...(seenIn !== undefined && { seenIn }),
  };
  refuseContradictions(filters);
  return { filters, sort: sorts[0] ?? 'relevance' };
}

/** The first of each spelling; case alone makes no difference. */
export function withoutRepeats(values: readonly string[]): readonly string[] {
  const first = new Map<string, string>();
  for (const value of values) if (!first.has(value.toLowerCase())) first.set(value.toLowerCase(), value);
  return [...first.values()];
}

/** @throws UserError where something is both asked for and left out. */
export function refuseBoth(wanted: readonly string[], excluded: readonly string[], write: (value: string) => string): void {
  const left = new Set(excluded.map((value) => value.toLowerCase()));
  const both = wanted.find((value) => left.has(value.toLowerCase()));
  if (both !== undefined) throw contradiction(`\`${shown(write(both))}\` is both asked for and left out. Keep one of the two.`);
}

function refuseContradictions(filters: Filters): void {
  const { since, until, minVotes, maxVotes } = filters;
  if (since !== undefined && until !== undefined && since > until) {
    throw contradiction(`No paper is from ${since} or later and also from ${until} or earlier. Change one of the dates.`);
  }
  if (minVotes !== undefined && maxVotes !== undefined && minVotes > maxVotes) {
    throw contradiction(`No paper has at least ${minVotes} and at most ${maxVotes} votes. Change one of the bounds.`);
  }
  refuseBoth(filters.authors, filters.excludedAuthors, (name) => `author:${name}`);
  refuseBoth(filters.organizations, filters.excludedOrganizations, (name) => `org:${name}`);
}

function pick(days: Days | undefined, bound: keyof Days): Clause | undefined {
  return days && { [bound]: days[bound] };
}

function most<T extends string | number>(values: readonly T[]): T | undefined {
  return values.reduce<T | undefined>((found, value) => (found === undefined || value > found ? value : found), undefined);
}

function least<T extends string | number>(values: readonly T[]): T | undefined {
  return values.reduce<T | undefined>((found, value) => (found === undefined || value < found ? value : found), undefined);
}

/** What was typed, short enough for a sentence and without the backtick that would end it. */
function shown(value: string): string {
  const characters = [...value.replaceAll('`', "'")];
  return characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : characters.join('');
}

function contradiction(sentence: string): UserError {
  return new UserError('contradictory-query', sentence);
}
