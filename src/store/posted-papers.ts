/**
 * What each place has been sent. A row keeps the id that the paper had then; one that has become an alias since is followed
 * at every read, as reading lists do.
 */

import type { PostedStore } from '../core/outbox.ts';
import type { PaperId } from '../core/paper.ts';
import { placeKey } from '../core/place.ts';
import type { Instant } from '../core/time.ts';
import { currentIds } from './paper-ids.ts';
import type { Database, Tables, Writer } from './schema.ts';
import { statementChunks } from './statement-size.ts';
import { readInstant } from './subscription-record.ts';

export function postedStore(db: Database): PostedStore {
  return {
    postedIn: async (place, papers) => {
      const posted = new Map<PaperId, Instant>();
      for (const ids of statementChunks(papers)) {
        const current = await currentIds(db, ids);
        const rows = await db
          .selectFrom('posted_paper')
          .leftJoin('paper_alias', 'old_id', 'paper_id')
          .select((row) => [row.fn.coalesce('new_id', 'paper_id').as('id'), 'slot'])
          .where('place_key', '=', placeKey(place))
          .where((row) => row(row.fn.coalesce('new_id', 'paper_id'), 'in', [...new Set(current.values())]))
          .orderBy('slot', 'desc') // of two ids of one paper, the slot of the first post stands
          .execute();
        const slots = new Map(rows.map(({ id, slot }) => [id, readInstant(slot)]));
        for (const id of ids) {
          const slot = slots.get(current.get(id) ?? id);
          if (slot !== undefined) posted.set(id, slot);
        }
      }
      return posted;
    },
    postedBy: async (delivery) => {
      const rows = await db
        .selectFrom('posted_paper')
        .leftJoin('paper_alias', 'old_id', 'paper_id')
        .select((row) => row.fn.coalesce('new_id', 'paper_id').as('id'))
        .where('delivery_id', '=', delivery)
        .execute();
      return [...new Set(rows.map(({ id }) => id as PaperId))].sort();
    },
  };
}

/**
 * Two that record papers at once take them in the same order, so neither waits for the other in a circle.
 * @returns the deliveries with a paper that had been posted to the place before, or that another of them posts.
 */
export async function recordPosted(transaction: Writer, rows: readonly Tables['posted_paper'][]): Promise<ReadonlySet<string>> {
  const inOrder = rows.toSorted((a, b) => byText(a.place_key, b.place_key) || byText(a.paper_id, b.paper_id));
  const recorded = new Set<string>();
  for (const chunk of statementChunks(inOrder)) {
    const added = await transaction
      .insertInto('posted_paper')
      .values(chunk)
      .onConflict((conflict) => conflict.doNothing())
      .returning(['delivery_id', 'paper_id'])
      .execute();
    for (const { delivery_id, paper_id } of added) recorded.add(`${delivery_id} ${paper_id}`);
  }
  const kept = rows.filter(({ delivery_id, paper_id }) => !recorded.has(`${delivery_id} ${paper_id}`));
  return new Set(kept.map(({ delivery_id }) => delivery_id));
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** For deliveries that surely never came: their papers may be chosen for the place again. */
export async function releasePosted(transaction: Writer, deliveries: readonly string[]): Promise<void> {
  if (deliveries.length === 0) return;
  await transaction.deleteFrom('posted_paper').where('delivery_id', 'in', deliveries).execute();
  await transaction.deleteFrom('paper_mention').where('delivery_id', 'in', deliveries).execute();
}
