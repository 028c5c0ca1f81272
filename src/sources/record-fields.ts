/**
 * What a field of a record must be, whichever source it is from, and in which words it is refused.
 */
import { z } from 'zod';
import { parseInstant } from '../core/time.ts';
import { dayOf, parseArxivId } from './paper-fields.ts';

/** Far above the longest real ones (240 and 4,031 characters), so that only damage is refused. */
const LONGEST_TITLE = 1000;
const LONGEST_TEXT = 50_000;
/** The most authors that a paper has had so far is 3,303. */
export const MOST_NAMES = 20_000;

const atMost = (length: number) => `has more than ${length.toLocaleString('en-US')} characters`;

export const TitleField = z
  .string({ error: ({ input }) => (input === undefined ? 'is missing' : 'is no text') })
  .max(LONGEST_TITLE, atMost(LONGEST_TITLE))
  .refine((title) => /[\p{L}\p{N}]/u.test(title), 'is empty');
export const TextField = z.string('is no text').max(LONGEST_TEXT, atMost(LONGEST_TEXT));
export const CountField = z.int('is no whole number').nonnegative('is below zero');

export const ArxivIdField = z.string('is no text').transform((text, context) => {
  const id = parseArxivId(text);
  if (id !== undefined) return id;
  context.addIssue({ code: 'custom', message: `is no arXiv id: ${shown(text)}` });
  return z.NEVER;
});
export const DayField = z.string('is no text').transform((text, context) => {
  const day = dayOf(text);
  if (day !== undefined) return day;
  context.addIssue({ code: 'custom', message: `is no date: ${shown(text)}` });
  return z.NEVER;
});
export const InstantField = z.string('is no text').transform((text, context) => {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  context.addIssue({ code: 'custom', message: `is no point in time: ${shown(text)}` });
  return z.NEVER;
});

/** A field that may be missing or `null`. */
export const maybe = <T extends z.ZodType>(field: T) => field.nullish().transform((value) => value ?? undefined);

export const NamesField = z.array(TextField, 'is no list of texts').max(MOST_NAMES, `has more than ${MOST_NAMES} entries`);
export const OrganizationField = z.object({ name: TextField, fullname: maybe(TextField) }, 'is no object with a name');

/** "title is missing; upvotes is below zero": every problem, by the name of its field. */
export function problemsOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join('.') || 'the record'} ${message}`).join('; ');
}

function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
}
