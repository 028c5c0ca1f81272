/**
 * Who takes part in the benchmark, in the order of its tables: ourselves, and the search libraries a TypeScript team could pick.
 */
import { paperboy } from './paperboy-engine.ts';
import { flexSearch } from './peers/flexsearch.ts';
import { lanceDb } from './peers/lancedb.ts';
import { lunr } from './peers/lunr.ts';
import { miniSearch, miniSearchRetuned } from './peers/minisearch.ts';
import { orama } from './peers/orama.ts';
import type { SearchPeer } from './peers/search-peer.ts';
import { sqliteFts } from './peers/sqlite.ts';
import { wink } from './peers/wink.ts';

/** These need nothing but what the project has itself. */
const ALWAYS: readonly SearchPeer[] = [paperboy, miniSearch, miniSearchRetuned, sqliteFts];
const INSTALLED_APART: readonly SearchPeer[] = [orama, flexSearch, lunr, wink, lanceDb];

export const ENGINES = { always: ALWAYS, installedApart: INSTALLED_APART };

export function engineNamed(name: string): SearchPeer {
  const engine = [...ALWAYS, ...INSTALLED_APART].find((known) => known.name === name);
  if (engine === undefined) throw new Error(`There is no engine ${name}.`);
  return engine;
}
