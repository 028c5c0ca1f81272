/**
 * Arguments as they come in a form, where everything is text, or in JSON, where it is not.
 */
import { z } from 'zod';
import { type Json, parseJson } from './json.ts';

export const flag = z.union([
  z.boolean(),
  z.enum(['true', 'false', '1', '0']).transform((word) => word === 'true' || word === '1'),
]);

export const wholeNumber = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);

/** A structure, which a form carries as JSON text. */
export const structure = z.unknown().transform((value, report): Json => {
  const read = typeof value === 'string' ? parseJson(value) : (value as Json | undefined);
  if (read !== undefined) return read;
  report.addIssue({ code: 'custom', message: 'must be valid JSON' });
  return z.NEVER;
});

export const word = z.string().min(1, 'must be more than 0 characters');

/** `1234567890.123456` */
export const timestamp = z.string().regex(/^\d{10}\.\d{6}$/, 'must be a timestamp with six digits after the point, as text');
