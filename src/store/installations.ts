/**
 * Installations as their adapters sealed them, the organizations that workspaces are of, and the events that were seen.
 */
import type { InstallationStore, SeenEventStore } from '../core/installations.ts';
import type { PlatformName } from '../core/place.ts';
import type { Database, Tables, Writer } from './schema.ts';
import { PlaceRecord } from './subscription-record.ts';

export function installationStore(db: Database): InstallationStore & SeenEventStore {
  return {
    keepInstallation: ({ platform, workspace, sealed }) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('installation')
          .values({ platform, workspace, sealed })
          .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet({ sealed }))
          .execute();
      }),
    installationOf: async ({ platform, workspace }) => {
      const kept = db.selectFrom('installation').select('sealed').where('platform', '=', platform);
      return (await kept.where('workspace', '=', workspace).executeTakeFirst())?.sealed;
    },
    dropInstallation: ({ platform, workspace }) =>
      db.transaction().execute(async (transaction) => {
        const kept = transaction.deleteFrom('installation').where('platform', '=', platform);
        await kept.where('workspace', '=', workspace).execute();
      }),
    installationsOn: async (platform) => {
      const kept = db.selectFrom('installation').selectAll().where('platform', '=', platform);
      return (await kept.orderBy('workspace').execute()).map(readInstallation);
    },
    noteOrganization: ({ platform, workspace }, organization) =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('workspace_organization')
          .values({ platform, workspace, organization })
          .onConflict((conflict) => conflict.columns(['platform', 'workspace']).doUpdateSet({ organization }))
          .execute();
      }),
    organizationOf: async ({ platform, workspace }) => {
      const noted = db.selectFrom('workspace_organization').select('organization').where('platform', '=', platform);
      return (await noted.where('workspace', '=', workspace).executeTakeFirst())?.organization;
    },
    workspacesOfOrganization: async (platform, organization) => workspacesOf(db, platform, organization),
    noteEvent: ({ platform, id }, now) =>
      db.transaction().execute(async (transaction) => {
        const noted = await transaction
          .insertInto('seen_event')
          .values({ platform, event_id: id, seen_at: now })
          .onConflict((conflict) => conflict.doNothing())
          .returning('event_id')
          .execute();
        return noted.length > 0 ? 'new' : 'seen';
      }),
    forgetEventsBefore: (instant) =>
      db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('seen_event').where('seen_at', '<', instant).execute();
      }),
  };
}

/** As the step of `migrations.ts` that brings it: like every released step, it never changes. */
export async function addInstallations({ schema }: Writer): Promise<void> {
  await schema
    .createTable('installation')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('installation_key', ['platform', 'workspace'])
    .execute();
  await schema
    .createTable('workspace_organization')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('organization', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('workspace_organization_key', ['platform', 'workspace'])
    .execute();
  await schema
    .createTable('seen_event')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('seen_event_key', ['platform', 'event_id'])
    .execute();
  await schema.createIndex('seen_event_seen_at').on('seen_event').column('seen_at').execute();
}

async function workspacesOf(db: Database, platform: PlatformName, organization: string): Promise<readonly string[]> {
  const noted = db.selectFrom('workspace_organization').select('workspace').where('platform', '=', platform);
  const rows = await noted.where('organization', '=', organization).orderBy('workspace').execute();
  return rows.map(({ workspace }) => workspace);
}

function readInstallation({ sealed, ...row }: Tables['installation']) {
  return { ...PlaceRecord.pick({ platform: true, workspace: true }).parse(row), sealed };
}
