/**
 * Makers of the things that tests are about. Each gives something whole and ordinary, so that a test names only what it is
 * about; days, instants and ids are written as plain text. Two papers of one id made here have one title, two of two ids two.
 */
import { localPaperId, type Paper, type PaperId } from '../../src/core/paper.ts';
import type { Standing } from '../../src/core/permission.ts';
import type { UserRef } from '../../src/core/place.ts';
import { type Instant, type LocalDate, parseInstant, parseLocalDate } from '../../src/core/time.ts';

type Branded = 'id' | 'publishedOn' | 'listedOn' | 'withdrawnAt';

/** What a test says of a paper; the rest is ordinary. */
export type PaperDraft = Partial<Omit<Paper, Branded>> & { readonly [K in Branded]?: string };

/** A paper with an arXiv id, two authors and an abstract, on no list, without votes. */
export function aPaper(draft: PaperDraft = {}): Paper {
  const { id = 'arxiv:2401.00001', publishedOn, listedOn, withdrawnAt, ...rest } = draft;
  const authors = draft.authors ?? ['Ada Lovelace', 'Alan Turing'];
  return {
    title: `Findings on ${id}`,
    abstract: 'We study machines that read, and find that they can.',
    authorCount: authors.length,
    keywords: [],
    categories: [],
    ...rest,
    authors,
    id: id as PaperId,
    ...(publishedOn === undefined ? {} : { publishedOn: aDay(publishedOn) }),
    ...(listedOn === undefined ? {} : { listedOn: aDay(listedOn) }),
    ...(withdrawnAt === undefined ? {} : { withdrawnAt: anInstant(withdrawnAt) }),
  };
}

/** As a saved page gives one: the number of authors but no names, and an id made of the title. */
export function aPagePaper(title: string, draft: Omit<PaperDraft, 'id' | 'title'> = {}): Paper {
  return aPaper({ authors: [], authorCount: 2, ...draft, title, id: localPaperId(title) });
}

/** Papers `arxiv:2401.00001`, `arxiv:2401.00002` and so on. */
export function somePapers(count: number, draft: Omit<PaperDraft, 'id'> = {}): readonly Paper[] {
  return Array.from({ length: count }, (_, at) => aPaper({ ...draft, id: `arxiv:2401.${String(at + 1).padStart(5, '0')}` }));
}

export function aUser(id = 'reader', platform: UserRef['platform'] = 'terminal'): UserRef {
  return { platform, id };
}

/** Of somebody who may do in a place all that it allows, and of somebody who may only talk there. */
export const MANAGER: Standing = { managesChannel: true, isMember: true };
export const MEMBER: Standing = { managesChannel: false, isMember: true };

/** @param text a day (its midnight in UTC) or a whole instant. */
export function anInstant(text = '2026-01-05T09:00:00Z'): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error(`not an instant: ${text}`);
  return instant;
}

export function aDay(text = '2026-01-05'): LocalDate {
  const day = parseLocalDate(text);
  if (day === undefined) throw new Error(`not a day: ${text}`);
  return day;
}
