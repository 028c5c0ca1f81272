/**
 * What places have seen, out of all that is stored for other ends: posts, likes, ballots, and a person's own list. Rows keep the id that
 * the paper had then; one that has become an alias since is followed at every read.
 */

import { z } from 'zod';
import type { MessageRef } from '../core/delivery.ts';
import type { PaperId } from '../core/paper.ts';
import { directOwner, type Place, placeKey, type UserRef, userKey } from '../core/place.ts';
import { type Liked, MENTION_KINDS, type Mention, type PlaceMemory, type SeenWhere } from '../core/place-memory.ts';
import { MeetingRecord } from './group-record.ts';
import { allIdsOf, currentIds } from './paper-ids.ts';
import { isAt, isOneOf, readPlaceKey, workspaceKey } from './place-keys.ts';
import type { Database, Tables } from './schema.ts';
import { readInstant } from './subscription-record.ts';

export function placeMemory(db: Database): PlaceMemory {
  return {
    mentionsOf: (papers, places) => mentionsOf(db, papers, places),
    likesOf: (papers, places) => likesOf(db, papers, places),
    likedIn: (place, savers) => likedIn(db, place, savers),
    seenIn: async (where) => {
      const ids = new Set([
        ...(await sentOrLiked(db, where)),
        ...(await putToTheVote(db, where)),
        ...(await savedThere(db, where)),
      ]);
      const current = await currentIds(db, [...ids]);
      return new Set([...ids].map((id) => current.get(id) ?? id));
    },
  };
}

const Kind = z.enum(MENTION_KINDS).catch('post');

async function mentionsOf(
  db: Database,
  papers: readonly PaperId[],
  places: readonly Place[],
): Promise<ReadonlyMap<PaperId, readonly Mention[]>> {
  const askedFor = await allIdsOf(db, papers);
  const rows = await db
    .selectFrom('paper_mention')
    .selectAll()
    .where(isOneOf(places.map(placeKey)))
    .where('paper_id', 'in', [...askedFor.keys()])
    .where('ref', 'is not', null)
    .orderBy('slot', 'desc')
    .orderBy('delivery_id')
    .execute();
  return grouped(rows, askedFor, (all) => all.map(readMention));
}

async function likesOf(
  db: Database,
  papers: readonly PaperId[],
  places: readonly Place[],
): Promise<ReadonlyMap<PaperId, number>> {
  const askedFor = await allIdsOf(db, papers);
  const likes = db
    .selectFrom('paper_like')
    .select(['paper_id', 'user_key'])
    .where(isOneOf(places.map(placeKey)));
  const rows = await likes.where('paper_id', 'in', [...askedFor.keys()]).execute();
  return grouped(rows, askedFor, (all) => new Set(all.map(({ user_key }) => user_key)).size);
}

async function likedIn(db: Database, place: Place, savers: readonly UserRef[]): Promise<readonly Liked[]> {
  const there = isOneOf([placeKey(place)]);
  const likes = await db.selectFrom('paper_like').select(['paper_id', 'liked_at as at']).where(there).execute();
  const saved = db.selectFrom('saved_paper').select(['paper_id', 'saved_at as at']).where(there);
  const saves = savers.length === 0 ? [] : await saved.where('user_key', 'in', savers.map(userKey)).execute();
  const all = [
    ...likes.map((row) => ({ ...row, kind: 'like' as const })),
    ...saves.map((row) => ({ ...row, kind: 'save' as const })),
  ];
  const ids = all.map(({ paper_id }) => paper_id as PaperId);
  const current = await currentIds(db, ids);
  return all
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ kind, paper_id, at }) => ({
      kind,
      paper: current.get(paper_id as PaperId) ?? (paper_id as PaperId),
      at: readInstant(at),
    }));
}

/** @param askedFor by each id that a row may have, those asked for. */
function grouped<Row extends { readonly paper_id: string }, Answer>(
  rows: readonly Row[],
  askedFor: ReadonlyMap<string, readonly PaperId[]>,
  answer: (rows: readonly Row[]) => Answer,
): ReadonlyMap<PaperId, Answer> {
  const found = new Map<PaperId, Row[]>();
  for (const row of rows) {
    for (const id of askedFor.get(row.paper_id) ?? []) found.set(id, [...(found.get(id) ?? []), row]);
  }
  return new Map([...found].map(([id, all]) => [id, answer(all)]));
}

function readMention({ place_key, kind, slot, ref }: Tables['paper_mention']): Mention {
  const known = ref === null || ref === '' ? {} : { ref: ref as MessageRef };
  return { place: readPlaceKey(place_key), as: Kind.parse(kind), slot: readInstant(slot), ...known };
}

async function sentOrLiked(db: Database, where: SeenWhere): Promise<readonly PaperId[]> {
  if (where.kind === 'workspace') {
    const told = db.selectFrom('paper_mention').select('paper_id').distinct().where('workspace_key', '=', workspaceKey(where));
    return (await told.execute()).map(({ paper_id }) => paper_id as PaperId);
  }
  const there = isThere(where);
  const rows = await Promise.all([
    db.selectFrom('posted_paper').select('paper_id').where(there).execute(),
    db.selectFrom('paper_mention').select('paper_id').distinct().where(there).execute(),
    db.selectFrom('paper_like').select('paper_id').distinct().where(there).execute(),
  ]);
  return rows.flat().map(({ paper_id }) => paper_id as PaperId);
}

/** What was voted for and read was nominated before. */
async function putToTheVote(db: Database, where: SeenWhere): Promise<readonly PaperId[]> {
  const groups = db.selectFrom('reading_group').select('id').where(isThere(where));
  const rows = await db.selectFrom('group_meeting').select('record').where('group_id', 'in', groups).execute();
  return rows.flatMap(({ record }) => MeetingRecord.parse(JSON.parse(record)).nominations.map(({ paper }) => paper));
}

async function savedThere(db: Database, where: SeenWhere): Promise<readonly PaperId[]> {
  const owners = where.kind === 'places' ? where.places.flatMap((place) => directOwner(place) ?? []) : [];
  if (owners.length === 0) return [];
  const rows = await db.selectFrom('saved_paper').select('paper_id').where('user_key', 'in', owners.map(userKey)).execute();
  return rows.map(({ paper_id }) => paper_id as PaperId);
}

function isThere(where: SeenWhere) {
  return where.kind === 'workspace' ? isAt(where) : isOneOf(where.places.map(placeKey));
}
