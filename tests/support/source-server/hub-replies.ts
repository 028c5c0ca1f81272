/**
 * Replies of the hub's API made up in each of the shapes that it has had: the same paper, as the year would write it.
 */
export interface HubDraft {
  readonly arxivId: string;
  readonly title?: string;
  readonly abstract?: string;
  readonly authors?: readonly string[];
  readonly upvotes?: number;
  readonly comments?: number;
  /** The day of arXiv's version 1. */
  readonly publishedOn?: string;
  readonly organization?: { readonly name: string; readonly fullname: string };
  readonly githubRepo?: string;
  readonly summary?: string;
  readonly withdrawnAt?: string;
}

/**
 * - `2024`: no day of the list but in the outer `publishedAt`, `mediaUrl`, hard-wrapped text
 * - `2025`: a code link, still without `submittedOnDailyAt`
 * - `2026`: the day of the list at midnight, the outer `publishedAt` an arXiv date shifted by a zone
 */
export const HUB_SHAPES = ['2024', '2025', '2026'] as const;
export type HubShape = (typeof HUB_SHAPES)[number];

/** An item of `daily_papers`. @param day of the list that it is on. */
export function hubItem(draft: HubDraft, day: string, shape: HubShape = '2026'): Record<string, unknown> {
  const { title = titleOf(draft), comments = 0 } = draft;
  const submitter = { _id: '6a00', avatarUrl: '/avatars/a.svg', fullname: 'Grace Reader', name: 'grace', type: 'user' };
  const outer = { title, numComments: comments, thumbnail: `https://cdn.example.org/${draft.arxivId}.png` };
  const paper = hubPaperFields(draft);
  switch (shape) {
    case '2024':
      return {
        paper: { ...paper, title: wrapped(title), summary: wrapped(String(paper.summary)) },
        ...{ publishedAt: `${day}T03:17:42.511Z`, title, numComments: comments, mediaUrl: outer.thumbnail },
      };
    case '2025':
      return { paper, publishedAt: `${day}T02:51:09.008Z`, ...outer, submittedBy: submitter, isAuthorParticipating: false };
    case '2026':
      return {
        paper: { ...paper, submittedOnDailyAt: `${day}T00:00:00.000Z`, submittedOnDailyBy: { ...submitter, user: 'grace' } },
        publishedAt: `${publishedOn(draft)}T20:00:00.000Z`,
        ...{ ...outer, summary: paper.summary, submittedBy: { ...submitter, followerCount: 4 }, isAuthorParticipating: true },
        ...(draft.organization === undefined ? {} : { organization: { _id: '68', ...draft.organization } }),
      };
  }
}

export interface Linked {
  readonly models?: readonly string[];
  readonly datasets?: readonly string[];
  readonly spaces?: readonly string[];
}

/** What `papers/{id}` answers; `totals` may be more than the few that are named. */
export function hubPaperPage(draft: HubDraft, day: string | undefined, linked: Linked = {}, totals?: readonly number[]): object {
  const repos = (names: readonly string[] = []) => names.map((id) => ({ _id: '65', id, author: id.split('/')[0], likes: 3 }));
  const [models, datasets, spaces] = totals ?? [];
  return {
    ...hubPaperFields(draft),
    ...(day === undefined ? {} : { submittedOnDailyAt: `${day}T00:00:00.000Z` }),
    ...{ linkedModels: repos(linked.models), linkedDatasets: repos(linked.datasets), linkedSpaces: repos(linked.spaces) },
    ...(totals === undefined ? {} : { numTotalModels: models, numTotalDatasets: datasets, numTotalSpaces: spaces }),
  };
}

function hubPaperFields(draft: HubDraft): Record<string, unknown> {
  const { arxivId, authors = ['Ada Lovelace', 'Alan Turing'], upvotes = 0, organization } = draft;
  return {
    ...{ id: arxivId, title: draft.title ?? titleOf(draft), upvotes, discussionId: `d${arxivId}` },
    authors: authors.map((name, at) => ({ _id: `a${at}`, name, hidden: false })),
    publishedAt: `${publishedOn(draft)}T00:00:00.000Z`,
    summary: draft.abstract ?? `We study ${arxivId} in depth, and find that machines can read it with little help.`,
    ...(organization === undefined ? {} : { organization: { _id: '68', ...organization } }),
    ...(draft.githubRepo === undefined ? {} : { githubRepo: draft.githubRepo, githubStars: 12 }),
    ...(draft.summary === undefined ? {} : { ai_summary: draft.summary, ai_keywords: ['reading '] }),
    ...(draft.withdrawnAt === undefined ? {} : { withdrawnAt: draft.withdrawnAt }),
  };
}

function titleOf({ arxivId }: HubDraft): string {
  return `Findings on ${arxivId} and how they were made`;
}

/** The first of the month that the id names. */
function publishedOn({ publishedOn: day, arxivId }: HubDraft): string {
  return day ?? `20${arxivId.slice(0, 2)}-${arxivId.slice(2, 4)}-01`;
}

/** With a line break and two blanks after each third word. */
function wrapped(text: string): string {
  return text.replace(/((?:\S+ ){2}\S+) /g, '$1\n  ');
}
