/**
 * Figures as rows of Markdown, so that what the benchmark prints can be pasted as it is.
 */

/** `–` for what was not measured. @param digits after the point. */
export function figure(value: number | undefined, digits: number): string {
  return value === undefined || Number.isNaN(value) ? '–' : value.toFixed(digits);
}

export function seconds(ms: number | undefined): string {
  return figure(ms === undefined ? undefined : ms / 1000, 2);
}

export function row(cells: readonly (string | number)[]): string {
  return `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
}

export function heading(cells: readonly string[]): string {
  return `${row(cells)}\n${row(cells.map(() => '---'))}`;
}
