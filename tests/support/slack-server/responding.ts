/**
 * Messages that answer what a person did: with the acknowledgement of a command, or at a response URL.
 *
 * An answer says which it is. Left out, `response_type` means "only for you" and `replace_original` depends on what was done; the
 * twin takes neither for granted, as a private answer made public is not to be taken back. A thread must be named: whatever was done in
 * one, an answer without `thread_ts` stands in the channel.
 */
import { z } from 'zod';
import { flag, structure, timestamp } from './argument-shapes.ts';
import type { Json } from './json.ts';
import { MAX_POST_TEXT_LENGTH, readContent } from './message-content.ts';
import { appAuthor, contentShape, readMetadata } from './methods/chat-post.ts';
import { Refusal, refuseFor } from './refusal.ts';
import { faultsOf } from './shape-faults.ts';
import { installationIn } from './state/grants.ts';
import type { Message, MessageDraft } from './state/messages.ts';
import type { ResponseTarget } from './state/response-urls.ts';
import type { Twin } from './twin.ts';

const response = z.strictObject({
  text: contentShape.text,
  blocks: contentShape.blocks,
  link_names: contentShape.link_names,
  parse: contentShape.parse,
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: flag.optional(),
  delete_original: flag.optional(),
  thread_ts: timestamp.optional(),
  mrkdwn: flag.optional(),
  unfurl_links: flag.optional(),
  unfurl_media: flag.optional(),
  metadata: structure.optional(),
});

type Response = z.infer<typeof response>;

export interface Answering {
  readonly target: ResponseTarget;
  readonly body: Json | undefined;
  /** What is named in a violation. */
  readonly where: string;
}

function originalOf(twin: Twin, { original, channelId }: ResponseTarget): Message {
  const message = original === undefined ? undefined : twin.messages.find(channelId, original.ts);
  if (message === undefined || message.author.kind !== 'app')
    throw new Refusal('no_original', 'there is no message of the app to replace or delete');
  return message;
}

/** @throws Refusal where Slack would not take it. */
export function answerPerson(twin: Twin, { target, body, where }: Answering): void {
  const parsed = response.safeParse(typeof body === 'string' ? { text: body } : body);
  if (!parsed.success) throw refuseFor('invalid_payload', faultsOf(parsed.error, body));
  const given = parsed.data;
  if (given.delete_original === true) {
    twin.messages.remove(originalOf(twin, target), target.cause);
    return;
  }
  const content = readContent(twin, given, { where, maxTextLength: MAX_POST_TEXT_LENGTH });
  if (given.replace_original === true) {
    const original = originalOf(twin, target);
    if (original.audience.kind === 'only' && given.response_type === 'in_channel') {
      twin.ledger.violate({
        rule: 'private_made_public',
        where,
        sentence: 'a private message cannot be replaced by a public one',
      });
    }
    twin.messages.replace(
      original,
      given.metadata === undefined ? content : { ...content, metadata: readMetadata(given.metadata) },
      target.cause,
    );
    return;
  }
  noteUnstated(twin, given, { target, body, where });
  postAnswer(twin, given, { target, content });
}

function noteUnstated(twin: Twin, given: Response, { target, where }: Answering): void {
  if (given.response_type === undefined) {
    twin.ledger.violate({
      rule: 'response_type_unstated',
      where,
      sentence: 'an answer does not say whether it is ephemeral or in_channel',
    });
  }
  if (target.from === 'element' && given.replace_original === undefined) {
    twin.ledger.violate({
      rule: 'replace_original_unstated',
      where,
      sentence: 'an answer to an element does not say whether it replaces the message',
    });
  }
}

interface NewAnswer {
  readonly target: ResponseTarget;
  readonly content: Pick<Message, 'text' | 'blocks' | 'mrkdwn'>;
}

function postAnswer(twin: Twin, given: Response, { target, content }: NewAnswer): void {
  const installation = installationIn(twin.grants, target.workspaceId);
  if (installation === undefined) throw new Refusal('invalid_url', 'the app is no longer in the workspace');
  const author = appAuthor({ installation });
  const draft: MessageDraft = {
    ...content,
    workspaceId: target.workspaceId,
    channelId: target.channelId,
    threadTs: given.thread_ts,
    broadcast: false,
    author,
    audience: given.response_type === 'in_channel' ? { kind: 'channel' } : { kind: 'only', personId: target.personId },
    metadata: readMetadata(given.metadata),
    unfurl: { links: given.unfurl_links ?? false, media: given.unfurl_media ?? true },
    files: [],
  };
  twin.messages.post(draft, target.cause);
}
