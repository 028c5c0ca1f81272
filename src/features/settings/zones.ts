/**
 * Time zones by name: near ones for a name that is none, and those that a half-typed name may become.
 */

/** The zones that `Intl` knows, under the names that people choose from. */
export const ZONES: readonly string[] = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])];

/** More slips than this make another name. */
const MOST_SLIPS = 2;

/** Zones whose name holds the typed text, those whose city starts with it first. */
export function zonesLike(typed: string, limit: number): readonly string[] {
  const wanted = folded(typed);
  const holding = ZONES.filter((zone) => folded(zone).includes(wanted));
  return holding.sort((a, b) => Number(cityOf(b).startsWith(wanted)) - Number(cityOf(a).startsWith(wanted))).slice(0, limit);
}

/** The zones that may have been meant, nearest first. */
export function nearestZones(typed: string, limit: number): readonly string[] {
  const holding = zonesLike(typed, limit);
  if (holding.length > 0 && folded(typed) !== '') return holding;
  const city = cityOf(typed);
  return ZONES.map((zone) => ({ zone, slips: slipsBetween(city, cityOf(zone)) }))
    .filter(({ slips }) => slips <= MOST_SLIPS)
    .sort((a, b) => a.slips - b.slips)
    .slice(0, limit)
    .map(({ zone }) => zone);
}

function cityOf(zone: string): string {
  return folded(zone.slice(zone.lastIndexOf('/') + 1));
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z/]+/g, '');
}

/** Letters to change, add or leave out to make one word the other. */
function slipsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + Number(letter !== b[j - 1]);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
