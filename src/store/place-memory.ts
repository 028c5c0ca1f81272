/**
 * What places have seen, out of all that is stored for other ends: posts, likes, ballots, and a person's own list. Rows keep the id that
 * the paper had then; one that has become an alias since is followed at every read.
 */
import type { PaperId } from '../core/paper.ts';
import { directOwner, placeKey, userKey } from '../core/place.ts';
import type { PlaceMemory, SeenWhere } from '../core/place-memory.ts';
import { MeetingRecord } from './group-record.ts';
import { currentIds } from './paper-ids.ts';
import type { Database } from './schema.ts';
import { isAt, isOneOf } from './workspace-rows.ts';

export function placeMemory(db: Database): PlaceMemory {
  return {
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

async function sentOrLiked(db: Database, where: SeenWhere): Promise<readonly PaperId[]> {
  const rows = await Promise.all([
    db.selectFrom('posted_paper').select('paper_id').where(isThere(where)).execute(),
    db.selectFrom('paper_like').select('paper_id').distinct().where(isThere(where)).execute(),
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
