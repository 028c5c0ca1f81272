/**
 * *Subscribe* under the results of a search: the search is known, a form asks for the rest, and what follows is a digest as
 * `subscribe digest` makes it.
 */
import type { Action } from '../../core/action.ts';
import type { CommandContext, RawOptions } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Form } from '../../core/form.ts';
import type { Reply } from '../../core/message.ts';
import type { QueryStore } from '../../core/person-store.ts';
import { formatQuery } from '../../core/query-language.ts';
import { DIGEST_OPTIONS, type DigestSubscribeDeps, subscribeDigestCommand } from './subscribe-digest-command.ts';

export interface SubscribeSearchDeps extends DigestSubscribeDeps {
  readonly queries: Pick<QueryStore, 'loadQuery'>;
}

const { when, max, to, details, empty } = DIGEST_OPTIONS;

export const SUBSCRIBE_SEARCH_FORM: Omit<Form, 'submit'> = {
  title: 'Subscribe to this search',
  fields: { when, max, to, details, empty },
};

/** @throws UserError as the command does, and where the query behind the button is no longer kept. */
export async function subscribeToSearch(
  { query }: Extract<Action, { readonly kind: 'search.subscribe' }>,
  filledIn: RawOptions,
  { context, ...deps }: SubscribeSearchDeps & { readonly context: CommandContext },
): Promise<Reply> {
  const search = await deps.queries.loadQuery(query);
  if (search === undefined) throw new UserError('query-aged-out', 'This search is too old to subscribe to. Run it again.');
  return subscribeDigestCommand(deps).invoke(new Map([...filledIn, ['query', formatQuery(search)]]), context);
}
