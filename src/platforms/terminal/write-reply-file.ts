/**
 * A file that a command gives, put into a folder under a name that nothing has yet.
 */
import { writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { UserError } from '../../core/errors.ts';
import type { ReplyFile } from '../../core/message.ts';

/** Names tried, `list.bib`, `list-2.bib` and so on, before the folder counts as full of them. */
const MOST_NAMES = 1000;

/**
 * @returns the path written to.
 * @throws UserError where the folder takes no file.
 */
export async function writeReplyFile(folder: string, { name, content }: ReplyFile): Promise<string> {
  const ending = extname(name);
  const stem = name.slice(0, name.length - ending.length);
  for (let number = 1; number <= MOST_NAMES; number += 1) {
    const path = join(folder, number === 1 ? name : `${stem}-${number}${ending}`);
    if ((await writeNew(path, content)) === 'written') return path;
  }
  throw new UserError(
    'file-not-written',
    `This folder has ${MOST_NAMES} files named like ${name} already. Move some of them away.`,
  );
}

async function writeNew(path: string, content: string): Promise<'written' | 'name-taken'> {
  try {
    await writeFile(path, content, { flag: 'wx' }); // fails rather than overwrites, even in a race
    return 'written';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'EEXIST') return 'name-taken';
    throw new UserError(
      'file-not-written',
      `The file could not be written to ${path} (${code}). Start the bot in a folder that you may write to.`,
    );
  }
}
