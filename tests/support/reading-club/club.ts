/**
 * A reading group's channel as a story sees it, on whichever platform: people who type and press, what all see, and a clock that
 * goes from one moment at which something falls due to the next.
 */
import type { Instant } from '../../../src/core/time.ts';
import type { Paperboy } from '../../../src/wiring.ts';

export interface Said {
  readonly id: string;
  readonly text: string;
  readonly buttons: readonly { readonly label: string }[];
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

export interface Asked {
  readonly message: () => Promise<Said>;
}

export type Options = Readonly<Record<string, string>>;

export interface Reader {
  readonly types: (command: string, options?: Options) => Asked;
  /** The first button whose label begins so. */
  readonly presses: (message: Said, label: string) => Asked;
  /** @returns the text of the file that a command brings. */
  readonly exports: (command: string, options: Options) => Promise<string>;
}

export interface Club {
  /** Known from then on; the first is `ada`, who made the channel. */
  readonly reader: (name: string) => Reader;
  /** What all see in the channel, what stands in threads left out, oldest first. */
  readonly channel: () => readonly Said[];
  readonly beneath: (post: Said) => readonly Said[];
  readonly paperboy: () => Paperboy;
  readonly now: () => Instant;
  readonly advance: (by: { readonly ms: number }) => void;
  /** Stopped in good order and started again on what it left. */
  readonly restart: () => Promise<void>;
  /** Rules of the platform that were broken, and errors that were logged. */
  readonly troubles: () => readonly unknown[];
}

export interface Announced {
  readonly post: Said;
  readonly at: Instant;
}

/** Whether the program goes on all year, or is stopped and started again around each moment at which it posts. */
export type Course = 'unbroken' | 'restarted-at-every-step';

/** Due moment by due moment, so that no step on the way comes late. @returns what came into the channel, and when. */
export async function walkTo(club: Club, to: Instant, course: Course): Promise<readonly Announced[]> {
  const announced: Announced[] = [];
  const pause = async (): Promise<void> => (course === 'unbroken' ? undefined : club.restart());
  let known = club.channel().length;
  for (let next: Instant | undefined = club.now(); next !== undefined && next <= to; ) {
    club.advance({ ms: Date.parse(next) - Date.parse(club.now()) });
    await pause();
    await club.paperboy().beat();
    await pause();
    await club.paperboy().beat(); // what stands beneath a post follows it
    await pause();
    const posts = club.channel();
    for (const post of posts.slice(known)) announced.push({ post, at: club.now() });
    known = posts.length;
    next = await club.paperboy().nextMoment(club.now());
  }
  club.advance({ ms: Math.max(0, Date.parse(to) - Date.parse(club.now())) });
  return announced;
}

/** The label of a message as it is now that begins so. */
export function labelOf({ buttons }: Said, beginning: string): string {
  const label = buttons.find((button) => button.label.startsWith(beginning))?.label;
  if (label === undefined) throw new Error(`no button ${beginning}, only ${buttons.map((button) => button.label).join(' | ')}`);
  return label;
}

export function textOf({ files: [file] }: Said): string {
  if (file === undefined) throw new Error('no file came');
  return file.text;
}
