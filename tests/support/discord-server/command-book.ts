/**
 * The registered commands: a PUT replaces the list of its scope, keeps the ids of names that stay, and counts new names.
 */
import { type CommandDraft, typeOfCommand } from './command-rules.ts';
import { refusals } from './refusal.ts';
import type { Snowflakes } from './snowflakes.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** New names per day and scope. Source: Discord docs, "Application commands", error 30034. */
export const CREATES_PER_DAY = 200;
const DAY_MS = 24 * 3_600_000;

export interface RegisteredCommand {
  readonly id: string;
  readonly version: string;
  readonly guildId: string | undefined;
  readonly draft: CommandDraft;
}

export interface CommandBook {
  readonly replace: (guildId: string | undefined, drafts: readonly CommandDraft[]) => readonly RegisteredCommand[];
  readonly list: (guildId: string | undefined) => readonly RegisteredCommand[];
  /** How often each list was put, to show that nothing is registered without need. */
  readonly puts: () => number;
}

export function makeCommandBook(snowflakes: Snowflakes, clock: VirtualClock): CommandBook {
  const lists = new Map<string, readonly RegisteredCommand[]>();
  const creates: { readonly scope: string; readonly at: number }[] = [];
  let puts = 0;
  const list: CommandBook['list'] = (guildId) => lists.get(guildId ?? 'global') ?? [];
  return {
    list,
    puts: () => puts,
    replace: (guildId, drafts) => {
      const scope = guildId ?? 'global';
      const before = (draft: CommandDraft): RegisteredCommand | undefined =>
        list(guildId).find(
          (command) => command.draft.name === draft.name && typeOfCommand(command.draft) === typeOfCommand(draft),
        );
      const today = creates.filter((create) => create.scope === scope && create.at > clock.now() - DAY_MS);
      const created = drafts.filter((draft) => before(draft) === undefined);
      if (today.length + created.length > CREATES_PER_DAY) throw refusals.tooManyCommandCreates();
      creates.push(...created.map(() => ({ scope, at: clock.now() })));
      puts += 1;
      const registered = drafts.map((draft) => ({
        id: before(draft)?.id ?? snowflakes.next(),
        version: snowflakes.next(),
        guildId,
        draft,
      }));
      lists.set(scope, registered);
      return registered;
    },
  };
}
