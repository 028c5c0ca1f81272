/**
 * What a channel was told, read back from the words of its posts: which step of which meeting, which paper, who presents, how many votes.
 */
import type { GroupStep } from '../../../src/core/groups/cycle.ts';
import type { Paper } from '../../../src/core/paper.ts';
import type { Instant } from '../../../src/core/time.ts';
import { inBerlin } from './berlin.ts';
import type { Announced, Said } from './club.ts';
import { dayOfWeek, WEEKS } from './year-of-papers.ts';

export interface Step {
  readonly week: number;
  readonly step: GroupStep;
  readonly at: Instant;
  readonly post: Said;
  readonly paper?: string;
  readonly presenter?: string;
  /** That the paper was chosen with. */
  readonly votes?: number;
  /** Of a ballot, in its order. */
  readonly candidates?: readonly Candidate[];
}

export interface Candidate {
  readonly paper: string;
  /** Proposed, as nobody nominated anything. */
  readonly unasked: boolean;
}

const STEPS: readonly (readonly [GroupStep, RegExp])[] = [
  ['call', /nominations are open/],
  ['ballot', /what do we read next/],
  ['choice', /this is what we read/],
  ['day-before', /meets tomorrow/],
  ['hour-before', /meets in an hour/],
  ['meeting', /meets now/],
  ['change', /a meeting is left out|the meeting is moved/],
];

export function stepsOf({ announced }: { readonly announced: readonly Announced[] }, papers: readonly Paper[]): readonly Step[] {
  return announced.map(({ at, post }): Step => {
    const [heading = ''] = post.text.split('\n');
    const step = STEPS.find(([, words]) => words.test(heading))?.[0];
    if (step === undefined) throw new Error(`no step of a group: ${post.text}`);
    const week = weekOf(inBerlin(at).slice(0, 10));
    const seen = seenIn(post.text, papers);
    const presenter = /(\w+)\*{0,2} presents\./.exec(post.text)?.[1];
    return {
      ...{ week, step, at, post },
      ...(presenter !== undefined && { presenter }),
      ...(step === 'ballot' ? { candidates: seen } : seen[0] && { paper: seen[0].paper }),
      ...(step === 'choice' && { votes: votesIn(post.text) }),
    };
  });
}

/** Papers whose titles stand in a text, in the order in which they do. */
export function seenIn(text: string, papers: readonly Paper[]): readonly Candidate[] {
  const letters = lettersIn(text);
  const found = papers.flatMap(({ title }) => {
    const at = letters.indexOf(lettersIn(title));
    return at < 0 ? [] : [{ at, paper: title }];
  });
  const inOrder = found.sort((a, b) => a.at - b.at);
  return inOrder.map(({ at, paper }, index) => {
    const until = inOrder[index + 1]?.at;
    return { paper, unasked: letters.slice(at, until).includes('proposedasnobodynominated') };
  });
}

/** Whatever marks a platform sets, and wherever it breaks lines. */
function lettersIn(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function votesIn(text: string): number {
  if (text.includes('Nobody voted')) return 0;
  return Number(/Chosen with (\d+) vote/.exec(text)?.[1]);
}

function weekOf(day: string): number {
  for (let week = 0; week < WEEKS; week += 1) if (day <= dayOfWeek(week)) return week;
  throw new Error(`after the year: ${day}`);
}
