/**
 * Answering an interaction: the one callback, `@original`, and follow-ups. Its token is the authorization.
 */
import { InteractionResponseType as Callback, MessageFlags } from 'discord-api-types/v10';
import { type ApiAnswer, type ApiRequest, type ApiRoute, parameter } from './api-route.ts';
import { readAnswer, readChoices, readDeferral, TYPE_OF_CAUSE } from './interaction-answers.ts';
import { type Interaction, type Outcome, TOKEN_LIFE_MS } from './interaction-book.ts';
import { messagePayload } from './message-payload.ts';
import { type MessageDraft, readMessage } from './message-rules.ts';
import { EMPTY_BODY, edit, newBody, post, remove } from './messages.ts';
import { Modal } from './modal-rules.ts';
import { readBody } from './read-body.ts';
import { refusals } from './refusal.ts';
import type { Twin } from './twin.ts';
import type { RecordedMessage, Visibility } from './world.ts';

const WEBHOOK = '/webhooks/:application/:token';
const MESSAGE = `${WEBHOOK}/messages/:message`;
const answering = { asks: 'token-in-path', bucket: { limit: 5, perMs: 2000 } } as const;

export const interactionRoutes = (twin: Twin): readonly ApiRoute[] => [
  {
    ...answering,
    method: 'POST',
    path: '/interactions/:interaction/:token/callback',
    query: ['with_response'],
    takesBody: 'json-or-files',
    run: (request) => callback(twin, request),
  },
  {
    ...answering,
    method: 'POST',
    path: WEBHOOK,
    query: ['wait', 'with_components'],
    takesBody: 'json-or-files',
    run: (request) => followUp(twin, request),
  },
  {
    ...answering,
    method: 'GET',
    path: MESSAGE,
    takesBody: 'none',
    run: (request) => ({ status: 200, body: messagePayload(answerOf(twin, request).message) }),
  },
  {
    ...answering,
    method: 'PATCH',
    path: MESSAGE,
    query: ['with_components'],
    takesBody: 'json-or-files',
    run: (request) => editAnswer(twin, request),
  },
  { ...answering, method: 'DELETE', path: MESSAGE, takesBody: 'none', run: (request) => deleteAnswer(twin, request) },
];

function callback(twin: Twin, request: ApiRequest): ApiAnswer {
  const interaction = twin.interactions.find(parameter(request, 'token'));
  if (interaction?.id !== parameter(request, 'interaction')) throw refusals.unknownInteraction();
  if (interaction.phase.kind === 'expired') throw refusals.unknownInteraction();
  if (interaction.phase.kind === 'answered') throw refusals.alreadyAcknowledged();
  const answer = readAnswer(request.body, interaction);
  const { original, seen } = firstAnswer(twin, interaction, { type: answer.type, data: answer.data, files: request.files });
  twin.interactions.answer(interaction, answer.type, original);
  if (seen !== undefined) twin.interactions.tell(interaction, seen);
  return request.query.get('with_response') === 'true'
    ? { status: 200, body: callbackPayload(interaction, answer.type, original) }
    : { status: 204 };
}

interface FirstAnswer {
  readonly original: RecordedMessage | undefined;
  readonly seen: Outcome | undefined;
}

function firstAnswer(
  twin: Twin,
  interaction: Interaction,
  answer: { readonly type: number; readonly data?: unknown; readonly files: ApiRequest['files'] },
): FirstAnswer {
  const source = 'message' in interaction.cause ? interaction.cause.message : undefined;
  switch (answer.type) {
    case Callback.ChannelMessageWithSource: {
      const original = postAnswer(
        twin,
        interaction,
        readMessage({ body: answer.data, files: answer.files, place: 'interaction' }),
      );
      return { original, seen: { kind: 'message', message: original, how: 'answered' } };
    }
    case Callback.DeferredChannelMessageWithSource: {
      const visibility = visibilityFor(interaction, readDeferral(answer.data));
      const body = { ...EMPTY_BODY, flags: visibility.kind === 'public' ? 0 : MessageFlags.Ephemeral };
      return { original: post(twin, { ...placeOf(twin, interaction), body, visibility, thinking: true }), seen: undefined };
    }
    case Callback.UpdateMessage: {
      if (source === undefined) throw refusals.unknownMessage();
      edit(twin, source, readMessage({ body: answer.data, files: answer.files, place: 'edit', flagsBefore: source.body.flags }));
      return { original: source, seen: { kind: 'message', message: source, how: 'updated' } };
    }
    case Callback.DeferredMessageUpdate:
      return { original: source, seen: undefined };
    case Callback.Modal: {
      const modal = readBody(Modal, answer.data);
      interaction.modal = modal;
      return { original: undefined, seen: { kind: 'modal', modal } };
    }
    default: {
      if (interaction.cause.kind !== 'autocomplete') throw refusals.unknownInteraction();
      return { original: undefined, seen: { kind: 'choices', choices: readChoices(answer.data, interaction.cause.option) } };
    }
  }
}

const placeOf = (twin: Twin, interaction: Interaction) => ({
  channel: interaction.channel,
  author: twin.app.user,
  answers: {
    interactionId: interaction.id,
    type: TYPE_OF_CAUSE[interaction.cause.kind],
    user: interaction.asker,
    ...(interaction.cause.kind === 'command' ? { name: interaction.cause.command.draft.name } : {}),
  },
});

const visibilityFor = ({ privacy, asker }: Interaction, asked: 'public' | 'private'): Visibility =>
  privacy === 'forced' || asked === 'private' ? { kind: 'only-for', user: asker } : { kind: 'public' };

const privacyOf = ({ flags }: MessageDraft): 'public' | 'private' =>
  (flags & MessageFlags.Ephemeral) === 0 ? 'public' : 'private';

function postAnswer(twin: Twin, interaction: Interaction, draft: MessageDraft): RecordedMessage {
  const visibility = visibilityFor(interaction, privacyOf(draft));
  const body = newBody(twin, draft);
  const flags = visibility.kind === 'public' ? body.flags : body.flags | MessageFlags.Ephemeral;
  return post(twin, { ...placeOf(twin, interaction), body: { ...body, flags }, visibility });
}

/** 401/50027 after 15 minutes, 404/10015 before the first answer or where it was of a kind that nothing follows. */
function answered(twin: Twin, request: ApiRequest): Interaction & { readonly phase: { readonly kind: 'answered' } } {
  const interaction = twin.interactions.find(parameter(request, 'token'));
  if (interaction === undefined || parameter(request, 'application') !== twin.app.id) throw refusals.unknownWebhook();
  if (twin.clock.now() - interaction.createdAt >= TOKEN_LIFE_MS) throw refusals.invalidWebhookToken();
  if (!isAnswered(interaction) || interaction.cause.kind === 'autocomplete') throw refusals.unknownWebhook();
  return interaction;
}

const isAnswered = (interaction: Interaction): interaction is Interaction & { readonly phase: { readonly kind: 'answered' } } =>
  interaction.phase.kind === 'answered';

function followUp(twin: Twin, request: ApiRequest): ApiAnswer {
  const interaction = answered(twin, request);
  const draft = readMessage({ body: request.body, files: request.files, place: 'interaction' });
  const original = interaction.phase.kind === 'answered' ? interaction.phase.original : undefined;
  if (original?.thinking === true && original.deletedAt === undefined)
    return followUpAsEdit(twin, interaction, { original, draft });
  if (interaction.followUps.length >= interaction.mostFollowUps) throw refusals.tooManyFollowUps();
  const message = postAnswer(twin, interaction, draft);
  interaction.followUps.push(message);
  twin.interactions.tell(interaction, { kind: 'message', message, how: 'followed-up' });
  return { status: 200, body: messagePayload(message) };
}

/** Deprecated, and seldom what was meant: it keeps the visibility of the deferral. */
function followUpAsEdit(
  twin: Twin,
  interaction: Interaction,
  { original, draft }: { readonly original: RecordedMessage; readonly draft: MessageDraft },
): ApiAnswer {
  twin.violations.add({
    route: `POST ${WEBHOOK}`,
    status: 200,
    code: 0,
    sentence: 'A follow-up came before the deferred answer was edited, and became that edit.',
    blame: 'bot',
  });
  edit(twin, original, draft);
  twin.interactions.tell(interaction, { kind: 'message', message: original, how: 'edited' });
  return { status: 200, body: messagePayload(original) };
}

function answerOf(twin: Twin, request: ApiRequest): { readonly interaction: Interaction; readonly message: RecordedMessage } {
  const interaction = answered(twin, request);
  const original = interaction.phase.kind === 'answered' ? interaction.phase.original : undefined;
  const id = parameter(request, 'message');
  const message = [original, ...interaction.followUps].find(
    (one) => one !== undefined && (one.id === id || (id === '@original' && one === original)),
  );
  if (message === undefined || message.deletedAt !== undefined) throw refusals.unknownMessage();
  return { interaction, message };
}

function editAnswer(twin: Twin, request: ApiRequest): ApiAnswer {
  const { interaction, message } = answerOf(twin, request);
  edit(twin, message, readMessage({ body: request.body, files: request.files, place: 'edit', flagsBefore: message.body.flags }));
  twin.interactions.tell(interaction, { kind: 'message', message, how: 'edited' });
  return { status: 200, body: messagePayload(message) };
}

function deleteAnswer(twin: Twin, request: ApiRequest): ApiAnswer {
  remove(twin, answerOf(twin, request).message);
  return { status: 204 };
}

const callbackPayload = (interaction: Interaction, type: number, original: RecordedMessage | undefined) => ({
  interaction: {
    id: interaction.id,
    type: TYPE_OF_CAUSE[interaction.cause.kind],
    ...(original === undefined
      ? {}
      : {
          response_message_id: original.id,
          response_message_loading: original.thinking,
          response_message_ephemeral: original.visibility.kind === 'only-for',
        }),
  },
  resource: { type, ...(original === undefined ? {} : { message: messagePayload(original) }) },
});
