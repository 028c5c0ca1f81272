/**
 * A folder and those above it, made where they are missing.
 *
 * Not by `recursive: true`, which never ends where a file system says ENOENT to every new folder, as /proc does.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** @throws the file system's errors. */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!existsSync(path)) throw error; // else another process has just made it
  }
}
