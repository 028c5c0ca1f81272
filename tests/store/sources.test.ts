import { sourcesContract } from '../contracts/sources.ts';
import { aPostgresUrl, aSqlitePath, POSTGRES_URL } from '../support/databases.ts';

sourcesContract('on SQLite', async () => aSqlitePath());
if (POSTGRES_URL !== undefined) sourcesContract('on PostgreSQL', aPostgresUrl);
