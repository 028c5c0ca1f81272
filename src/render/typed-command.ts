/**
 * Code that begins with the name of a command is something to type, and on a chat platform a command stands after a slash:
 * `search x` is shown as `/papers search x`.
 */

/** What a command of the bot is typed after. */
export const SLASH_COMMAND = '/papers';

/** @param commandNames of the bot, without what they are typed after. */
export function typedCommand(code: string, commandNames: readonly string[]): string {
  const isCommand = commandNames.some((name) => code === name || code.startsWith(`${name} `));
  return isCommand ? `${SLASH_COMMAND} ${code}` : code;
}
