/**
 * Reads a body through a zod schema, and turns what does not fit into Discord's 50035.
 *
 * Every object of the twin's schemas is strict. The real Discord ignores a field that it does not know; here it is a mistake, as a
 * misspelt field is a message that silently lost a part.
 */
import type { z } from 'zod';
import { invalidForm } from './refusal.ts';

export function readBody<Body>(schema: z.ZodType<Body>, raw: unknown): Body {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  throw invalidForm(parsed.error.issues.flatMap(placesOf));
}

interface Place {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Of a union, the branch that came furthest is the one that was meant. */
function placesOf(issue: z.core.$ZodIssue): readonly Place[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path: issue.path, message: issue.message }];
  const depth = (issues: readonly z.core.$ZodIssue[]): number => Math.max(...issues.map(({ path }) => path.length));
  const closest = [...issue.errors].sort((one, other) => depth(other) - depth(one) || one.length - other.length)[0] ?? [];
  return closest.flatMap(placesOf).map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
}
