/**
 * A year of a reading group of seven that differ: who nominates, who votes when, who swaps and volunteers, who leaves and comes back.
 *
 * Each week has four moments, an hour after the steps that people answer to. What is told here is what they do; what must hold of it stands
 * in the test.
 */
import type { Instant } from '../../../src/core/time.ts';
import { berlin } from './berlin.ts';
import { type Announced, type Club, type Course, type Said, walkTo } from './club.ts';
import { dayOfWeek, paperIdOf, WEEKS } from './year-of-papers.ts';

export const SEVEN = ['ada', 'bob', 'cai', 'dov', 'eve', 'fay', 'gil'] as const;

/** A holiday, said right after the meeting before; and one that falls out when its paper is chosen already. */
export const HOLIDAY = 16;
export const FALLS_OUT = 41;
/** Held a day before its time, and three hours later in the day. */
export const MOVED = 35;
/** All but one are away. */
export const ALONE = 29;
/** Nobody nominates in these. */
export const isQuietWeek = (week: number): boolean => week % 8 === 7 || week === 30;

export interface Heard {
  readonly week: number;
  readonly who: string;
  readonly line: string;
  readonly said: Said;
}

export interface Year {
  readonly announced: readonly Announced[];
  readonly heard: readonly Heard[];
  /** `group present` of each week, an hour after its meeting. */
  readonly rotas: readonly Said[];
  /** As CSV. */
  readonly archive: string;
  readonly beneath: (post: Said) => readonly Said[];
  readonly troubles: readonly unknown[];
}

type Say = (who: string, line: string, options?: Readonly<Record<string, string>>) => Promise<Said>;

interface Week {
  readonly club: Club;
  readonly week: number;
  readonly say: Say;
  readonly press: (who: string, post: Said, label: string) => Promise<Said>;
}

export interface Telling {
  readonly weeks: number;
  readonly course: Course;
}

export async function tellYear(club: Club, { weeks, course }: Telling = { weeks: WEEKS, course: 'unbroken' }): Promise<Year> {
  const announced: Announced[] = [];
  const heard: Heard[] = [];
  const rotas: Said[] = [];
  const telling = (week: number): Week => ({
    club,
    week,
    say: async (who, line, options) => {
      const said = await club.reader(who).types(line, options).message();
      heard.push({ week, who, line, said });
      return said;
    },
    press: async (who, post, label) => {
      const said = await club.reader(who).presses(post, label).message();
      heard.push({ week, who, line: `[${label}]`, said });
      return said;
    },
  });
  const walk = async (to: Instant): Promise<void> => void announced.push(...(await walkTo(club, to, course)));
  await begin(telling(0));
  for (let week = 0; week < weeks; week += 1) {
    const told = telling(week);
    if (week > 0) await walk(berlin(`${dayOfWeek(week, -6)} 16:00`));
    await nominate(told);
    if (week > 0) await walk(berlin(`${dayOfWeek(week, -4)} 16:00`));
    await vote(told);
    await walk(berlin(`${dayOfWeek(week, -2)} 16:00`));
    await afterTheChoice(told);
    await walk(berlin(`${dayOfWeek(week)} 16:00`));
    await afterTheMeeting(told);
    rotas.push(await told.say('ada', 'group present'));
  }
  const archive = await club.reader('ada').exports('group export', { format: 'csv' });
  return { announced, heard, rotas, archive, beneath: club.beneath, troubles: club.troubles() };
}

async function begin({ say }: Week): Promise<void> {
  await say('ada', 'group create', { when: 'weekly on thursday at 15:00 zone Europe/Berlin' });
  for (const who of SEVEN.slice(1, 6)) await say(who, 'group join');
}

/** Bob takes what has most votes, by its button, and presses twice; Ada and Fay nominate by name, at the same moment where both do. */
async function nominate({ week, say, press }: Week): Promise<void> {
  if (isQuietWeek(week) || week === HOLIDAY) return;
  if (week !== ALONE) {
    const shown = await say('bob', 'show', { paper: paperIdOf(week, 0) });
    await press('bob', shown, 'Nominate');
    if (week % 5 === 1) await press('bob', shown, 'Nominate');
  }
  const ada = async () => (week % 2 === 0 ? say('ada', 'group nominate', { paper: paperIdOf(week, 1) }) : undefined);
  const fay = async () =>
    week % 3 === 0 && week !== ALONE ? say('fay', 'group nominate', { paper: paperIdOf(week, 2) }) : undefined;
  await Promise.all([ada(), fay()]);
  // What lost before is put to the vote again where somebody asks for it
  if (week === 13) await say('dov', 'group nominate', { paper: paperIdOf(12, 2) });
}

async function vote({ club, week, say, press }: Week): Promise<void> {
  if (week === HOLIDAY) return;
  const ballots = club.channel().filter(({ text }) => /what do we read next/.test(text));
  const ballot = week === 0 ? await say('ada', 'group ballot') : ballots.at(-1);
  if (ballot === undefined) throw new Error(`no ballot in week ${week}`);
  let shown: Said = ballot;
  const presses = async (who: string, label: string): Promise<void> => {
    const said = await press(who, shown, label);
    if (said.id === ballot.id) shown = said; // a post changes where it stands; a terminal prints what it has become
  };
  const choices = ballot.buttons.filter(({ label }) => label.startsWith('Vote')).length;
  const choice = (number: number): string => `Vote ${(number % choices) + 1}`;
  await presses('ada', choice(0));
  if (week % 4 === 2) await presses('ada', choice(1));
  if (week === ALONE || week === 0 || week % 10 === 5) return; // only one vote
  await presses('bob', choice(week));
  await presses('bob', choice(week)); // a double press is one vote
  await Promise.all(['cai', 'dov'].map((who) => press(who, shown, choice(week + 1)))); // at once
  shown = club.channel().findLast(({ id }) => id === ballot.id) ?? ballot;
  await presses('eve', choice(choices - 1));
  if (week % 2 === 0) await presses('fay', choice(0));
  const [before] = ballots.slice(-2);
  if (week > 4 && before !== undefined && before.id !== ballot.id) await press('gil', before, 'Vote 1'); // of the week before
  if (week > 4 && week % 6 === 0) await say('gil', 'group vote', { paper: paperIdOf(week, 0) });
}

/** Cai comes late; Fay volunteers, Gil swaps. */
async function afterTheChoice({ club, week, say, press }: Week): Promise<void> {
  const ballot = club.channel().findLast(({ text }) => /what do we read next/.test(text));
  if (week % 4 === 1 && ballot !== undefined) await press('cai', ballot, 'Vote 1');
  if (week % 9 === 3) await say('fay', 'group nominate', { paper: paperIdOf(week, 3) });
  if (week === 3) {
    const choice = club.channel().findLast(({ text }) => /this is what we read/.test(text));
    if (choice !== undefined) await press('gil', choice, 'Join the group');
  }
  if (week % 6 === 2 && week !== HOLIDAY) await say('fay', 'group volunteer');
  if (week > 3 && week % 6 === 4 && week !== HOLIDAY) await say('gil', 'group swap');
  if (week === FALLS_OUT) await say('ada', 'group skip');
  if (week === MOVED) await say('ada', 'group move', { when: 'wednesday at 18:00' });
}

async function afterTheMeeting({ week, say }: Week): Promise<void> {
  if (week === HOLIDAY - 1) await say('ada', 'group skip');
  if (week === 9) await say('eve', 'group leave');
  if (week === 20) await say('eve', 'group join');
  if (week === ALONE - 1) for (const who of SEVEN.slice(1)) await say(who, 'group leave');
  if (week === ALONE) for (const who of SEVEN.slice(1)) await say(who, 'group join');
}
