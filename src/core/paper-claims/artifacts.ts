/**
 * Where code is and what on the hub goes with a paper: from its record, and from the address that its abstract gives.
 */
import {
  type ArtifactFact,
  type Claiming,
  type CodeFact,
  fieldText,
  type Part,
  partOf,
  type SourceField,
  stated,
} from './fact.ts';
import type { StandingSentence } from './standing.ts';

const ADDRESS =
  /(?:https?:\/\/)?(?:www\.)?(?:github|gitlab|huggingface|[\w-]+\.github)\.(?:com|co|io)(?:\/[^\s),;"”]*[^\s),;."”])?(?<!github\.com|gitlab\.com|huggingface\.co)/giu;
/** What authors give away, and that they do; an address of somebody else's work has but one of the two. */
const OWN_THINGS =
  /\b(?:codes?|codebase|implementations?|software|models?|weights|datasets?|data|benchmark|demo|project|page|website|repository|scripts?|checkpoints?|toolkit|logs|homepage)\b/i;
const GIVEN =
  /\b(?:available|releas\w+|found|access\w*|open-?sourc\w+|public\w*|visit|see)\b|\b(?:codes?|project(?: page)?|homepage|website|demo|models?|datasets?|page)\b[^.]{0,40}(?::| is (?:at|here)| at)\s*(?:https?:|\S+\.\w+\/)/i;

export function codeIn(paper: Claiming, sentences: readonly StandingSentence[]): readonly CodeFact[] {
  const known = (['codeUrl', 'projectUrl'] as const).flatMap((field) => {
    const part = wholeOf(paper, field);
    return part.text === '' ? [] : [{ ...stated('code', field, part), url: part.text }];
  });
  const written = sentences
    .filter(({ text }) => OWN_THINGS.test(text) && GIVEN.test(text))
    .flatMap((sentence) =>
      [...sentence.text.matchAll(ADDRESS)].map(({ 0: found, index }) => partOf(sentence, index, index + found.length)),
    )
    .map(
      (part): CodeFact => ({
        ...stated('code', 'abstract', part),
        url: /^https?:/i.test(part.text) ? part.text : `https://${part.text}`,
      }),
    );
  const found = [...known, ...written];
  return found.filter((fact, at) => found.findIndex(({ url }) => bare(url) === bare(fact.url)) === at);
}

export function artifactsOf(paper: Claiming): readonly ArtifactFact[] {
  return (['models', 'datasets', 'spaces'] as const).flatMap((field) => {
    const count = paper.artifacts?.[field] ?? 0;
    return count > 0 ? [{ ...stated('artifact', field, wholeOf(paper, field)), count }] : [];
  });
}

function wholeOf(paper: Claiming, field: SourceField): Part {
  const text = fieldText(paper, field);
  return { start: 0, end: text.length, text };
}

function bare(url: string): string {
  return url.toLowerCase().replace(/^https?:\/\/(?:www\.)?|\/+$/g, '');
}
