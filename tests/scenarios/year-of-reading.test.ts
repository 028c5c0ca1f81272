/**
 * A year of a reading group of seven, across both changes of the clock: one story on Discord, on Slack and at a terminal, held to laws.
 *
 * The story runs once a platform; each law looks at what its channel saw and what its people were answered.
 */
import { describe, expect, it } from 'vitest';
import type { GroupStep } from '../../src/core/groups/cycle.ts';
import type { Paper } from '../../src/core/paper.ts';
import { inBerlin } from '../support/reading-club/berlin.ts';
import type { Club, Said } from '../support/reading-club/club.ts';
import { onDiscord } from '../support/reading-club/on-discord.ts';
import { onSlack } from '../support/reading-club/on-slack.ts';
import { onTerminal } from '../support/reading-club/on-terminal.ts';
import { type Step, seenIn, stepsOf } from '../support/reading-club/what-was-seen.ts';
import { dayOfWeek, WEEKS, yearOfPapers } from '../support/reading-club/year-of-papers.ts';
import { ALONE, FALLS_OUT, HOLIDAY, MOVED, SEVEN, tellYear, type Year } from '../support/reading-club/year-story.ts';

const PLATFORMS = { Discord: onDiscord, Slack: onSlack, terminal: onTerminal } as const;
type Platform = keyof typeof PLATFORMS;

interface Told extends Year {
  readonly papers: readonly Paper[];
  readonly steps: readonly Step[];
}

const TOLD = new Map<Platform, Promise<Told>>();
const YEAR = { timeout: 180_000 };

function yearOn(platform: Platform): Promise<Told> {
  const told = TOLD.get(platform) ?? tell(PLATFORMS[platform]);
  TOLD.set(platform, told);
  return told;
}

async function tell(start: (papers: readonly Paper[]) => Promise<Club>): Promise<Told> {
  const papers = await yearOfPapers();
  const year = await tellYear(await start(papers));
  return { ...year, papers, steps: stepsOf(year, papers) };
}

const USUAL: readonly (readonly [days: number, at: string, step: GroupStep])[] = [
  [-6, '15:00', 'call'],
  [-4, '15:00', 'ballot'],
  [-2, '15:00', 'choice'],
  [-1, '15:00', 'day-before'],
  [0, '14:00', 'hour-before'],
  [0, '15:00', 'meeting'],
];
/** The minute after this club says such things. */
const CHANGED = '16:01';
const UNUSUAL: Readonly<Record<number, typeof USUAL>> = {
  0: USUAL.slice(2), // the group was made on the Monday before
  [HOLIDAY]: [[-7, CHANGED, 'change']],
  [MOVED]: [
    ...USUAL.slice(0, 3),
    [-2, CHANGED, 'change'],
    [-2, '18:00', 'day-before'],
    [-1, '17:00', 'hour-before'],
    [-1, '18:00', 'meeting'],
  ],
  [MOVED + 1]: [[-7, '18:00', 'call'], ...USUAL.slice(1)], // a day after the meeting before, as ever
  [FALLS_OUT]: [...USUAL.slice(0, 3), [-2, CHANGED, 'change']],
};

/** The steps of every meeting of the year with the days and times at which they are to come. */
function expectedSteps(): readonly string[] {
  return Array.from({ length: WEEKS }, (_, week) =>
    (UNUSUAL[week] ?? USUAL).map(([days, at, step]) => `${dayOfWeek(week, days)} ${at} ${step}`),
  ).flat();
}

const meetingsOf = ({ steps }: Told): readonly Step[] => steps.filter(({ step }) => step === 'meeting');

describe.each(Object.keys(PLATFORMS) as readonly Platform[])('a year of a reading group on %s', (platform) => {
  it(
    'announces every step of every meeting once, at its time by the wall clock on both sides of both clock changes, and tells of what is moved or left out',
    YEAR,
    async () => {
      const { announced, steps, troubles } = await yearOn(platform);
      expect(steps.map(({ at, step }) => `${inBerlin(at)} ${step}`)).toEqual(expectedSteps());
      expect(announced).toHaveLength(steps.length);
      expect(troubles).toEqual([]);
    },
  );

  it(
    'says the same paper and the same presenter from the choice to the meeting, but for who swapped or volunteered in between',
    YEAR,
    async () => {
      const told = await yearOn(platform);
      for (const meeting of meetingsOf(told)) {
        const before = told.steps.filter(({ week, step }) => week === meeting.week && /choice|before/.test(step));
        for (const { paper } of before) expect(paper, `week ${meeting.week}`).toBe(meeting.paper);
        const reminded = before.filter(({ step }) => step !== 'choice').map(({ presenter }) => presenter);
        expect(new Set([...reminded, meeting.presenter]).size, `week ${meeting.week}`).toBe(1);
      }
    },
  );

  it('reads no paper twice, and puts none to the vote twice but where somebody asks for it', YEAR, async () => {
    const told = await yearOn(platform);
    const read = meetingsOf(told).map(({ paper }) => paper);
    expect(new Set(read).size).toBe(read.length);
    expect(read).not.toContain(undefined);
    const known = new Set<string>();
    let proposed = 0;
    for (const { candidates = [], week } of told.steps) {
      for (const { paper, unasked } of candidates) {
        if (unasked) expect(known, `proposed again in week ${week}: ${paper}`).not.toContain(paper);
        if (unasked) proposed += 1;
      }
      for (const { paper } of candidates) known.add(paper);
    }
    expect(proposed).toBeGreaterThan(15);
  });

  it('lets no present member fall more than one turn behind, in any week', YEAR, async () => {
    const { rotas } = await yearOn(platform);
    expect(rotas).toHaveLength(WEEKS);
    for (const [week, { text }] of rotas.entries()) {
      const turns = turnsIn(text);
      expect(Math.max(...turns) - Math.min(...turns), `week ${week}`).toBeLessThanOrEqual(1);
    }
    expect(turnsIn(rotas.at(-1)?.text ?? '')).toHaveLength(SEVEN.length);
    expect(turnsIn(rotas[ALONE - 1]?.text ?? '')).toHaveLength(1);
  });

  it('keeps in its archive what the channel saw: each meeting with its paper, its votes and who presented', YEAR, async () => {
    const told = await yearOn(platform);
    const rows = told.archive.trimEnd().split('\n').slice(1);
    const seen = meetingsOf(told).map(({ week, paper, presenter, at }) => {
      const choice = told.steps.find((step) => step.week === week && step.step === 'choice');
      return { day: inBerlin(at).slice(0, 10), paper, votes: choice?.votes, presenter };
    });
    const kept = rows.map((row) => {
      const [, day, votes, presenter] = /^([\d-]+),.*,[\d.]+,(\d+),(\w*),/.exec(row) ?? [];
      return { day, paper: seenIn(row, told.papers)[0]?.paper, votes: Number(votes), presenter };
    });
    expect(kept).toEqual(seen);
  });

  it(
    'asks at least five different questions in the thread of each meeting, in other words than the week before',
    YEAR,
    async () => {
      const told = await yearOn(platform);
      let before: readonly string[] = [];
      for (const { post, week } of meetingsOf(told)) {
        const beneath = told.beneath(post);
        expect(beneath, `week ${week}`).toHaveLength(1);
        const questions = questionsIn(beneath[0]);
        expect(questions.length, `week ${week}`).toBeGreaterThanOrEqual(5);
        expect(new Set(questions).size).toBe(questions.length);
        const words = questions.map(withoutQuotes);
        const again = words.filter((each) => before.includes(each));
        expect(again.length, `week ${week}: ${again.join(' | ')}`).toBeLessThanOrEqual(1);
        before = words;
      }
    },
  );

  it('pings nobody', YEAR, async () => {
    const { announced, beneath } = await yearOn(platform);
    const texts = announced.flatMap(({ post }) => [post, ...beneath(post)]).map(({ text }) => text);
    expect(texts.filter((text) => /@(?:everyone|here|channel)|<[@!]/.test(text))).toEqual([]);
  });

  it(
    'has it all: ties, quiet weeks, votes that nobody gave, presses that came late and presses on old ballots',
    YEAR,
    async () => {
      const { steps, heard } = await yearOn(platform);
      const saying = (words: RegExp) => heard.filter(({ said }) => words.test(said.text)).length;
      expect(steps.filter(({ post }) => /more had as many/.test(post.text)).length).toBeGreaterThan(5);
      expect(steps.filter(({ candidates = [] }) => candidates.some(({ unasked }) => unasked)).length).toBeGreaterThan(5);
      expect(saying(/Votes for that meeting are over/)).toBeGreaterThan(10);
      expect(saying(/chosen already/)).toBeGreaterThan(3);
      expect(saying(/You present in place of/)).toBeGreaterThan(3);
      expect(saying(/You present at the next meeting/)).toBeGreaterThan(5);
      expect(saying(/went wrong|could not be shown/)).toBe(0);
    },
  );
});

describe('the three platforms', () => {
  it(
    'tell one and the same year: each step at the same moment, with the same paper, votes, presenter and candidates',
    YEAR,
    async () => {
      const [discord, slack, terminal] = await Promise.all((['Discord', 'Slack', 'terminal'] as const).map(yearOn));
      const plain = (told: Told | undefined) => told?.steps.map(({ post: _, at, ...step }) => ({ ...step, at: inBerlin(at) }));
      expect(plain(slack)).toEqual(plain(discord));
      expect(plain(terminal)).toEqual(plain(discord));
    },
  );

  it('ask the same questions of the same papers, word for word', YEAR, async () => {
    const [discord, slack, terminal] = await Promise.all((['Discord', 'Slack', 'terminal'] as const).map(yearOn));
    const asked = (told: Told | undefined) =>
      told && meetingsOf(told).map(({ post }) => questionsIn(told.beneath(post)[0]).map(lettersOf));
    expect(asked(slack)).toEqual(asked(discord));
    expect(asked(terminal)).toEqual(asked(discord));
  });
});

describe.each(Object.keys(PLATFORMS) as readonly Platform[])(
  'a reading group on %s whose program is restarted at every step',
  (platform) => {
    it('goes on as if it had not been: each step once, with what stands beneath it', YEAR, async () => {
      const papers = await yearOfPapers();
      const weeks = 3;
      const broken = await tellYear(await PLATFORMS[platform](papers), { weeks, course: 'restarted-at-every-step' });
      const unbroken = await yearOn(platform);
      const steps = stepsOf(broken, papers);
      expect(steps.map(plain)).toEqual(unbroken.steps.slice(0, steps.length).map(plain));
      expect(new Set(steps.map(({ week }) => week))).toEqual(new Set([0, 1, 2]));
      for (const { post, step } of steps) expect(broken.beneath(post)).toHaveLength(step === 'meeting' ? 1 : 0);
      expect(broken.troubles).toEqual([]);
    });
  },
);

/** A step without what only one platform has. */
const plain = ({ post: _, at, ...step }: Step) => ({ ...step, at: inBerlin(at) });

function turnsIn(text: string): readonly number[] {
  return [...text.matchAll(/presented (once|\d+ times)/g)].map(([, often]) =>
    often === 'once' ? 1 : Number.parseInt(String(often), 10),
  );
}

function questionsIn(said: Said | undefined): readonly string[] {
  const [, list = ''] = (said?.text ?? '').split(/To talk over\**\n/);
  const lines = list.replace(/\n {2}(?=\S)/g, ' '); // as a terminal breaks them
  return lines
    .split('\n')
    .filter((line) => /^[•-] /.test(line))
    .map((line) => line.slice(2));
}

/** What the bot itself says. */
function withoutQuotes(question: string): string {
  return question
    .replace(/https?:\S+/g, '')
    .replace(/“[^”]*”/g, '“”')
    .replace(/“”(?:, “”)*(?: and “”)+/g, '“”')
    .trim();
}

/** Without the marks that a platform needs, and the link behind the words, which each shows in its own way. */
function lettersOf(question: string): string {
  const words = question.slice(0, question.lastIndexOf('?'));
  return words.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
