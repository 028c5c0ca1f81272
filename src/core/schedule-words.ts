/**
 * The words of a typed schedule: which of them mean something, in whatever order they come.
 *
 * Phrases of several words ("every other week", "9 p.m.", "last day of the month") become one word first; the rest is a
 * vocabulary. Words that only make English of it ("every", "on", "at") fall away, but `at` and `on` before a bare number
 * tell an hour from a day of the month.
 */
import { type LocalTime, parseLocalTime } from './clock-time.ts';
import { UserError } from './errors.ts';
import { DAYS_OF_WEEK, LAST_DAY, type Weekday } from './schedule.ts';
import { type LocalDate, parseLocalDate, parseTimeZone, type TimeZone } from './time.ts';
import { cleanTypedText } from './typed-text.ts';

export type Repeat = 'daily' | 'weekly' | 'fortnightly' | 'monthly';

export type SchedulePart =
  | { readonly kind: 'repeat'; readonly repeat: Repeat }
  | { readonly kind: 'weekdays'; readonly days: readonly Weekday[] }
  | { readonly kind: 'month-day'; readonly day: number }
  | { readonly kind: 'time'; readonly at: LocalTime }
  /** A bare number without `at`: an hour, or in a month its day. `asDay` where `on`, `the` or `day` stands before it. */
  | { readonly kind: 'number'; readonly word: string; readonly asDay: boolean }
  | { readonly kind: 'from'; readonly date: LocalDate }
  | { readonly kind: 'zone'; readonly zone: TimeZone };

/** What is read here, as its errors say it. */
export interface Wording {
  readonly whole: string;
  /** A sentence. */
  readonly accepted: string;
}

const OF_SCHEDULES: Wording = {
  whole: 'A schedule',
  accepted:
    'Write days and a time, such as `daily at 9`, `weekdays 09:00`, `mon,thu 14:00`, `fortnightly mon 15:00` or `monthly on the 1st at 9`, and a zone where you need one, as in `weekdays 09:00 zone Europe/Berlin`.',
};

/** In characters; room for all seven days in full and a zone. */
const MAX_SCHEDULE_LENGTH = 200;

const DAY_NAME = '(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?';
const ONE_DAY = new RegExp(`^${DAY_NAME}$`);
const DAY_RANGE = new RegExp(`^(${DAY_NAME})-(${DAY_NAME})$`);

/** In this order, on text in lower case with single spaces. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/(\d) ?([ap])(?:\.m\.?|m)(?![a-z])/g, '$1$2m'],
  [/\b(at|on|from|zone) ?: ?/g, '$1 '],
  [new RegExp(`\\b(${DAY_NAME}) ?(?:-|to|through|until) ?(?=${DAY_NAME}\\b)`, 'g'), '$1-'],
  [/\b(?:(?:every|each) )?(?:other|second|2nd|two|2) weeks?\b/g, 'fortnightly'],
  [new RegExp(`\\b(?:every|each) (?:other|second|2nd) (?=${DAY_NAME}\\b)`, 'g'), 'fortnightly '],
  [/\b(?:every|each|once a) week\b/g, 'weekly'],
  [/\b(?:every|each|once a) day\b/g, 'daily'],
  [/\bworking days?\b/g, 'weekdays'],
  [/\b(?:of )?(?:every|each|the|once a) month\b/g, 'monthly'],
  [/\blast day\b/g, 'last-day'],
];

const REPEATS: ReadonlyMap<string, Repeat> = new Map([
  ['daily', 'daily'],
  ['everyday', 'daily'],
  ['weekly', 'weekly'],
  ['fortnightly', 'fortnightly'],
  ['fortnight', 'fortnightly'],
  ['biweekly', 'fortnightly'],
  ['bi-weekly', 'fortnightly'],
  ['monthly', 'monthly'],
]);

const DAY_GROUPS: ReadonlyMap<string, readonly Weekday[]> = new Map([
  ['weekdays', DAYS_OF_WEEK.slice(0, 5)],
  ['weekday', DAYS_OF_WEEK.slice(0, 5)],
  ['workdays', DAYS_OF_WEEK.slice(0, 5)],
  ['weekends', DAYS_OF_WEEK.slice(5)],
  ['weekend', DAYS_OF_WEEK.slice(5)],
]);

const FILLERS: ReadonlySet<string> = new Set(['every', 'each', 'on', 'at', '@', 'the', 'and', 'in', 'day', "o'clock"]);
const BEFORE_HOUR: ReadonlySet<string> = new Set(['at', '@']);
const BEFORE_MONTH_DAY: ReadonlySet<string> = new Set(['on', 'the', 'day']);
const BEFORE_FIRST_DAY: ReadonlySet<string> = new Set(['from', 'starting']);

/** Begins a zone's name, whose city follows after a `/`. */
const ZONE_SIGN = /^(?:utc|gmt)|\//;

/** What several zones share, or what names one half of the year only. */
const ZONE_ABBREVIATION = /^(?:[aecmp][sd]t|[cew]es?t|[bij]st|ae[sd]t)$/;

/** Years outside are slips of the finger, as `0206`. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

/** @throws UserError for empty or over-long text, and for words, times, days and zones that are none. */
export function readScheduleParts(text: string, wording: Wording = OF_SCHEDULES): readonly SchedulePart[] {
  const { accepted } = wording;
  const words = wordsOf(text, wording);
  const parts: SchedulePart[] = [];
  for (let at = 0; at < words.length; ) {
    const { part, length } = partAt(words, at, wording);
    if (part) parts.push(part);
    at += length;
  }
  if (parts.length === 0) throw new UserError('bad-schedule', `That says no days and no time. ${accepted}`);
  return parts;
}

/** A typed word as an error shows it. */
function shownWord(word: string): string {
  const plain = word.replaceAll('`', "'");
  return `\`${plain.length > 40 ? `${[...plain].slice(0, 40).join('')}…` : plain}\``;
}

function wordsOf(text: string, { accepted }: Wording): readonly string[] {
  const cleaned = cleanTypedText(text).toLowerCase();
  if (cleaned.length > MAX_SCHEDULE_LENGTH) throw new UserError('bad-schedule', `That is too long. ${accepted}`);
  const plain = cleaned
    .replace(/\p{Pd}/gu, '-')
    .replace(/[‘’]/g, "'")
    .replace(/(?:[\s,;&()"]|\+(?!\d))+/g, ' ');
  return PHRASES.reduce((typed, [phrase, word]) => typed.replace(phrase, word), plain)
    .split(' ')
    .map((word) => word.replace(/[.:!?]+$/, ''))
    .filter((word) => word !== '');
}

/** What stands at `words[at]`, without a part where it is a filler, and how many words it takes. */
function partAt(
  words: readonly string[],
  at: number,
  { whole, accepted }: Wording,
): { readonly part?: SchedulePart; readonly length: number } {
  const word = words[at] ?? '';
  const next = words[at + 1] ?? '';
  if (word === 'zone') return zoneAt(words, at + 1, 1);
  if (BEFORE_FIRST_DAY.has(word) && !daysIn(next)) return { part: { kind: 'from', date: firstDay(next) }, length: 2 };
  const part = daysIn(word) ?? monthDayIn(word) ?? timeIn(word, words[at - 1] ?? '');
  if (part) return { part, length: 1 };
  const repeat = REPEATS.get(word);
  if (repeat) return { part: { kind: 'repeat', repeat }, length: 1 };
  if (FILLERS.has(word) || BEFORE_FIRST_DAY.has(word)) return { length: 1 };
  if (ZONE_SIGN.test(word)) return zoneAt(words, at, 0);
  if (ZONE_ABBREVIATION.test(word)) throw noZone(words, at);
  throw new UserError('bad-schedule', `${whole} cannot hold ${shownWord(word)}. ${accepted}`);
}

function daysIn(word: string): SchedulePart | undefined {
  const group = DAY_GROUPS.get(word);
  if (group) return { kind: 'weekdays', days: group };
  const [, first, last] = DAY_RANGE.exec(word) ?? [];
  if (first !== undefined && last !== undefined) return { kind: 'weekdays', days: daysFromTo(dayOf(first), dayOf(last)) };
  const names = word.split('/');
  return names.every((name) => ONE_DAY.test(name)) ? { kind: 'weekdays', days: names.map(dayOf) } : undefined;
}

function dayOf(name: string): Weekday {
  return name.slice(0, 3) as Weekday;
}

/** Over the weekend where the first comes later in the week: `fri-mon` is four days. */
function daysFromTo(first: Weekday, last: Weekday): readonly Weekday[] {
  const from = DAYS_OF_WEEK.indexOf(first);
  const length = ((DAYS_OF_WEEK.indexOf(last) - from + 7) % 7) + 1;
  return [...DAYS_OF_WEEK, ...DAYS_OF_WEEK].slice(from, from + length);
}

/** `1st`, `22nd`, `last-day`. */
function monthDayIn(word: string): SchedulePart | undefined {
  if (word === 'last-day') return { kind: 'month-day', day: LAST_DAY };
  const digits = /^(\d+)(?:st|nd|rd|th)$/.exec(word)?.[1];
  return digits === undefined ? undefined : { kind: 'month-day', day: Number(digits) };
}

function timeIn(word: string, before: string): SchedulePart | undefined {
  if (/^\d{1,2}$/.test(word) && !BEFORE_HOUR.has(before)) {
    return { kind: 'number', word, asDay: BEFORE_MONTH_DAY.has(before) };
  }
  const at = parseLocalTime(word);
  return at && { kind: 'time', at };
}

function firstDay(word: string): LocalDate {
  const date = parseLocalDate(word);
  const year = Number(date?.slice(0, 4));
  if (date !== undefined && year >= FIRST_YEAR && year <= LAST_YEAR) return date;
  throw new UserError('bad-date', `After \`from\` comes the first day, as in \`fortnightly from 2026-11-23 at 15:00\`.`);
}

/** The zone that starts at `words[start]`: spaces stand for the underscores of its name, so the longest name is tried first. */
function zoneAt(
  words: readonly string[],
  start: number,
  before: number,
): { readonly part: SchedulePart; readonly length: number } {
  for (const length of [3, 2, 1]) {
    const zone = parseTimeZone(words.slice(start, start + length).join('_'));
    if (zone !== undefined) return { part: { kind: 'zone', zone }, length: before + Math.min(length, words.length - start) };
  }
  throw noZone(words, start);
}

function noZone(words: readonly string[], start: number): UserError {
  const typed = words[start];
  if (typed === undefined) return new UserError('bad-zone', 'No zone follows `zone`. Name one, as in `zone Europe/Berlin`.');
  const near = zoneOfCity(words.slice(start, start + 2).join('_')) ?? zoneOfCity(typed);
  const advice = near ? `Did you mean \`zone ${near}\`?` : 'Zones are named by area and city, as in `zone Europe/Berlin`.';
  return new UserError('bad-zone', `There is no time zone ${shownWord(typed)}. ${advice}`);
}

function zoneOfCity(city: string): string | undefined {
  return Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase().endsWith(`/${city}`));
}
