import { outboxContract } from '../contracts/outbox.ts';
import { subscriptionsContract } from '../contracts/subscriptions.ts';
import { aPostgresUrl, aSqlitePath, POSTGRES_URL } from '../support/databases.ts';

for (const contract of [subscriptionsContract, outboxContract]) {
  contract('on SQLite', async () => aSqlitePath());
  if (POSTGRES_URL !== undefined) contract('on PostgreSQL', aPostgresUrl);
}
