/**
 * Commands and button handlers become one bot.
 *
 * What goes wrong is decided here once: what the asker can mend is said to them as it is; a button that cannot be read is
 * from an older version; anything else is reported under a reference that the asker is shown, and of what happened only
 * whether it is for whoever runs the bot to mend.
 */
import { type Action, decodeAction } from '../core/action.ts';
import type { Command, CommandContext, RawOptions, Suggestible } from '../core/command.ts';
import type { Suggest } from '../core/completion.ts';
import { withDeadline } from '../core/deadline.ts';
import { OperatorError, UserError } from '../core/errors.ts';
import type { AnswerMode, Reply } from '../core/message.ts';
import type { PersonStore } from '../core/person-store.ts';
import type { ActionHandler, ActionHandlers, AskContext, Bot, Plan } from './bot.ts';

export interface BotParts {
  readonly commands: readonly Command[];
  readonly actions: ActionHandlers;
  readonly findPapers: (text: string, context: CommandContext) => Promise<Reply>;
  readonly suggest: { readonly [K in Suggestible]: Suggest };
  readonly people: Pick<PersonStore, 'settingsOf'>;
  /** Told of all that no asker can mend; never throws. */
  readonly onBug: (error: unknown, reference: string) => void;
  /** Told of what went wrong where nobody is owed an answer; never throws. */
  readonly onTrouble: (error: unknown) => void;
  /** A few letters and digits that a person can read out. */
  readonly newReference: () => string;
}

/** Half of what platforms wait. */
const LONGEST_OFFER_MS = 1500;
const NOTHING_FILLED_IN: RawOptions = new Map();

type Work = (context: CommandContext) => Promise<Reply>;

export function makeBot(parts: BotParts): Bot {
  const { commands, actions } = parts;
  const byName = new Map(commands.map((command) => [command.name, command]));
  return {
    commands,
    plan: (invocation) => {
      switch (invocation.kind) {
        case 'command': {
          const command = byName.get(invocation.name);
          if (command === undefined) return planFor({ answer: 'private' }, unknownCommand, parts);
          return planFor(command, (context) => command.invoke(invocation.options, context), parts);
        }
        case 'action':
        case 'submission': {
          const action = decodeAction(invocation.encoded);
          if (action === undefined) return planFor({ answer: 'private' }, staleButton, parts);
          const handler = handlerOf(actions, action);
          const filledIn = invocation.kind === 'submission' ? invocation.values : NOTHING_FILLED_IN;
          const plan = planFor(handler, (context) => handler.run(action, context, filledIn), parts);
          if (handler.form === undefined || invocation.kind === 'submission') return plan;
          return { ...plan, form: { ...handler.form, submit: invocation.encoded } };
        }
        case 'find-papers':
          return planFor({ answer: 'private' }, (context) => parts.findPapers(invocation.text, context), parts);
      }
    },
    complete: async ({ command, option, typed }, at) => {
      const suggest = choicesFor(byName.get(command), option, parts.suggest);
      try {
        return await withDeadline(LONGEST_OFFER_MS, async () => suggest(typed, at));
      } catch (error) {
        parts.onTrouble(error);
        return [];
      }
    },
  };
}

interface Manner {
  readonly answer: AnswerMode;
  readonly usesZone?: true;
}

function planFor({ answer, usesZone }: Manner, work: Work, { people, onBug, newReference }: BotParts): Plan {
  const attempt = async ({ askZone, ...asked }: AskContext): Promise<Reply> => {
    const settings = await people.settingsOf(asked.asker);
    const zoneThere = usesZone && settings.zone === undefined ? await askZone?.() : undefined;
    return inLocale(await work({ ...asked, settings, ...(zoneThere !== undefined && { zoneThere }) }), settings.locale);
  };
  return {
    answer,
    run: async (context) => {
      try {
        return await attempt(context);
      } catch (error) {
        if (error instanceof UserError) return { kind: 'notice', level: 'error', text: error.message };
        const reference = newReference();
        onBug(error, reference);
        return { kind: 'notice', level: 'error', text: troubleText(error, reference) };
      }
    },
  };
}

function troubleText(error: unknown, reference: string): string {
  return error instanceof OperatorError
    ? `This bot cannot do that just now (ref ${reference}). Whoever runs it finds what to mend under that reference in its log.`
    : `Something went wrong on our side (ref ${reference}). Try again; if it happens again, tell whoever runs this bot the reference.`;
}

const unknownCommand: Work = async () => {
  throw new UserError('unknown-command', 'This bot has no such command. Run `help` to see those it has.');
};

const staleButton: Work = async () => {
  throw new UserError('stale-button', 'This button is from an older version. Run the command again.');
};

/** What stands under a kind takes the actions of that kind, as the type of the table says; a lookup by union loses it. */
function handlerOf(actions: ActionHandlers, action: Action): ActionHandler<Action['kind']> {
  return actions[action.kind] as ActionHandler<Action['kind']>;
}

function inLocale(reply: Reply, locale: string | undefined): Reply {
  if (locale === undefined || (reply.kind !== 'message' && reply.kind !== 'file')) return reply;
  return { ...reply, message: { locale, ...reply.message } };
}

function choicesFor(command: Command | undefined, option: string, suggest: BotParts['suggest']): Suggest {
  const spec = command?.options[option];
  if (spec?.kind === 'choice') {
    return (typed, { limit }) => {
      const started = spec.choices.filter((choice) => choice.startsWith(typed.trim().toLowerCase()));
      return started.slice(0, limit).map((choice) => ({ label: choice, value: choice }));
    };
  }
  return spec?.kind === 'text' && spec.suggest !== undefined ? suggest[spec.suggest] : () => [];
}
