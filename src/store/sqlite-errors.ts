/**
 * What SQLite and the file system say when a database cannot be opened or written, as sentences for whoever runs the bot.
 * Nothing here mends anything: a file that may hold people's lists is theirs to move.
 */
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { OperatorError } from '../core/errors.ts';

interface Place {
  readonly path: string;
  readonly waitMs: number;
}

/** @returns undefined where the error is none of the database's or the disk's. */
export function explainSqlite(error: unknown, place: Place): OperatorError | undefined {
  if (!(error instanceof Error)) return undefined;
  const explained = explainCode(codeOf(error), place);
  return explained && new OperatorError(explained.code, explained.message, { cause: error });
}

/** The file system's code or SQLite's, without the detail after it: `SQLITE_IOERR_WRITE` is `SQLITE_IOERR`. */
function codeOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  // libsql gives an error without a code where the file cannot be opened at all
  if (error.message.startsWith('ConnectionFailed(')) return 'SQLITE_CANTOPEN';
  return /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code;
}

interface Explained {
  readonly code: string;
  readonly message: string;
}

function explainCode(code: string, { path, waitMs }: Place): Explained | undefined {
  switch (code) {
    case 'SQLITE_NOTADB':
      return {
        code: 'database-not-a-database',
        message: `The file ${path} is not a database. Move it away, or point DATABASE_URL to another file, and start again. Nothing in it was changed.`,
      };
    case 'SQLITE_CORRUPT':
      return {
        code: 'database-damaged',
        message:
          `The database ${path} is damaged. Move it away together with ${path}-wal and ${path}-shm, put a backup in its place if you have one, and start again. ` +
          'Papers can be imported anew, but reading lists and settings are in this file only, so keep it. Nothing in it was changed.',
      };
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return {
        code: 'database-locked',
        message: `Another program has kept the database ${path} locked for more than ${waitMs / 1000} seconds. Stop that program, or wait until it is done, and try again.`,
      };
    case 'SQLITE_FULL':
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        code: 'database-disk-full',
        message: `The disk that holds ${path} is full. Free some space and try again. What was being written was undone as a whole.`,
      };
    case 'SQLITE_IOERR':
    case 'EIO':
      return {
        code: 'database-disk-error',
        message: `The disk that holds ${path} could not be read or written. Check the disk and its free space, then start again.`,
      };
    case 'SQLITE_READONLY':
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
    case 'SQLITE_PERM':
    case 'SQLITE_AUTH':
      return {
        code: 'database-read-only',
        message: `The database ${path} may not be written. Give this user the right to write to ${path} and to its folder ${dirname(path)}, or point DATABASE_URL to another file.`,
      };
    case 'SQLITE_CANTOPEN':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
    case 'ENAMETOOLONG':
    case 'ELOOP':
      return {
        code: 'database-cannot-open',
        message: whyClosed(path),
      };
    default:
      return undefined;
  }
}

function whyClosed(path: string): string {
  if (isFolder(path)) return `The database ${path} is a folder, not a file. Point DATABASE_URL to a file.`;
  if (isFolder(dirname(path))) {
    return `The database ${path} cannot be opened. Check that this user may read and write it and its folder, or point DATABASE_URL to another file.`;
  }
  return `The database ${path} cannot be opened: its folder is missing and could not be made. Make it, or point DATABASE_URL to another file.`;
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
