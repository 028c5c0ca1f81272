/**
 * What is wrong with a value by its shape, in Slack's words and with a pointer to the place.
 */
import type { z } from 'zod';
import type { Fault } from './refusal.ts';

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step)}`).join('');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) => (inner === undefined || inner === null ? undefined : Reflect.get(Object(inner), step)),
    value,
  );
}

type Issue = z.core.$ZodIssue;

function sentenceOf(issue: Issue, value: unknown): string {
  const missing = valueAt(value, issue.path) === undefined;
  switch (issue.code) {
    case 'unrecognized_keys':
      return `no more properties allowed, but there is ${issue.keys.join(', ')}`;
    case 'invalid_union':
      return missing ? 'missing required field' : `unsupported type or value: ${JSON.stringify(valueAt(value, issue.path))}`;
    case 'invalid_type':
      return missing ? 'missing required field' : `must be provided as ${issue.expected}`;
    case 'invalid_value':
      return missing ? 'missing required field' : `must be one of ${issue.values.map(String).join(', ')}`;
    default:
      return issue.message;
  }
}

/** A union reports the faults of the alternative that came nearest, where it tells. */
function innermost(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const nearest = issue.errors.reduce((best, alternative) => (alternative.length < best.length ? alternative : best));
  return nearest.flatMap((inner) => innermost({ ...inner, path: [...issue.path, ...inner.path] }));
}

export function faultsOf(error: z.ZodError, value: unknown): readonly Fault[] {
  return error.issues.flatMap(innermost).map((issue) => ({ pointer: pointerTo(issue.path), sentence: sentenceOf(issue, value) }));
}
