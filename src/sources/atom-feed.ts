/**
 * arXiv's Atom feeds in both of their formats: that of until 2025 (namespaces on each element, hard-wrapped text) and that of
 * 2026 (namespaces on the root, children in another order). Prefixes are dropped and every order is taken, so both read alike.
 *
 * A withdrawn paper is told by its authors' note or by its abstract; the moment is that of the version that withdrew it.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import type { Paper } from '../core/paper.ts';
import type { FoundPapers, RejectedRecord } from '../core/source.ts';
import { dayOf, toPaper } from './paper-fields.ts';
import { ArxivIdField, InstantField, MOST_NAMES, maybe, problemsOf, TextField, TitleField } from './record-fields.ts';
import { UnreadableReply } from './source-request.ts';

export type AtomFeed =
  /** `total`: matches in all, of which this is a part. */
  | ({ readonly kind: 'papers'; readonly total: number } & FoundPapers)
  /** arXiv answers some mistakes with a feed of one entry. */
  | { readonly kind: 'error'; readonly why: string };

const LISTS = new Set(['entry', 'author', 'category', 'link', 'affiliation']);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  isArray: (name) => LISTS.has(name),
});

/** An element's text, with or without attributes. */
const XmlText = z.union([z.string(), z.object({ '#text': z.string() }).transform((element) => element['#text'])], 'is no text');
const Category = z.object({ '@term': z.string() });

const EntrySchema = z.object({
  id: XmlText.pipe(ArxivIdField),
  title: XmlText.pipe(TitleField),
  summary: maybe(XmlText.pipe(TextField)),
  published: maybe(XmlText.pipe(InstantField)),
  updated: maybe(XmlText.pipe(InstantField)),
  author: maybe(z.array(z.object({ name: maybe(XmlText) }), 'is no list').max(MOST_NAMES)),
  category: maybe(z.array(Category, 'is no list')),
  primary_category: maybe(Category),
  comment: maybe(XmlText.pipe(TextField)),
});

const FeedSchema = z.object({
  feed: z.object({ entry: maybe(z.array(z.unknown())), totalResults: maybe(XmlText.transform(Number)) }),
});

/** @throws UnreadableReply where it is no feed, or not a whole one. */
export function readAtomFeed(body: string): AtomFeed {
  // Feeds have none, and entities of a document's own can be made to grow without end
  if (/<!(?:DOCTYPE|ENTITY)/i.test(body)) throw new UnreadableReply('sent a document that is no feed', 'is-pointless');
  if (XMLValidator.validate(body) !== true) {
    throw new UnreadableReply('sent an answer that is no XML, or only a part of it', 'may-help');
  }
  const parsed = FeedSchema.safeParse(parser.parse(body));
  if (!parsed.success) throw new UnreadableReply('sent XML that is no feed of papers', 'is-pointless');
  const { entry: entries = [], totalResults } = parsed.data.feed;
  const error = entries.map(errorOf).find((why) => why !== undefined);
  if (error !== undefined) return { kind: 'error', why: error };
  const papers: Paper[] = [];
  const rejected: RejectedRecord[] = [];
  for (const [at, entry] of entries.entries()) {
    const read = EntrySchema.safeParse(entry);
    if (read.success) papers.push(entryPaper(read.data));
    else rejected.push({ kind: 'rejected', where: `feed, entry ${at + 1}`, why: `${problemsOf(read.error)}.` });
  }
  const [first] = rejected;
  if (first !== undefined && papers.length === 0) {
    throw new UnreadableReply(`sent a feed of which no entry could be read (${first.why.replace(/\.$/, '')})`, 'is-pointless');
  }
  return { kind: 'papers', total: Number.isInteger(totalResults) ? (totalResults ?? 0) : papers.length, papers, rejected };
}

const ErrorEntry = z.object({ id: maybe(XmlText), title: XmlText, summary: maybe(XmlText) });

function errorOf(entry: unknown): string | undefined {
  const { success, data } = ErrorEntry.safeParse(entry);
  if (!success || data.title.trim() !== 'Error' || !/\/api\/errors|^$/.test(data.id ?? '')) return undefined;
  return (data.summary ?? '').trim().slice(0, 200) || 'no reason given';
}

const WITHDRAWN =
  /\b(?:has|have) (?:since )?been (?:temporarily )?withdrawn\b|^(?:this (?:paper|article|submission|work) (?:is|was) )?withdrawn\b/i;
/** An abstract may speak of other things that were withdrawn. */
const WITHDRAWN_ABSTRACT = /^(?:this|the) (?:paper|article|manuscript|submission|work|preprint) (?:has been|is|was) withdrawn\b/i;

function entryPaper(entry: z.infer<typeof EntrySchema>): Paper {
  const { id, summary, comment, published, updated, primary_category: primary, category = [] } = entry;
  const isWithdrawn = WITHDRAWN.test((comment ?? '').trim()) || WITHDRAWN_ABSTRACT.test((summary ?? '').trim());
  return toPaper(id, {
    title: entry.title,
    abstract: summary,
    authors: entry.author?.flatMap(({ name }) => name ?? []),
    publishedOn: published && dayOf(published),
    categories: [...(primary === undefined ? [] : [primary]), ...category].map((named) => named['@term']),
    authorsNote: comment,
    withdrawnAt: isWithdrawn ? (updated ?? published) : undefined,
  });
}
