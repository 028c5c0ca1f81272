/**
 * Choices that an app gave for what a person typed into a menu. Only those for the latest keystroke are shown: answers that come
 * out of order, after those for a later one, are seen by nobody.
 */
import type { Choice } from '../story/acts.ts';

export interface Offers {
  /** Numbers the keystrokes of all menus. */
  readonly keystroke: () => number;
  readonly show: (menu: string, number: number, choices: readonly Choice[]) => 'shown' | 'outdated';
  readonly shown: (menu: string) => readonly Choice[];
}

export function makeOffers(): Offers {
  const latest = new Map<string, { readonly number: number; readonly choices: readonly Choice[] }>();
  let count = 0;
  return {
    keystroke: () => ++count,
    show: (menu, number, choices) => {
      if ((latest.get(menu)?.number ?? 0) > number) return 'outdated';
      latest.set(menu, { number, choices });
      return 'shown';
    },
    shown: (menu) => latest.get(menu)?.choices ?? [],
  };
}
