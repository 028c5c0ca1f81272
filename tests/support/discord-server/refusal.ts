/**
 * What the twin says no with: the status and code of the real Discord, and whose fault it was.
 *
 * A refusal that the world brought about (a channel deleted, a permission taken away) is one that a good bot meets and bears; one
 * that the bot brought about (a field too long, a second callback) should never happen, and a scenario can demand that it never did.
 */
import { RESTJSONErrorCodes as Code } from 'discord-api-types/v10';

export type Blame = 'bot' | 'world';

/** Places in the body that are wrong, in the nested shape that Discord answers with. */
export interface FormErrors {
  readonly [key: string]: FormErrors | readonly { readonly code: string; readonly message: string }[];
}

export interface Refused {
  readonly status: number;
  readonly code: number;
  readonly sentence: string;
  readonly blame: Blame;
  readonly errors?: FormErrors;
}

export class Refusal extends Error {
  readonly refused: Refused;

  constructor(refused: Refused) {
    super(refused.sentence);
    this.name = 'Refusal';
    this.refused = refused;
  }
}

const world = (status: number, code: number, sentence: string): Refusal =>
  new Refusal({ status, code, sentence, blame: 'world' });
const bot = (status: number, code: number, sentence: string): Refusal => new Refusal({ status, code, sentence, blame: 'bot' });

/** One wrong place of a body; `path` is joined with dots. Code 50035. */
export function invalidForm(faults: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): Refusal {
  const places = faults.map(({ path, message }) => `${path.map(String).join('.') || 'body'}: ${message}`);
  return new Refusal({
    status: 400,
    code: Code.InvalidFormBodyOrContentType,
    sentence: `Invalid Form Body\n${places.join('\n')}`,
    blame: 'bot',
    errors: nested(faults),
  });
}

/** Discord says of an unknown or unreachable part only that there is none. */
export const refusals = {
  unauthorized: () => bot(401, 0, '401: Unauthorized'),
  noUserAgent: () => bot(403, 40333, 'The request has no valid User-Agent.'),
  unknownRoute: (route: string) => bot(404, 0, `404: Not Found (the twin has no route ${route})`),
  methodNotAllowed: (route: string) => bot(405, 0, `405: Method Not Allowed (${route})`),
  badJson: () => bot(400, Code.RequestBodyContainsInvalidJSON, 'The request body contains invalid JSON.'),
  tooLarge: () => bot(413, 40005, 'Request entity too large'),
  unknownApplication: () => bot(404, Code.UnknownApplication, 'Unknown Application'),
  unknownChannel: () => world(404, Code.UnknownChannel, 'Unknown Channel'),
  unknownGuild: () => world(404, Code.UnknownGuild, 'Unknown Guild'),
  unknownMember: () => world(404, Code.UnknownMember, 'Unknown Member'),
  unknownMessage: () => world(404, Code.UnknownMessage, 'Unknown Message'),
  unknownUser: () => world(404, Code.UnknownUser, 'Unknown User'),
  unknownWebhook: () => bot(404, Code.UnknownWebhook, 'Unknown Webhook'),
  unknownInteraction: () => bot(404, Code.UnknownInteraction, 'Unknown interaction'),
  unknownCommand: () => bot(404, Code.UnknownApplicationCommand, 'Unknown application command'),
  alreadyAcknowledged: () => bot(400, Code.InteractionHasAlreadyBeenAcknowledged, 'Interaction has already been acknowledged.'),
  invalidWebhookToken: () => bot(401, Code.InvalidWebhookToken, 'Invalid Webhook Token'),
  tooManyFollowUps: () =>
    bot(400, Code.ThisInteractionHasHitTheMaximumNumberOfFollowUpMessages, 'Maximum number of follow up messages reached'),
  tooManyCommandCreates: () =>
    bot(
      400,
      Code.MaximumDailyApplicationCommandCreatesReached,
      'Max number of daily application command creates has been reached',
    ),
  missingAccess: () => world(403, Code.MissingAccess, 'Missing Access'),
  missingPermissions: () => world(403, Code.MissingPermissions, 'Missing Permissions'),
  notYourMessage: () => bot(403, Code.CannotEditMessageAuthoredByAnotherUser, 'Cannot edit a message authored by another user'),
  tooManyOldEdits: () =>
    bot(
      400,
      Code.MaximumNumberOfEditsToMessagesOlderThanOneHourReached,
      'Maximum number of edits to messages older than 1 hour reached',
    ),
  emptyMessage: () => bot(400, Code.CannotSendAnEmptyMessage, 'Cannot send an empty message'),
  dmRefused: () => world(403, Code.CannotSendMessagesToThisUser, 'Cannot send messages to this user'),
  noMutualGuild: () =>
    world(
      403,
      Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
      'Cannot send messages to this user due to having no mutual guilds',
    ),
  notATextChannel: () => bot(400, Code.CannotSendMessagesInNonTextChannel, 'Cannot send messages in a non-text channel'),
  wrongChannelType: () => bot(400, Code.CannotExecuteActionOnThisChannelType, 'Cannot execute action on this channel type'),
  noReadHistoryForReply: () =>
    world(400, Code.CannotReplyWithoutPermissionToReadMessageHistory, 'Cannot reply without permission to read message history'),
  threadExists: () => world(400, 160004, 'A thread has already been created for this message'),
  threadLocked: () => world(403, 160005, 'Thread is locked'),
  tooManyThreads: () => world(400, 160006, 'Maximum number of active threads reached'),
  threadArchived: () => world(400, Code.InvalidActionOnArchivedThread, 'Thread is archived'),
  tagRequired: () =>
    world(400, Code.TagRequiredToCreateAForumPostInThisChannel, 'A tag is required to create a forum post in this channel'),
} as const;

type Tree = { [key: string]: Tree | { readonly code: string; readonly message: string }[] };

function nested(faults: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): FormErrors {
  const root: Tree = {};
  for (const { path, message } of faults) {
    let at = root;
    for (const key of path.map(String)) {
      const below = at[key];
      const next: Tree = below === undefined || Array.isArray(below) ? {} : below;
      at[key] = next;
      at = next;
    }
    const said = at._errors;
    at._errors = [...(Array.isArray(said) ? said : []), { code: 'INVALID', message }];
  }
  return root;
}
