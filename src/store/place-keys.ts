/**
 * Rows by where they are: of some places, or of a whole workspace, the keys of whose places begin alike, which no index helps with.
 */
import { sql } from 'kysely';
import type { Place, PlatformName } from '../core/place.ts';
import { PlaceRecord } from './subscription-record.ts';

/** Whether a `place_key` is of the workspace, or of the platform where none is named. */
export function isAt({ platform, workspace }: { readonly platform: PlatformName; readonly workspace?: string }) {
  const beginning = `${JSON.stringify(workspace === undefined ? [platform] : [platform, workspace]).slice(0, -1)},`;
  return sql<boolean>`substr(place_key, 1, ${sql.lit(beginning.length)}) = ${beginning}`;
}

/** @param keys of places, as `placeKey` gives them. */
export function isOneOf(keys: readonly string[]) {
  return sql<boolean>`place_key in (${sql.join(keys)})`;
}

/** What `placeKey` made a key of. */
export function readPlaceKey(key: string): Place {
  const [platform, workspace, channel] = JSON.parse(key) as unknown[];
  return PlaceRecord.parse({ platform, workspace, channel });
}

/** One column's worth of a guild or workspace. */
export function workspaceKey({ platform, workspace }: Pick<Place, 'platform' | 'workspace'>): string {
  return JSON.stringify([platform, workspace]);
}
