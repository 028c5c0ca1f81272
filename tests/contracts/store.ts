/**
 * What every database behind the store must do, in parts. `freshDatabase` gives the address of an empty database that
 * lives for one test.
 */
import { describe } from 'vitest';
import { archiveContract } from './store-archive.ts';
import { departuresContract } from './store-departures.ts';
import { groupsContract } from './store-groups.ts';
import { installationsContract } from './store-installations.ts';
import { paperEventsContract } from './store-paper-events.ts';
import { storedPapersContract } from './store-papers.ts';
import { storedPeopleContract } from './store-people.ts';
import { placeMemoryContract } from './store-place-memory.ts';
import { sharedStoreContract } from './store-sharing.ts';

export type FreshDatabase = () => Promise<string>;

export function storeContract(name: string, freshDatabase: FreshDatabase): void {
  describe(name, () => {
    storedPapersContract(freshDatabase);
    archiveContract(freshDatabase);
    storedPeopleContract(freshDatabase);
    sharedStoreContract(freshDatabase);
    departuresContract(freshDatabase);
    installationsContract(freshDatabase);
    paperEventsContract(freshDatabase);
    groupsContract(freshDatabase);
    placeMemoryContract(freshDatabase);
  });
}
