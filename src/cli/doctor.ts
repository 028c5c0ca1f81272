/**
 * `npm run doctor`: looks through an installation check by check, says of each trouble how it is mended, and posts nothing.
 *
 * What one examination cannot go on with stops no other one.
 */
import { OperatorError } from '../core/errors.ts';
import type { Examination, Finding } from '../core/finding.ts';
import { parseTimeZone } from '../core/time.ts';

export const DOCTOR_EXIT = { allWell: 0, someTrouble: 1 } as const;

export interface Examined {
  /** What it is about, where it fails as a whole. */
  readonly check: string;
  readonly examine: Examination;
}

/** @returns the exit code. */
export async function runDoctor(
  examinations: readonly Examined[],
  stdout: { readonly write: (text: string) => unknown },
): Promise<number> {
  let troubles = 0;
  for (const examination of examinations) {
    for (const finding of await findingsOf(examination)) {
      stdout.write(`${lineOf(finding)}\n`);
      if (finding.kind === 'trouble') troubles += 1;
    }
  }
  const end = troubles === 1 ? 'One thing is to be mended.' : `${troubles} things are to be mended.`;
  stdout.write(troubles === 0 ? '\nAll is well.\n' : `\n${end}\n`);
  return troubles === 0 ? DOCTOR_EXIT.allWell : DOCTOR_EXIT.someTrouble;
}

async function findingsOf({ check, examine }: Examined): Promise<readonly Finding[]> {
  try {
    return await examine();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return [{ kind: 'trouble', check, what: 'It cannot be used.', fix: error.message }];
  }
}

function lineOf(finding: Finding): string {
  const { check, what } = finding;
  switch (finding.kind) {
    case 'well':
      return `✓ ${check}: ${what}`;
    case 'trouble':
      return `✗ ${check}: ${what}\n    ${finding.fix}`;
    case 'note':
      return `· ${check}: ${what}`;
  }
}

/** Posts come by the clocks of zones that people name; a Node without them has UTC alone. */
export async function examineZones(): Promise<readonly Finding[]> {
  if (parseTimeZone('Europe/Berlin') !== undefined) {
    const { timeZone } = new Intl.DateTimeFormat('en-GB').resolvedOptions();
    return [{ kind: 'well', check: 'time zones', what: `All are known; this machine's own is ${timeZone}.` }];
  }
  const fix = 'Use a Node.js that is built with full ICU, as the official ones are.';
  return [{ kind: 'trouble', check: 'time zones', what: 'This Node.js knows none.', fix }];
}
