/**
 * What the place that is asked in knows of papers, in words: when one was posted, voted on or discussed here, with a way there.
 *
 * Where the platform has an address for the message, what happened is a link to it; else the channel is named.
 */
import type { CommandContext } from '../../core/command.ts';
import type { GroupStore } from '../../core/groups/group-store.ts';
import { counted } from '../../core/locale.ts';
import { link, quiet, type Span, text } from '../../core/message.ts';
import type { LinkTo } from '../../core/messenger.ts';
import type { PaperId } from '../../core/paper.ts';
import type { PaperStore } from '../../core/paper-store.ts';
import { type PlaceMemory, placesOf } from '../../core/place-memory.ts';
import { type Instant, plus, type TimeZone } from '../../core/time.ts';
import { factsOf, type KnownGroup, type PlaceFact, type Votes } from './place-facts.ts';

export interface KnownHereDeps {
  readonly memory: Pick<PlaceMemory, 'mentionsOf' | 'likesOf'>;
  readonly groups: Pick<GroupStore, 'groupIn' | 'meetings'>;
  readonly papers: Pick<PaperStore, 'papersById'>;
  readonly linkTo: LinkTo;
}

type Asked = KnownHereDeps & { readonly context: CommandContext };

/** Things told of one paper; the others are counted. */
export const MOST_TOLD = 3;
/** Meetings are known this far ahead: those that are planned, and what a move may come to. */
const AHEAD_MS = 28 * 86_400_000;

/**
 * Newest first; papers of which the place knows nothing are absent.
 * @param most lines for each paper; where there is more to tell, the last one says how much.
 */
export async function knownHere(
  papers: readonly PaperId[],
  most: number,
  asked: Asked,
): Promise<ReadonlyMap<PaperId, readonly (readonly Span[])[]>> {
  if (papers.length === 0) return new Map();
  const { memory, context } = asked;
  const places = placesOf(context);
  const [mentions, likes, groups] = await Promise.all([
    memory.mentionsOf(papers, places),
    memory.likesOf(papers, places),
    groupsHere(asked),
  ]);
  const told = await Promise.all(
    papers.map(async (paper) => {
      const facts = factsOf(paper, { mentions: mentions.get(paper) ?? [], groups, now: context.now });
      const lines = await Promise.all(facts.slice(0, most).map((fact) => lineOf(fact, asked)));
      const more = facts.length - lines.length;
      return [paper, withRest(lines, { more, likes: likes.get(paper) ?? 0 }, context)] as const;
    }),
  );
  return new Map(told.filter(([, lines]) => lines.length > 0));
}

/** With their papers under the ids that they have now. */
async function groupsHere({ groups, papers, context }: Asked): Promise<readonly KnownGroup[]> {
  const here = await Promise.all(placesOf(context).map((place) => groups.groupIn(place)));
  return Promise.all(
    here
      .flatMap((group) => group ?? [])
      .map(async (group) => {
        const meetings = await groups.meetings(group.id, BEFORE_ALL, plus(context.now, AHEAD_MS));
        const named = [...new Set(meetings.flatMap(({ nominations }) => nominations.map(({ paper }) => paper)))];
        const stored = await papers.papersById(named);
        const now = (id: PaperId): PaperId => stored.get(id)?.id ?? id;
        return {
          group,
          meetings: meetings.map((meeting) => ({
            ...meeting,
            nominations: meeting.nominations.map((each) => ({ ...each, paper: now(each.paper) })),
            votes: meeting.votes.map((each) => ({ ...each, paper: now(each.paper) })),
          })),
        };
      }),
  );
}

const BEFORE_ALL = '1970-01-01T00:00:00.000Z' as Instant;

function withRest(
  lines: readonly (readonly Span[])[],
  { more, likes }: { readonly more: number; readonly likes: number },
  { settings }: CommandContext,
): readonly (readonly Span[])[] {
  const [first, ...others] = lines;
  if (first === undefined) return [];
  const liked = likes === 0 ? [] : [quiet(` · ${counted(likes, 'like', settings.locale)}`)];
  const all = [[...first, ...liked], ...others];
  return more === 0 ? all : [...all.slice(0, -1), [...(all.at(-1) ?? []), quiet(` · and ${more} more`)]];
}

async function lineOf(fact: PlaceFact, asked: Asked): Promise<readonly Span[]> {
  const { mention } = fact;
  const url = mention?.ref === undefined ? undefined : await asked.linkTo(mention.place, mention.ref);
  const way = (words: string): Span => (url === undefined ? text(words) : link(words, url));
  const where: readonly Span[] =
    url !== undefined || mention === undefined ? [] : [quiet(' in '), { kind: 'place', place: mention.place }];
  return [...wordsOf(fact, way), ...where];
}

function wordsOf(fact: PlaceFact, way: (words: string) => Span): readonly Span[] {
  switch (fact.kind) {
    case 'posted':
      return [way(POSTED[fact.as]), text(', '), day(fact.at)];
    case 'nominated':
      return [way('Nominated here'), text(' for the meeting of '), day(fact.at, fact.zone)];
    case 'voted': {
      const outcome = fact.outcome === 'chosen' ? 'chosen' : 'not chosen';
      return [way('Voted on here'), text(', '), day(fact.at, fact.zone), text(`: ${votesWords(fact.votes)}, ${outcome}`)];
    }
    case 'discussed': {
      const by = fact.presenter === undefined ? '' : `; ${fact.presenter} presented`;
      return [way('Discussed here'), text(', '), day(fact.at, fact.zone), text(`${by}; chosen with ${votesWords(fact.votes)}`)];
    }
  }
}

const POSTED = {
  'paper-of-the-day': 'Paper of the day here',
  digest: 'In a digest here',
  post: 'Posted here',
  ballot: 'Put to the vote here',
  choice: 'Chosen here',
  meeting: 'Talked over here',
} as const;

function votesWords({ had, of }: Votes): string {
  return of === 1 ? `${had} of 1 vote` : `${had} of ${of} votes`;
}

function day(at: Instant, zone?: TimeZone): Span {
  return { kind: 'time', at, style: 'day', ...(zone !== undefined && { zone }) };
}
