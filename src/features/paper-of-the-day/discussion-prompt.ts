/**
 * One question about a paper, for a channel to talk over.
 *
 * A prompt states nothing but what the abstract says, in its own words between curly quotes, and asks for the rest. Which
 * of the possible ones a paper gets follows from its id, so that the same paper asks the same everywhere and two papers in
 * a row seldom ask alike.
 */
import { link, type Span, text } from '../../core/message.ts';
import type { Paper } from '../../core/paper.ts';
import { isQuotable } from '../../core/paper-claims/clauses.ts';
import type { Fact, Part } from '../../core/paper-claims/fact.ts';
import { factsOf, factsOfKind } from '../../core/paper-claims/facts.ts';

export interface DiscussionPrompt {
  readonly about: 'claim' | 'baseline' | 'method' | 'limit' | 'code' | 'title';
  /** What is quoted stands between `“` and `”`, letter for letter as in the title or abstract. */
  readonly spans: readonly Span[];
}

type Source = Pick<Paper, 'id' | 'title' | 'abstract' | 'codeUrl'>;
type Quoted = Exclude<DiscussionPrompt['about'], 'code'>;

/** Two ways to ask each, chosen between by the paper. `…` is what is quoted. */
const WORDINGS: Readonly<Record<Quoted, readonly [string, string]>> = {
  claim: [
    'The abstract reports: “…”. What would have to be true for that to hold on your own data?',
    'The abstract reports: “…”. Which experiment would convince you of it, or change your mind?',
  ],
  baseline: [
    'The abstract says: “…”. Is that the comparison you would have asked for?',
    'The abstract says: “…”. Which other comparison would you want to see beside it?',
  ],
  method: [
    'How would you explain “…” to a colleague in two sentences, and where would you try it first?',
    'Which part of “…” do you expect to matter most, and how would you find out?',
  ],
  limit: [
    'The abstract also says: “…”. How much does that matter for what you do?',
    'The abstract also says: “…”. What would you try next?',
  ],
  title: [
    'Going by the title, “…”: what did you expect before reading the abstract, and what surprised you?',
    'Going by the title, “…”: who in this channel should read it, and why?',
  ],
};
const CODE_WORDINGS = [
  'There is code for this paper. What is the smallest experiment that would test its main claim? ',
  'There is code for this paper. What would you run first, and on which data? ',
] as const;

const CODE_HOST = /^https?:\/\/(?:www\.)?(?:github|gitlab)\.com\//i;

export function discussionPrompt(paper: Source): DiscussionPrompt {
  const possible = discussionPrompts(paper);
  return possible[hashOf(paper.id) % possible.length] ?? titlePrompt(paper);
}

/** Everything that can be asked about the paper by these rules, at most one of a kind; at the least about its title. */
export function discussionPrompts(paper: Source): readonly DiscussionPrompt[] {
  const facts = factsOf(paper);
  const specific = [
    quoting('claim', factsOfKind(facts, 'claim').find(isQuotableFact)?.text, paper),
    quoting('baseline', comparisonIn(facts), paper),
    quoting('method', factsOfKind(facts, 'method')[0]?.text, paper),
    quoting('limit', factsOfKind(facts, 'limit').find(isQuotableFact)?.text, paper),
    codeOf(facts, paper),
  ];
  const found = specific.filter((prompt) => prompt !== undefined);
  return found.length > 0 ? found : [titlePrompt(paper)];
}

function comparisonIn(facts: readonly Fact[]): string | undefined {
  const clauses = factsOfKind(facts, 'baseline').filter(({ relation }) => relation === 'beaten');
  return clauses.map(({ clause }) => clause).find(isQuotableFact)?.text;
}

function isQuotableFact({ text: quote }: Part): boolean {
  return isQuotable(quote);
}

function codeOf(facts: readonly Fact[], paper: Source): DiscussionPrompt | undefined {
  const found = factsOfKind(facts, 'code').find(({ field, url }) => field === 'codeUrl' || CODE_HOST.test(url));
  if (found === undefined) return undefined;
  return { about: 'code', spans: [text(wordingOf(CODE_WORDINGS, paper)), link(found.text, found.url)] };
}

function titlePrompt(paper: Source): DiscussionPrompt {
  return { about: 'title', spans: [text(wordingOf(WORDINGS.title, paper).replace('…', () => paper.title))] };
}

function quoting(about: Quoted, quote: string | undefined, paper: Source): DiscussionPrompt | undefined {
  if (quote === undefined) return undefined;
  return { about, spans: [text(wordingOf(WORDINGS[about], paper).replace('…', () => quote))] };
}

function wordingOf(wordings: readonly [string, string], paper: Source): string {
  return wordings[(hashOf(paper.id) >>> 8) % 2 === 0 ? 0 : 1];
}

/** FNV-1a: spreads ids that follow one another. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
