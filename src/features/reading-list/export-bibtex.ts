/**
 * The reading list for a bibliography: one `@misc` a paper with the fields that arXiv's own citations have, so that BibTeX,
 * BibLaTeX, Zotero and JabRef all know it for a preprint.
 */
import { arxivIdOf, type Paper, paperDate, paperLinks } from '../../core/paper.ts';
import type { SavedPaper } from '../../core/person-store.ts';
import { citationKeys } from './bibtex-key.ts';
import { bibtexName, bibtexText, bibtexTitle } from './bibtex-text.ts';

export function writeBibtex(saved: readonly SavedPaper[]): string {
  const keys = citationKeys(saved);
  return saved.map(({ paper }) => writeEntry(keys.get(paper.id) ?? '', paper)).join('\n');
}

function writeEntry(key: string, paper: Paper): string {
  const arxivId = arxivIdOf(paper.id);
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    ['title', bibtexTitle(paper.title)],
    ['author', authorList(paper)],
    ['year', paperDate(paper)?.slice(0, 4)],
    ['eprint', arxivId],
    ['archivePrefix', arxivId === undefined ? undefined : 'arXiv'],
    ['primaryClass', arxivId === undefined ? undefined : paper.categories[0]],
    ['url', verbatimUrl(paperLinks(paper.id)?.arxiv ?? paper.projectUrl ?? paper.codeUrl)],
    ['note', noteOn(paper)],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}},`] : []));
  return `@misc{${key},\n${lines.join('\n')}\n}\n`;
}

function authorList({ authors, authorCount, organization }: Paper): string | undefined {
  const names = authors.map(bibtexName).filter((name) => name !== '');
  if (names.length === 0) return organization && `{${bibtexText(organization.name)}}`;
  return [...names, ...(authorCount > authors.length ? ['others'] : [])].join(' and ');
}

function noteOn({ withdrawnAt, authorsNote }: Paper): string | undefined {
  const note = [withdrawnAt === undefined ? '' : 'Withdrawn from arXiv.', authorsNote ?? ''].filter(Boolean).join(' ');
  return note === '' ? undefined : bibtexText(note);
}

/** Styles print addresses verbatim, so nothing is escaped in TeX's way; what would end the field is escaped in the address's. */
function verbatimUrl(url: string | undefined): string | undefined {
  return url?.replace(/[\s{}\\]/g, (character) => encodeURIComponent(character));
}
