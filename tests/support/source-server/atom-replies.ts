/**
 * Feeds of arXiv's API made up in its two formats: the same entries, as the year would write them.
 */
export interface AtomDraft {
  /** With its version, as `2606.00001v2` or `hep-th/9901001v1`. */
  readonly versionedId: string;
  readonly title?: string;
  readonly abstract?: string;
  readonly authors?: readonly string[];
  readonly published?: string;
  readonly updated?: string;
  /** The primary one first. */
  readonly categories?: readonly string[];
  readonly comment?: string;
}

export const ATOM_FORMATS = ['until-2025', 'since-2026'] as const;
export type AtomFormat = (typeof ATOM_FORMATS)[number];

export function atomFeed(drafts: readonly AtomDraft[], format: AtomFormat, total = drafts.length): string {
  return format === 'until-2025' ? oldFeed(drafts.map(oldEntry), total) : newFeed(drafts.map(newEntry), total);
}

/** How arXiv tells of a mistake in the query. */
export function atomError(why: string, format: AtomFormat): string {
  const entry = `<entry><id>http://arxiv.org/api/errors#${why.replaceAll(' ', '_')}</id><title>Error</title>
    <summary>${escaped(why)}</summary><updated>2026-01-05T00:00:00-05:00</updated><author><name>arXiv api core</name></author></entry>`;
  return format === 'until-2025' ? oldFeed([entry], 1) : newFeed([entry], 1);
}

function oldFeed(entries: readonly string[], total: number): string {
  const search = 'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"';
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query: search_query=cat:cs.CL&amp;id_list=&amp;start=0&amp;max_results=10</title>
  <id>http://arxiv.org/api/made-up</id>
  <updated>2025-10-17T00:00:00-04:00</updated>
  <opensearch:totalResults ${search}>${total}</opensearch:totalResults>
  <opensearch:startIndex ${search}>0</opensearch:startIndex>
${entries.join('\n')}
</feed>
`;
}

function newFeed(entries: readonly string[], total: number): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/made-up</id>
  <title>arXiv Query: search_query=cat:cs.CL&amp;id_list=&amp;start=0&amp;max_results=10</title>
  <updated>2026-06-14T02:30:47Z</updated>
  <opensearch:totalResults>${total}</opensearch:totalResults>
${entries.join('\n')}
</feed>
`;
}

function oldEntry(draft: AtomDraft): string {
  const { versionedId, published, updated, title, abstract, authors, categories, comment } = whole(draft);
  const space = 'xmlns:arxiv="http://arxiv.org/schemas/atom"';
  return `  <entry>
    <id>http://arxiv.org/abs/${versionedId}</id>
    <updated>${updated}</updated>
    <published>${published}</published>
    <title>${escaped(wrapped(title))}</title>
    <summary>  ${escaped(wrapped(abstract))}
</summary>
${authors.map((name) => `    <author>\n      <name>${escaped(name)}</name>\n    </author>`).join('\n')}
${comment === undefined ? '' : `    <arxiv:comment ${space}>${escaped(comment)}</arxiv:comment>`}
    <link href="http://arxiv.org/abs/${versionedId}" rel="alternate" type="text/html"/>
    <arxiv:primary_category ${space} term="${categories[0]}" scheme="http://arxiv.org/schemas/atom"/>
${categories.map((term) => `    <category term="${term}" scheme="http://arxiv.org/schemas/atom"/>`).join('\n')}
  </entry>`;
}

function newEntry(draft: AtomDraft): string {
  const { versionedId, published, updated, title, abstract, authors, categories, comment } = whole(draft);
  return `  <entry>
    <id>http://arxiv.org/abs/${versionedId}</id>
    <title>${escaped(title)}</title>
    <updated>${updated}</updated>
    <link href="https://arxiv.org/abs/${versionedId}" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/${versionedId}" rel="related" type="application/pdf" title="pdf"/>
    <summary>${escaped(abstract)}</summary>
${[...categories]
  .sort()
  .map((term) => `    <category term="${term}" scheme="http://arxiv.org/schemas/atom"/>`)
  .join('\n')}
    <published>${published}</published>
${comment === undefined ? '' : `    <arxiv:comment>${escaped(comment)}</arxiv:comment>`}
    <arxiv:primary_category term="${categories[0]}"/>
${authors.map((name) => `    <author>\n      <name>${escaped(name)}</name>\n    </author>`).join('\n')}
  </entry>`;
}

function whole(draft: AtomDraft): Required<Omit<AtomDraft, 'comment'>> & Pick<AtomDraft, 'comment'> {
  const published = draft.published ?? '2026-06-11T17:59:49Z';
  return {
    title: `On the reading of ${draft.versionedId} by machines`,
    abstract: 'We let machines read papers, one after the other, and ask them what stood there.',
    authors: ['Ada Lovelace', 'Alan Turing'],
    categories: ['cs.CL', 'cs.AI'],
    ...draft,
    ...{ published, updated: draft.updated ?? published },
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** With a line break and two blanks after each fourth word. */
function wrapped(text: string): string {
  return text.replace(/((?:\S+ ){3}\S+) /g, '$1\n  ');
}
