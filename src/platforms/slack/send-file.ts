/**
 * A file for one person: into their direct messages with the bot, as Slack lets no answer carry one. Where the workspace has not granted
 * that, the text of a short file is shown, and what is missing is named.
 */
import type { WebClient } from '@slack/web-api';
import type { ReplyFile } from '../../core/message.ts';
import { renderSlackNotice, type SlackPayload } from '../../render/slack.ts';
import { readFailure } from './failure.ts';
import { failureFacts, type Tell } from './news.ts';

/** @returns what is to be said of it beside the answer. Never rejects. */
export type SendFile = (file: ReplyFile) => Promise<readonly SlackPayload[]>;

export interface FileParts {
  /** @returns undefined where the bot has no token for the workspace. */
  readonly client: () => Promise<WebClient | undefined>;
  readonly user: string;
  readonly tell: Tell;
}

/** Of the text of a file, escaped, in blocks of at most 3,000 that are not more than 11,900 together. */
const LONGEST_SHOWN = 9000;
const LONGEST_PART = 2900;

export function makeSendFile({ client: clientOf, user, tell }: FileParts): SendFile {
  return async (file) => {
    try {
      const client = await clientOf();
      if (client === undefined) return shownInstead(file, 'The bot is not installed in this workspace any more.');
      const { channel } = await client.conversations.open({ users: user });
      await client.filesUploadV2({ channel_id: channel?.id ?? user, filename: file.name, content: file.content });
      return [notice(`The file \`${file.name}\` is in your direct messages with this bot.`)];
    } catch (error) {
      tell({ level: 'warn', what: 'a file could not be sent', facts: failureFacts(error) });
      const failure = readFailure(error);
      const isScope = failure.kind === 'refused' && failure.error === 'missing_scope';
      return shownInstead(
        file,
        isScope
          ? `To send it as a file the bot needs the permission \`${failure.needed ?? 'files:write'}\`: an admin can add it by installing the bot again.`
          : 'It could not be sent as a file just now.',
      );
    }
  };
}

function shownInstead({ content }: ReplyFile, why: string): readonly SlackPayload[] {
  const parts = partsOf(escaped(content));
  if (parts === undefined) return [notice(`${why} Its text is too long to be shown here.`)];
  const blocks = parts.map((part) => ({
    type: 'section' as const,
    text: { type: 'mrkdwn' as const, text: `\`\`\`\n${part}\n\`\`\``, verbatim: true },
  }));
  return [{ text: why, blocks: [...notice(`${why} This is its text:`).blocks, ...blocks] }];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('`', 'ˋ');
}

/** Whole lines. @returns undefined where it is too long, or one of its lines is. */
function partsOf(text: string): readonly string[] | undefined {
  if (JSON.stringify(text).length > LONGEST_SHOWN) return undefined;
  const parts: string[] = [];
  let part = '';
  for (const line of text.trimEnd().split('\n')) {
    if (line.length > LONGEST_PART) return undefined;
    if (part.length + line.length + 1 > LONGEST_PART) {
      parts.push(part);
      part = '';
    }
    part += part === '' ? line : `\n${line}`;
  }
  return [...parts, part].filter((each) => each.trim() !== '');
}

function notice(text: string): SlackPayload {
  return renderSlackNotice({ level: 'info', text });
}
