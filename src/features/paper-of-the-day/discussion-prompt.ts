/**
 * One question about a paper, for a channel to talk over.
 *
 * A prompt states nothing but what the abstract says, in its own words between curly quotes, and asks for the rest. Which
 * of the possible ones a paper gets follows from its id, so that the same paper asks the same everywhere and two papers in
 * a row seldom ask alike.
 */
import { link, type Span, text } from '../../core/message.ts';
import type { Paper } from '../../core/paper.ts';
import { methodNameOf } from '../../core/summary/method-name.ts';
import { sentencesOf } from '../../core/summary/sentences.ts';
import { keySentences } from '../../core/summary/summary.ts';
import { clauseWith } from './quotable.ts';

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

const MEASURED = /\d\s?(?:%|×|x\b|times\b|points?\b|[GM]B\b|-fold\b)/;
const SAYS =
  /\b(?:achiev|improv|reduc|yield|accelerat|attain|boost|increas|match|reach|outperform|surpass|exceed|recover|retain|remov|gain|drop|cut|scor|consum|speed|deliver|demonstrat|show|realiz)/i;
const BEATS =
  /\b(?:outperform|surpass|exceed)(?:s|es|ing)?\b|\bsuperior to\b|\b(?:better|faster|cheaper|higher|lower)\b[^,;.]{0,40} than\b/i;
const OWN_LIMIT =
  /\b(?:limitations? of (?:our|this)|remains? (?:an open|challenging|difficult|limited|unclear|far)|still (?:lag|struggl|fall|fail|far)|falls? short|at the (?:cost|expense) of|room for improvement|fails? to|struggles? (?:with|to)|difficult(?:y|ies) with|(?:does|do) not (?:transfer|generali[sz]e|hold))/i;
/** Speaks of what others do, or of what is not so: half of such a sentence would be put in the authors' mouths. */
const OTHERS =
  /\b(?:existing|previous|prior|current|traditional|conventional|unlike|whereas|although|contrary to|no evidence|whether)\b/i;
/** Who is meant stands in another sentence. */
const LEANS_BACK = /^(?:however, |yet, |moreover, |furthermore, )?(?:they|these|those|it|this|such)\b/i;
const CODE_ADDRESS = /https?:\/\/(?:www\.)?(?:github|gitlab)\.com\/[^\s),;]*[^\s),;.]/;

export function discussionPrompt(paper: Source): DiscussionPrompt {
  const possible = discussionPrompts(paper);
  return possible[hashOf(paper.id) % possible.length] ?? titlePrompt(paper);
}

/** Everything that can be asked about the paper by these rules, at most one of a kind; at the least about its title. */
export function discussionPrompts(paper: Source): readonly DiscussionPrompt[] {
  const specific = [claimOf(paper), baselineOf(paper), methodOf(paper), limitOf(paper), codeOf(paper)];
  const found = specific.filter((prompt) => prompt !== undefined);
  return found.length > 0 ? found : [titlePrompt(paper)];
}

function claimOf(paper: Source): DiscussionPrompt | undefined {
  const result = keySentences(paper)?.result?.text ?? '';
  return quoting('claim', firstClause([result, ...textsOf(paper)], MEASURED, SAYS), paper);
}

function baselineOf(paper: Source): DiscussionPrompt | undefined {
  return quoting('baseline', firstClause(textsOf(paper), BEATS, BEATS), paper);
}

function methodOf(paper: Source): DiscussionPrompt | undefined {
  return quoting('method', methodNameOf(paper), paper);
}

/** Looked for after what is new: what is hard stands before it, and is the limit of others. */
function limitOf(paper: Source): DiscussionPrompt | undefined {
  const start = keySentences(paper)?.proposal.start ?? 0;
  const later = sentencesOf(paper.abstract).filter((sentence) => sentence.start > start && !LEANS_BACK.test(sentence.text));
  const texts = later.map((sentence) => sentence.text);
  return quoting('limit', firstClause(texts, OWN_LIMIT, OWN_LIMIT), paper);
}

function codeOf(paper: Source): DiscussionPrompt | undefined {
  const saying = textsOf(paper).find(
    (sentence) => /\b(?:code|implementation|software)\b/i.test(sentence) && CODE_ADDRESS.test(sentence),
  );
  const address = paper.codeUrl ?? CODE_ADDRESS.exec(saying ?? '')?.[0];
  if (address === undefined) return undefined;
  return { about: 'code', spans: [text(wordingOf(CODE_WORDINGS, paper)), link(address, address)] };
}

function titlePrompt(paper: Source): DiscussionPrompt {
  return { about: 'title', spans: [text(wordingOf(WORDINGS.title, paper).replace('…', () => paper.title))] };
}

function quoting(about: Quoted, quote: string | undefined, paper: Source): DiscussionPrompt | undefined {
  if (quote === undefined) return undefined;
  return { about, spans: [text(wordingOf(WORDINGS[about], paper).replace('…', () => quote))] };
}

function firstClause(sentences: readonly string[], match: RegExp, says: RegExp): string | undefined {
  for (const sentence of sentences) {
    const clause = match.test(sentence) && !OTHERS.test(sentence) ? clauseWith(sentence, match, says) : undefined;
    if (clause !== undefined) return clause;
  }
  return undefined;
}

function textsOf(paper: Source): readonly string[] {
  return sentencesOf(paper.abstract).map((sentence) => sentence.text);
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
