/**
 * A search where it is asked: `in:here` and `in:workspace` keep it to papers that were seen there.
 *
 * Which papers those are is asked anew for every page, so that a result that is shared or pressed elsewhere tells of the place of
 * whoever presses, and never of another one.
 */
import type { CommandContext } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import type { PaperId } from '../../core/paper.ts';
import { type PlaceMemory, placesOf, type SeenWhere, workspaceOf } from '../../core/place-memory.ts';
import type { PageRequest, SearchPage, SearchQuery, SeenScope } from '../../core/query.ts';
import type { SearchIndex } from '../../core/search-index.ts';

export interface SearchThereDeps {
  readonly index: Pick<SearchIndex, 'search'>;
  readonly memory: Pick<PlaceMemory, 'seenIn'>;
}

type Asked = SearchThereDeps & { readonly context: CommandContext };

/** One search, and those that differ from it, on one look at what was seen. */
export type SearchThere = (query: SearchQuery, page: PageRequest) => Promise<SearchPage>;

export function searchThere({ index, memory, context }: Asked): SearchThere {
  const seen = new Map<SeenScope, Promise<ReadonlySet<PaperId>>>();
  return async (query, page) => {
    const { seenIn: scope } = query.filters;
    if (scope === undefined) return index.search(query, page);
    const asking = seen.get(scope) ?? memory.seenIn(whereOf(scope, context));
    seen.set(scope, asking);
    return index.search(query, page, await asking);
  };
}

/** @throws UserError in direct messages, which are in no workspace. */
function whereOf(scope: SeenScope, context: CommandContext): SeenWhere {
  if (scope === 'here') return { kind: 'places', places: placesOf(context) };
  const workspace = workspaceOf(context);
  if (workspace !== undefined) return workspace;
  throw new UserError(
    'no-workspace',
    'Direct messages are in no workspace, so `in:workspace` is for channels. `in:here` is what came to you and what you saved.',
  );
}
