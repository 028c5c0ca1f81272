/**
 * The text of a saved Daily Papers page as papers: title, abstract, then a footer.
 *
 * Footers part the page. What stands between two of them is usually one paper, but a footer may be missing, so titles are
 * told from abstracts by how they read: an abstract is long or ends in a full stop, a title does neither. Lines that
 * belong to no paper are passed over where the page's own furniture is expected, and named as rejected where a paper seems
 * to have been cut in half.
 */
import { localPaperId, type Paper } from '../core/paper.ts';
import type { SourceRecord } from '../core/source-record.ts';
import { cleanText } from './clean-text.ts';
import { plainCharacters } from './plain-characters.ts';
import { type Footer, footerAt, type PageLine, withFooterLines } from './saved-page-footer.ts';
import { isFurniture } from './saved-page-lines.ts';

interface Paragraph {
  readonly text: string;
  readonly line: number;
}

interface Entry {
  readonly title: Paragraph;
  readonly abstract: readonly Paragraph[];
}

/** What stands between two footers, and the footer that ends it. */
interface Section {
  readonly paragraphs: readonly Paragraph[];
  readonly footer?: Footer;
}

const LONGEST_TITLE = 300;
const SHORTEST_SENTENCES = 100;
/** No line of a page that was wrapped is as long; where one is, each line is a paragraph of its own. */
const LONGEST_WRAPPED_LINE = 250;
const FEWEST_WORDS_OF_A_TITLE = 4;

/**
 * @param name of the page, for the places of rejected entries: `page.txt:17`.
 * @returns one rejected record that says so where the page holds no paper.
 */
export function savedPageRecords(text: string, name: string): readonly SourceRecord[] {
  const records: SourceRecord[] = [];
  let papers = 0;
  for (const section of sectionsOf(pageLines(text))) {
    const { entries, strays } = entriesOf(section, papers === 0);
    const rejected = strays.flatMap((stray) => strayRecord(stray, { name, isFirst: papers === 0, isLast: !section.footer }));
    const found = entries.map((entry, at) => toRecord(entry, at === entries.length - 1 ? section.footer : undefined));
    records.push(...rejected, ...found);
    papers += found.length;
  }
  if (papers > 0) return records;
  const why = 'No paper was found here. Papers are read from JSON Lines and from the text of a saved Daily Papers page.';
  return [...records, { kind: 'rejected', where: `${name}:1`, why }];
}

function pageLines(text: string): readonly PageLine[] {
  const lines: PageLine[] = [];
  let followsBlank = true;
  for (const [at, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = plainCharacters(raw);
    if (line !== '') lines.push(...withFooterLines({ text: line, number: at + 1, followsBlank }));
    followsBlank = line === '';
  }
  return lines;
}

function sectionsOf(lines: readonly PageLine[]): readonly Section[] {
  const sections: Section[] = [];
  let block: PageLine[] = [];
  let paragraphs: Paragraph[] = [];
  const closeBlock = () => {
    paragraphs.push(...paragraphsOf(block));
    block = [];
  };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] as PageLine;
    const found = footerAt(lines, at);
    if (found || line.followsBlank) closeBlock();
    if (found) {
      sections.push({ paragraphs, footer: found.footer });
      paragraphs = [];
      at = found.next;
      continue;
    }
    // inside a paragraph, a line that reads like furniture is its text: a wrapped "models"
    if (block.length === 0 && isFurniture(line.text)) at += isLabelOfNext(lines, at) ? 2 : 1;
    else {
      block.push(line);
      at++;
    }
  }
  closeBlock();
  return [...sections, { paragraphs }];
}

/** `Submitted by`, with the name on the line below. */
function isLabelOfNext(lines: readonly PageLine[], at: number): boolean {
  const next = lines[at + 1];
  return /^submitted by$/i.test(lines[at]?.text ?? '') && next !== undefined && next.text.split(' ').length <= 3;
}

function paragraphsOf(block: readonly PageLine[]): readonly Paragraph[] {
  const [first] = block;
  if (!first) return [];
  if (block.some(({ text }) => text.length > LONGEST_WRAPPED_LINE))
    return block.map(({ text, number }) => ({ text, line: number }));
  return [{ text: block.map(({ text }) => text).join(' '), line: first.number }];
}

function entriesOf(
  { paragraphs, footer }: Section,
  isFirst: boolean,
): { entries: readonly Entry[]; strays: readonly Paragraph[] } {
  const entries: Entry[] = [];
  const strays: Paragraph[] = [];
  let title: Paragraph | undefined;
  let abstract: Paragraph[] = [];
  const close = (isComplete: boolean) => {
    if (title && isComplete) entries.push({ title, abstract });
    else if (title) strays.push(title);
    abstract = [];
  };
  for (const [at, paragraph] of paragraphs.entries()) {
    const isLone = !title || (isFirst && abstract.length === 0);
    if (opensEntry(paragraph, paragraphs[at + 1], isLone)) {
      close(abstract.length > 0);
      title = paragraph;
    } else if (title) abstract.push(paragraph);
    else strays.push(paragraph);
  }
  close(abstract.length > 0 || footer !== undefined);
  return { entries, strays };
}

function opensEntry(paragraph: Paragraph, following: Paragraph | undefined, isLone: boolean): boolean {
  if (!readsAsTitle(paragraph.text)) return false;
  return isLone || (following !== undefined && readsAsAbstract(following.text)) || isTitleCase(paragraph.text);
}

function readsAsAbstract(text: string): boolean {
  return text.length > LONGEST_TITLE || (text.length >= SHORTEST_SENTENCES && /\.["'”’)\]]*$|[.!?] .*[.!?:]$/.test(text));
}

function readsAsTitle(text: string): boolean {
  return !readsAsAbstract(text) && !text.includes('://') && !/[^.]\.$/.test(text) && /\p{L}/u.test(text);
}

function isTitleCase(text: string): boolean {
  const words = text.match(/\p{L}[\p{L}\p{N}'’-]{3,}/gu) ?? [];
  return words.length > 0 && words.filter((word) => /^\p{Lu}/u.test(word)).length / words.length >= 0.6;
}

function strayRecord(
  { text, line }: Paragraph,
  page: { readonly name: string; readonly isFirst: boolean; readonly isLast: boolean },
): readonly SourceRecord[] {
  const where = `${page.name}:${line}`;
  if (readsAsAbstract(text)) return [{ kind: 'rejected', where, why: 'This abstract has no title.' }];
  if (page.isFirst || isFurniture(text) || text.split(' ').length < FEWEST_WORDS_OF_A_TITLE) return [];
  const why = page.isLast
    ? 'The page ends after this title, before its abstract.'
    : 'No abstract and no footer follow this title.';
  return [{ kind: 'rejected', where, why }];
}

function toRecord({ title, abstract }: Entry, footer: Footer | undefined): SourceRecord {
  const { authorCount, date, ...known } = footer ?? {};
  const cleanTitle = cleanText(title.text);
  const paper: Paper = {
    id: localPaperId(cleanTitle),
    title: cleanTitle,
    abstract: cleanText(abstract.map(({ text }) => text).join(' ')),
    authors: [],
    authorCount: authorCount ?? 0,
    ...known,
    ...(date === undefined ? {} : { publishedOn: date }),
    keywords: [],
    categories: [],
  };
  return { kind: 'paper', paper };
}
