/**
 * Uploading a file in three steps: ask for a place, send the bytes there, share them.
 */
import { z } from 'zod';
import { structure, timestamp, wholeNumber, word } from '../argument-shapes.ts';
import { isObject, type Json, textIn } from '../json.ts';
import { MAX_POST_TEXT_LENGTH, readContent } from '../message-content.ts';
import { Refusal } from '../refusal.ts';
import type { SharedFile } from '../state/messages.ts';
import type { Twin } from '../twin.ts';
import { appAuthor, threadHead } from './chat-post.ts';
import { botOf, defineMethod } from './method.ts';
import { channelToPostIn } from './reached-channel.ts';

export const getUploadUrl = defineMethod({
  name: 'files.getUploadURLExternal',
  tier: 'tier-4',
  caller: 'bot',
  scopes: ['files:write'],
  shape: z.strictObject({ filename: word, length: wholeNumber, alt_text: word.optional(), snippet_type: word.optional() }),
  run: (twin, { caller, given }) => {
    if (given.length === 0) throw new Refusal('invalid_arguments', 'a file of no bytes cannot be uploaded');
    const id = twin.ids.make('F');
    const secret = twin.ids.secret('up');
    const ownerId = botOf(caller).installation.id;
    twin.files.uploads.set(secret, {
      id,
      secret,
      ownerId,
      name: given.filename,
      length: given.length,
      content: undefined,
      shared: false,
    });
    return { upload_url: `${twin.address()}/upload/v1/${secret}`, file_id: id };
  },
});

function readyFile(twin: Twin, ownerId: string, file: Json): SharedFile {
  const id = textIn(file, 'id');
  const upload = [...twin.files.uploads.values()].find((each) => each.id === id && each.ownerId === ownerId);
  if (upload?.content === undefined || upload.shared)
    throw new Refusal('file_not_found', `no uploaded file ${id} waits to be shared`);
  upload.shared = true;
  return {
    id,
    name: upload.name,
    title: isObject(file) ? textIn(file, 'title') || upload.name : upload.name,
    content: upload.content,
  };
}

const METHOD_COMPLETE = 'files.completeUploadExternal';

export const completeUpload = defineMethod({
  name: METHOD_COMPLETE,
  tier: 'tier-4',
  caller: 'bot',
  scopes: ['files:write'],
  shape: z.strictObject({
    files: structure,
    channel_id: word.optional(),
    initial_comment: z.string().optional(),
    thread_ts: timestamp.optional(),
    blocks: structure.optional(),
  }),
  run: (twin, { caller, given }) => {
    const token = botOf(caller);
    if (!Array.isArray(given.files) || given.files.length === 0) throw new Refusal('invalid_arguments', 'files is a list of ids');
    const files = given.files.map((file: Json) => readyFile(twin, token.installation.id, file));
    if (given.channel_id === undefined) return { files: files.map(({ id, title }) => ({ id, title })) };
    const channel = channelToPostIn(twin, token, given.channel_id, given.thread_ts === undefined ? 'top' : 'thread');
    if (!channel.members.has(token.installation.botUserId))
      throw new Refusal('not_in_channel', `the bot is not in #${channel.name}`);
    const comment = given.initial_comment ?? '';
    const content =
      comment === '' && given.blocks === undefined
        ? { text: '', blocks: [], mrkdwn: true }
        : readContent(
            twin,
            { text: comment, blocks: given.blocks },
            { where: METHOD_COMPLETE, maxTextLength: MAX_POST_TEXT_LENGTH },
          );
    twin.messages.post({
      ...content,
      workspaceId: channel.workspaceId,
      channelId: channel.id,
      threadTs: threadHead(twin, channel, given.thread_ts)?.ts,
      broadcast: false,
      author: appAuthor(token),
      audience: { kind: 'channel' },
      metadata: undefined,
      unfurl: { links: false, media: false },
      files,
    });
    return { files: files.map(({ id, title }) => ({ id, title })) };
  },
});
