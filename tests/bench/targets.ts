/**
 * What the search is to reach, each target beside what was measured. Pure.
 */
export interface Target {
  readonly what: string;
  readonly bound: { readonly kind: 'at-most' | 'at-least'; readonly value: number; readonly unit?: string };
  /** undefined where this run did not measure it. */
  readonly measured: number | undefined;
  /** Said behind the measured figure. */
  readonly remark?: string;
}

export const atMost = (value: number, unit?: string): Target['bound'] => ({
  kind: 'at-most',
  value,
  ...(unit !== undefined && { unit }),
});
export const atLeast = (value: number, unit?: string): Target['bound'] => ({ ...atMost(value, unit), kind: 'at-least' });

export type Verdict = 'met' | 'not met' | 'not measured';

export function verdictOf({ bound: { kind, value }, measured }: Target): Verdict {
  if (measured === undefined || Number.isNaN(measured)) return 'not measured';
  return (kind === 'at-most' ? measured <= value : measured >= value) ? 'met' : 'not met';
}

/** Cells: what, asked, measured, verdict. */
export function targetCells(target: Target): readonly string[] {
  const { what, bound, measured, remark } = target;
  const unit = bound.unit === undefined ? '' : ` ${bound.unit}`;
  const verdict = verdictOf(target);
  const shown = measured === undefined || verdict === 'not measured' ? '–' : `${significant(measured)}${unit}`;
  const sign = bound.kind === 'at-most' ? '≤' : '≥';
  return [what, `${sign} ${bound.value}${unit}`, remark === undefined ? shown : `${shown}, ${remark}`, verdict];
}

/** Four digits that count: enough for the finest bound above. */
function significant(value: number): string {
  return String(Number(value.toPrecision(4)));
}
