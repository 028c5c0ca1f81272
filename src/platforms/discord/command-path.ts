/**
 * Where a command stands below `/papers`, and which command stands at a place.
 *
 * Discord lets a group of sub-commands not be typed bare, so a command that shares its name with a group is its member `show`:
 * `settings` is `/papers settings show`, beside `/papers settings zone`.
 */

/** What a command is called that its group is named like. */
const BARE = 'show';

/** The words below `/papers`: a sub-command, or a group and its sub-command. */
export type CommandPath = readonly [string] | readonly [group: string, member: string];

export function pathOf(name: string, names: readonly string[]): CommandPath {
  const [first = '', second] = name.split(' ');
  if (second !== undefined) return [first, second];
  return isGroup(first, names) ? [first, BARE] : [first];
}

/** @returns undefined where no command of this version stands there. */
export function commandAt(path: readonly string[], names: readonly string[]): string | undefined {
  const whole = path.join(' ');
  if (names.includes(whole)) return whole;
  const [first = '', second] = path;
  return second === BARE && path.length === 2 && names.includes(first) ? first : undefined;
}

function isGroup(word: string, names: readonly string[]): boolean {
  return names.some((name) => name.startsWith(`${word} `));
}
