/**
 * What fetching the whole archive costs, and what searches feel of it:
 *
 *   npx tsx tests/bench/sync.ts [--corpus FILE]
 *
 * The lists of the archive, rebuilt in the shape of Hugging Face's API, come from a local server as fast as it can send them. All
 * papers are known before with another abstract, so that each is stored and indexed anew while the index keeps its size: searches,
 * ten a second, are asked of the same number of papers at rest and on the way. Prints a table, and how long the same takes at the
 * pace that the service allows.
 */
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Paper } from '../../src/core/paper.ts';
import { parseQueryText } from '../../src/core/query-language.ts';
import { type LocalDate, toInstant } from '../../src/core/time.ts';
import { startHeartbeat } from '../../src/jobs/heartbeat.ts';
import { bringIndexUpToDate, indexChanges } from '../../src/jobs/index-changes.ts';
import { FIRST_LIST, syncRange } from '../../src/jobs/sync-papers.ts';
import { makePaperIndex, type PaperIndex } from '../../src/search/paper-index.ts';
import { sleep } from '../../src/sources/http-surroundings.ts';
import { HF_RULES, huggingFace } from '../../src/sources/hugging-face.ts';
import { openPaperFile } from '../../src/sources/paper-file.ts';
import { type OpenStore, openStore } from '../../src/store/open-store.ts';
import { withFolder } from '../support/folders.ts';
import { hubItem } from '../support/source-server/hub-replies.ts';
import { startSourceServer } from '../support/source-server/source-server.ts';

const ARCHIVE = '../shared/data/hf-papers.jsonl.gz';
const { values } = parseArgs({ options: { corpus: { type: 'string' } } });
const corpus = values.corpus ?? ARCHIVE;
if (!existsSync(corpus)) throw new Error(`There is no ${corpus}; name one with --corpus.`);

const clock = { now: () => toInstant(Date.now()) };
const QUERIES = ['low-rank adaptation', 'diffusion video generation', 'agents tool use', 'quantization since:2024'].map(
  parseQueryText,
);
const ASKED_EVERY_MS = 100;
const IDLE_SEARCHES = 200;
/** As the program does. */
const FOLLOW_EVERY = '*/5 * * * * *';

const fail = (error: unknown): never => {
  throw error;
};

/** Those of which the archive does not tell the list are put on lists in turn, so that all are fetched. */
async function listedPapers(): Promise<readonly Paper[]> {
  const papers: Paper[] = [];
  const { records } = await openPaperFile(corpus);
  for await (const record of records) {
    if (record.kind === 'paper') papers.push(record.paper);
  }
  const days = [...new Set(papers.flatMap(({ listedOn }) => listedOn ?? []))];
  return papers.map((paper, at): Paper => ({ ...paper, listedOn: paper.listedOn ?? days[at % days.length] ?? FIRST_LIST }));
}

function serve(papers: readonly Paper[], lists: Map<string, readonly object[] | string>): void {
  const byDay = new Map<LocalDate, object[]>();
  for (const { id, listedOn, title, abstract, authors, upvotes = 0, comments = 0, publishedOn } of papers) {
    if (listedOn === undefined) continue;
    const draft = { arxivId: id.replace('arxiv:', ''), title, abstract, authors, upvotes, comments };
    const item = hubItem({ ...draft, ...(publishedOn !== undefined && { publishedOn }) }, listedOn);
    byDay.set(listedOn, [...(byDay.get(listedOn) ?? []), item]);
  }
  for (const [day, items] of byDay) lists.set(day, items);
}

async function askedTimes(index: PaperIndex, goesOn: (asked: number) => boolean): Promise<readonly number[]> {
  const times: number[] = [];
  while (goesOn(times.length)) {
    const due = performance.now() + ASKED_EVERY_MS;
    await pause(ASKED_EVERY_MS);
    const query = QUERIES[times.length % QUERIES.length];
    if (query !== undefined) await index.search(query, { number: 1, size: 5 });
    times.push(performance.now() - due); // what waited for the event loop counts too
  }
  return times;
}

const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? 0;

async function syncAll(store: OpenStore, index: PaperIndex, address: string) {
  let { seq } = await bringIndexUpToDate(index, store);
  const follow = async (): Promise<void> => {
    seq = (await indexChanges(seq, index, store)).seq;
  };
  const heartbeat = startHeartbeat({ run: follow, onError: fail, every: FOLLOW_EVERY });
  let requests = 0;
  const memory: number[] = [];
  const source = huggingFace(
    { address, userAgent: 'Paperboy bench', rules: { ...HF_RULES, gapMs: 0 } },
    { clock, sleep, random: Math.random },
  );
  let done = false;
  const searching = askedTimes(index, () => !done);
  const started = performance.now();
  const report = await syncRange(
    { since: FIRST_LIST },
    {
      source,
      store,
      clock,
      onProgress: () => {
        requests += 1;
        if (requests % 50 === 0) memory.push(process.memoryUsage().rss / 1e6);
      },
    },
  );
  await heartbeat.stop();
  await follow();
  const seconds = (performance.now() - started) / 1000;
  done = true;
  return { report, seconds, memory, searches: await searching };
}

await withFolder(async (folder) => {
  const papers = await listedPapers();
  const server = await startSourceServer(clock);
  serve(papers, server.lists);
  const store = await openStore({ url: join(folder, 'paperboy.sqlite') });
  const index = makePaperIndex();
  try {
    const known = papers.map((paper) => ({ ...paper, abstract: `${paper.abstract} As first read.`, upvotes: 0 }));
    for (let from = 0; from < known.length; from += 1000) await store.upsertPapers(known.slice(from, from + 1000), clock.now());
    await bringIndexUpToDate(index, store);
    const idle = await askedTimes(index, (asked) => asked < IDLE_SEARCHES);
    const { report, seconds, memory, searches } = await syncAll(store, index, server.address);
    const row = [
      papers.length,
      report.lists,
      report.changed,
      server.requests.length,
      seconds.toFixed(0),
      ((server.requests.length * HF_RULES.gapMs) / 60_000).toFixed(0),
      memory.map((each) => each.toFixed(0)).join(' '),
      percentile(idle, 0.95).toFixed(1),
      percentile(searches, 0.95).toFixed(1),
      (percentile(searches, 0.95) / percentile(idle, 0.95)).toFixed(2),
    ];
    process.stdout.write(
      `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}\n` +
        '| papers | lists | changed | requests | s, unpaced | min at the service’s pace | resident MB on the way | idle search p95 ms | during | ratio |\n' +
        `| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n| ${row.join(' | ')} |\n`,
    );
  } finally {
    await store.close();
    await server.close();
  }
});
