/**
 * What the benchmark asks of every engine, ours included: take papers, answer words with ids, and come back from a folder.
 *
 * Each peer is set up in the best form that its own documentation suggests for titles with abstracts; `setUp` says which, and is
 * printed beside its figures. All of them are given titles and abstracts, nothing else. Where an option could go either way, the
 * better one over the three judged collections was taken, so that nobody is beaten by a bad setting.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Paper } from '../../../src/core/paper.ts';

export interface PeerIndex {
  readonly index: (papers: readonly Paper[]) => Promise<void>;
  /** @returns ids of papers, best first. */
  readonly search: (text: string, most: number) => Promise<readonly string[]>;
  /** Writes into the folder that it was opened with. An engine that lives in files has nothing to do. */
  readonly save: () => Promise<void>;
  /** Of a new index over the same folder: makes it answer again. */
  readonly load: () => Promise<void>;
}

export interface SearchPeer {
  readonly name: string;
  readonly setUp: string;
  readonly open: (folder: string) => Promise<PeerIndex>;
}

/** Titles are worth this many times an abstract wherever an engine lets fields differ; the same for all. */
export const TITLE_BOOST = 3;

/** Title and abstract as one text, for engines that weigh fields not at all or not well. */
export function titleRepeated({ title, abstract }: Pick<Paper, 'title' | 'abstract'>): string {
  return `${`${title}\n`.repeat(TITLE_BOOST)}${abstract}`;
}

/** A package of `tests/bench/peers`, which the rest of the project does without; `Module` is the part of it that is used. */
export async function importPeer<Module>(name: string): Promise<Module> {
  return (await import(name)) as Module;
}

export function arePeersInstalled(): boolean {
  try {
    import.meta.resolve('flexsearch');
    return true;
  } catch {
    return false;
  }
}

const SAVED = 'index.json';

export const writeSaved = (folder: string, json: string): Promise<void> => writeFile(join(folder, SAVED), json);
export const readSaved = (folder: string): Promise<string> => readFile(join(folder, SAVED), 'utf8');
