/**
 * A program of its own that writes a large index to the path given, again and again until it is killed.
 */
import { writeIndexFile } from '../../src/search/index-file.ts';
import { makePaperIndex } from '../../src/search/paper-index.ts';
import { somePapers } from '../support/builders.ts';

const [path = ''] = process.argv.slice(2);

const index = makePaperIndex();
await index.put(somePapers(2_000, { abstract: 'We study machines that read and write at length. '.repeat(20) }));
for (;;) await writeIndexFile(path, index.save());
