import { storeContract } from '../contracts/store.ts';
import { aPostgresUrl, aSqlitePath, POSTGRES_URL } from '../support/databases.ts';

storeContract('a store on SQLite', async () => aSqlitePath());

if (POSTGRES_URL === undefined) process.stderr.write('The PostgreSQL suites are skipped: TEST_DATABASE_URL is not set.\n');
else storeContract('a store on PostgreSQL', aPostgresUrl);
