/**
 * What every answer on Slack needs: the bot, a way to whoever asked, and a token for what goes beyond that.
 */
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../core/time.ts';
import type { AskContext, Bot, Invocation } from '../../features/bot.ts';
import { answer } from './answer.ts';
import { type Asker, askerOf, placeOf } from './asking.ts';
import { type InTurn, makeInTurn } from './in-turn.ts';
import { failureFacts, type Tell } from './news.ts';
import type { Profiles } from './profiles.ts';
import { type AnswerAddress, byAddress, byDirectMessage, eitherWay, type Reach } from './reach.ts';
import { makeSendFile } from './send-file.ts';
import { clientOrNone, type Workspaces } from './workspaces.ts';

export interface DeskParts {
  readonly bot: Bot;
  readonly workspaces: Workspaces;
  readonly profiles: Profiles;
  readonly clock: Clock;
  /** A few letters and digits that a person can read out. */
  readonly newReference: () => string;
  readonly tell: Tell;
}

/** By whom something was asked, and how its answer gets there. */
export interface Asked {
  readonly asker: Asker;
  readonly reach: Reach;
  /** Who pressed what was pressed; absent where words were typed. */
  readonly presser?: string;
}

export interface Opening {
  /** Opens a form, or puts one on the form that is open. */
  readonly how: 'open' | 'push';
  readonly trigger: string;
  readonly view: ModalView;
  /** Where it cannot be opened. */
  readonly instead: () => Promise<void>;
}

export interface Desk {
  readonly bot: Bot;
  readonly commandNames: readonly string[];
  readonly clientOf: (asker: Asker) => Promise<WebClient | undefined>;
  readonly contextOf: (asker: Asker) => Promise<AskContext>;
  /** By the address that came with the asking, and without one by direct message. */
  readonly reachOf: (asker: Asker, address: Partial<AnswerAddress>) => Reach;
  readonly run: (invocation: Invocation, asked: Asked) => Promise<void>;
  readonly open: (asker: Asker, opening: Opening) => Promise<void>;
  readonly noteOrganization: (asker: Asker, organization: string | undefined) => Promise<void>;
  readonly inTurn: InTurn;
}

export function makeDesk(parts: DeskParts): Desk {
  const { bot, workspaces, profiles, clock, tell } = parts;
  const commandNames = bot.commands.map(({ name }) => name);
  const clientOf: Desk['clientOf'] = ({ team }) => clientOrNone(workspaces, team, tell);
  const contextOf: Desk['contextOf'] = async (asker) => ({
    asker: askerOf(asker),
    ...(asker.name !== undefined && { askerName: asker.name }),
    place: placeOf(asker),
    standing: await profiles.standingOf(asker),
    askZone: () => profiles.zoneOf(asker),
    now: clock.now(),
  });
  return {
    bot,
    commandNames,
    clientOf,
    contextOf,
    reachOf: (asker, address) => reachOf(address, () => directly(asker, clientOf)),
    run: async (invocation, { asker, reach, presser }) =>
      answer(bot.plan(invocation), {
        reach,
        presser,
        commandNames,
        tell,
        context: await contextOf(asker),
        reference: parts.newReference(),
        sendFile: makeSendFile({ client: () => clientOf(asker), user: asker.user, tell }),
      }),
    open: async (asker, opening) => {
      const client = await clientOf(asker);
      if (client === undefined || !(await isOpened(client, opening, tell))) await opening.instead();
    },
    noteOrganization: async ({ team }, organization) => {
      if (organization !== undefined) await workspaces.noteOrganization(team, organization);
    },
    inTurn: makeInTurn(),
  };
}

function reachOf({ url, pressed }: Partial<AnswerAddress>, directly: () => Promise<Reach | undefined>): Reach {
  if (url !== undefined) return eitherWay(byAddress({ url, pressed }), directly);
  return { say: async (payload, how) => (await directly())?.say(payload, how) };
}

async function directly(asker: Asker, clientOf: Desk['clientOf']): Promise<Reach | undefined> {
  const client = await clientOf(asker);
  return client && byDirectMessage(client, asker.user);
}

async function isOpened(client: WebClient, { how, trigger, view }: Opening, tell: Tell): Promise<boolean> {
  try {
    if (how === 'open') await client.views.open({ trigger_id: trigger, view });
    else await client.views.push({ trigger_id: trigger, view });
    return true;
  } catch (error) {
    tell({ level: 'warn', what: 'a form could not be opened', facts: failureFacts(error) });
    return false;
  }
}
