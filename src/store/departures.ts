/**
 * What is kept of a workspace that took the bot out: noted, and deleted whole once its time is up. It is asked at
 * starts and once an hour.
 */
import type { DepartureStore, Workspace } from '../core/departures.ts';
import { directOwner } from '../core/place.ts';
import type { SubscriptionId } from '../core/subscription.ts';
import type { Instant } from '../core/time.ts';
import type { SqlDialect } from './dialect.ts';
import { pauseWithin } from './pausing.ts';
import { isAt, readPlaceKey } from './place-keys.ts';
import type { Database, Tables, Writer } from './schema.ts';
import { PlaceRecord } from './subscription-record.ts';

type Locks = Pick<SqlDialect, 'lockRows'>;

export function departureStore(db: Database, locks: Locks): DepartureStore {
  return {
    workspacesOn: async (platform) => {
      const rows = await db.selectFrom('subscription').select('place_key').distinct().where(isAt({ platform })).execute();
      const places = rows.map(({ place_key }) => readPlaceKey(place_key)).filter((place) => directOwner(place) === undefined);
      return [...new Set(places.map(({ workspace }) => workspace))];
    },
    noteDeparture: (from, now) => db.transaction().execute((transaction) => depart(transaction, { from, now }, locks)),
    noteReturn: (to) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('departure')
          .where('platform', '=', to.platform)
          .where('workspace', '=', to.workspace)
          .execute();
      }),
    forgetDepartedBefore: (instant) => db.transaction().execute((transaction) => forget(transaction, instant)),
  };
}

/** As the step of `migrations.ts` that brings it: like every released step, it never changes. */
export async function addDepartures({ schema }: Writer): Promise<void> {
  await schema
    .createTable('departure')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('departed_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('departure_key', ['platform', 'workspace'])
    .execute();
}

async function depart(
  transaction: Writer,
  { from, now }: { readonly from: Workspace; readonly now: Instant },
  locks: Locks,
): Promise<number> {
  await transaction
    .insertInto('departure')
    .values({ platform: from.platform, workspace: from.workspace, departed_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const active = transaction.selectFrom('subscription').select('id').where('status', '=', 'active').where(isAt(from));
  let paused = 0;
  for (const { id } of await active.orderBy('id').execute()) {
    const answer = await pauseWithin(transaction, { id: id as SubscriptionId, why: 'bot-removed', now }, locks);
    if (answer === 'paused') paused += 1;
  }
  return paused;
}

async function forget(transaction: Writer, instant: Instant): Promise<readonly Workspace[]> {
  const gone = await transaction
    .deleteFrom('departure')
    .where('departed_at', '<', instant)
    .returning(['platform', 'workspace'])
    .execute();
  const workspaces = gone.map(readWorkspace);
  for (const workspace of workspaces) {
    await transaction.deleteFrom('subscription').where(isAt(workspace)).execute();
    await transaction.deleteFrom('posted_paper').where(isAt(workspace)).execute();
    await transaction.deleteFrom('paper_mention').where(isAt(workspace)).execute();
    await transaction.updateTable('saved_paper').set({ place_key: null }).where(isAt(workspace)).execute();
    await transaction.deleteFrom('paper_like').where(isAt(workspace)).execute();
    await forgetGroups(transaction, workspace);
  }
  return workspaces;
}

/** With all that was said and done about their meetings. */
async function forgetGroups(transaction: Writer, workspace: Workspace): Promise<void> {
  const groups = transaction.selectFrom('reading_group').select('id').where(isAt(workspace));
  await transaction.deleteFrom('group_meeting').where('group_id', 'in', groups).execute();
  await transaction.deleteFrom('reading_group').where(isAt(workspace)).execute();
}

function readWorkspace({ platform, workspace }: Pick<Tables['departure'], 'platform' | 'workspace'>): Workspace {
  return PlaceRecord.pick({ platform: true, workspace: true }).parse({ platform, workspace });
}
