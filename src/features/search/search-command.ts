/**
 * `search`: ranked papers for a typed query, the first page of them.
 */
import { type Command, defineCommand } from '../../core/command.ts';
import { MAX_QUERY_LENGTH, parseQueryText } from '../../core/query-language.ts';
import { type PageDeps, resultsPage } from './turn-page.ts';

export const searchCommand = (deps: PageDeps): Command =>
  defineCommand({
    name: 'search',
    summary: 'Find papers by words, authors, organization, date or votes',
    example: 'search low-rank adaptation since:2024',
    answer: 'private',
    options: {
      query: {
        kind: 'text',
        description: 'words, "an exact phrase", author:name, since:2024, votes:>50 and more',
        required: true,
        maxLength: MAX_QUERY_LENGTH,
        rest: true,
      },
    },
    run: async ({ query }, context) => resultsPage(parseQueryText(query), 1, { ...deps, context }),
  });
