/**
 * A program of its own that opens the store at an address and writes papers into it, for tests of several processes at once.
 * Prints how many papers it added. Arguments: address, number of papers.
 */
import { openStore } from '../../src/store/open-store.ts';
import { anInstant, somePapers } from '../support/builders.ts';

const [url = '', count = '0'] = process.argv.slice(2);

const store = await openStore({ url });
const papers = somePapers(Number(count));
let added = 0;
for (let at = 0; at < papers.length; at += 10) {
  added += (await store.upsertPapers(papers.slice(at, at + 10), anInstant())).added;
}
await store.close();
process.stdout.write(String(added));
