/**
 * Saved queries: what a page button names, as the query itself may be longer than a button can carry. They tell nothing
 * about who asked, and may be forgotten: a button that outlives its query asks to run the command again.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { QueryStore } from '../core/person-store.ts';
import { type Filters, HAS_VALUES, type SavedQueryId, SEEN_SCOPES, type SearchQuery, SORT_ORDERS } from '../core/query.ts';
import type { LocalDate } from '../core/time.ts';
import type { Database } from './schema.ts';

const texts = z.array(z.string());
const day = z.iso.date().transform((text) => text as LocalDate);

const filters = {
  authors: texts,
  organizations: texts,
  excludedAuthors: texts,
  excludedOrganizations: texts,
  since: day.exactOptional(),
  until: day.exactOptional(),
  minVotes: z.number().exactOptional(),
  maxVotes: z.number().exactOptional(),
  has: z.array(z.enum(HAS_VALUES)),
  seenIn: z.enum(SEEN_SCOPES).exactOptional(),
} satisfies Record<keyof Filters, z.ZodType>;

const query = {
  words: z.string(),
  phrases: texts,
  excluded: texts,
  filters: z.object(filters),
  sort: z.enum(SORT_ORDERS),
} satisfies Record<keyof SearchQuery, z.ZodType>;

/** For whatever keeps a query within a record of its own, too. */
export const SavedQuery = z.object(query);

export function queryStore(db: Database): QueryStore {
  return {
    saveQuery: async (asked, now) => {
      const text = canonicalJson(asked);
      const id = createHash('sha256').update(text).digest('hex').slice(0, 16) as SavedQueryId;
      await db.transaction().execute((transaction) =>
        transaction
          .insertInto('saved_query')
          .values({ id, query: text, last_used_at: now })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ last_used_at: now }))
          .execute(),
      );
      return id;
    },
    loadQuery: async (id) => {
      const row = await db.selectFrom('saved_query').select('query').where('id', '=', id).executeTakeFirst();
      // One that another version wrote in another shape counts as forgotten.
      return row && SavedQuery.safeParse(JSON.parse(row.query)).data;
    },
    forgetQueriesBefore: (instant) =>
      db.transaction().execute(async (transaction) => {
        const forgotten = await transaction
          .deleteFrom('saved_query')
          .where('last_used_at', '<', instant)
          .returning('id')
          .execute();
        return forgotten.length;
      }),
  };
}

/** The same text for the same query, in whatever order its fields were set. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
