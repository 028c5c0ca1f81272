/**
 * What is said of a paper in a few words, the same on every platform: who, when, and how it was received.
 */
import { counted, formatDate, formatMonth } from '../core/locale.ts';
import { arxivIdOf, type Paper, paperDate } from '../core/paper.ts';

/** Authors named on a full card; large collaborations list thousands. */
const MOST_AUTHORS_NAMED = 12;

/** First and last author: `Ada Lovelace, … Alan Turing +3`. Only the number where no name is known, empty where nothing is. */
export function shortByline(paper: Paper, locale: string | undefined): string {
  const [first, second] = paper.authors;
  if (first === undefined) return paper.authorCount > 0 ? counted(paper.authorCount, 'author', locale) : '';
  if (paper.authors.length < paper.authorCount) return `${first} +${paper.authorCount - 1}`; // the last one is not known
  if (second === undefined) return first;
  if (paper.authors.length === 2) return `${first}, ${second}`;
  return `${first}, … ${paper.authors.at(-1)} +${paper.authors.length - 2}`;
}

/** As many authors as a card has room for, then how many more there are. */
export function longByline(paper: Paper, locale: string | undefined): string {
  if (paper.authors.length === 0) return shortByline(paper, locale);
  const named = paper.authors.slice(0, MOST_AUTHORS_NAMED);
  const more = paper.authorCount - named.length;
  return more > 0 ? `${named.join(', ')} +${more}` : named.join(', ');
}

/** How the paper was received; nothing for counts that are not known. */
function receptionFacts(paper: Paper, locale: string | undefined): readonly string[] {
  return [
    ...(paper.upvotes === undefined ? [] : [counted(paper.upvotes, 'vote', locale)]),
    ...(paper.comments ? [counted(paper.comments, 'comment', locale)] : []),
  ];
}

/** The paper's day, or only its month where that is all its arXiv id tells. */
function dateFact(paper: Paper, locale: string | undefined): string | undefined {
  const date = paperDate(paper);
  if (date === undefined) return undefined;
  return paper.publishedOn === undefined && paper.listedOn === undefined ? formatMonth(date, locale) : formatDate(date, locale);
}

/** The small print of a card, most telling first, and last the address for what cannot hide one behind the title. */
export function cardFacts(paper: Paper, locale: string | undefined): readonly string[] {
  const arxivId = arxivIdOf(paper.id);
  return [...linkedCardFacts(paper, locale), ...(arxivId === undefined ? [] : [`arxiv.org/abs/${arxivId}`])];
}

/** The small print of a card whose title is a link. */
export function linkedCardFacts(paper: Paper, locale: string | undefined): readonly string[] {
  return [
    shortByline(paper, locale),
    paper.organization?.name ?? '',
    dateFact(paper, locale) ?? '',
    ...receptionFacts(paper, locale),
    paper.codeUrl === undefined ? '' : 'code',
    paper.withdrawnAt === undefined ? '' : 'withdrawn',
  ].filter((fact) => fact !== '');
}

/** The days and counts of a full card. */
export function fullFacts(paper: Paper, locale: string | undefined): readonly string[] {
  const { publishedOn, listedOn } = paper;
  const date = publishedOn === undefined && listedOn !== undefined ? undefined : dateFact(paper, locale);
  return [
    ...(date === undefined ? [] : [date]),
    ...(listedOn === undefined || listedOn === publishedOn ? [] : [`on the daily list ${formatDate(listedOn, locale)}`]),
    ...receptionFacts(paper, locale),
    ...(paper.submittedBy === undefined ? [] : [`submitted by ${paper.submittedBy}`]),
    ...(paper.withdrawnAt === undefined ? [] : ['withdrawn']),
  ];
}

/** What else is known of a paper, each under its label, for a full card; links are the renderer's. */
export function furtherFacts(paper: Paper, locale: string | undefined): readonly (readonly [label: string, fact: string])[] {
  const all: readonly (readonly [string, string | undefined])[] = [
    ['Summary', paper.summary],
    ['Keywords', paper.keywords.join(', ')],
    ['Topics', paper.categories.join(', ')],
    ['Note', paper.authorsNote],
    ['Linked', linkedArtifacts(paper, locale)],
  ];
  return all.flatMap(([label, fact]) => (fact === undefined || fact === '' ? [] : [[label, fact] as const]));
}

function linkedArtifacts({ artifacts }: Paper, locale: string | undefined): string {
  if (artifacts === undefined) return '';
  const counts = [
    [artifacts.models, 'model'],
    [artifacts.datasets, 'dataset'],
    [artifacts.spaces, 'Space'],
  ] as const;
  return counts.flatMap(([count, noun]) => (count > 0 ? [counted(count, noun, locale)] : [])).join(', ');
}
