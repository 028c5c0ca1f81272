/**
 * Lines that direct the play: the clock, the channel, and what goes wrong. They begin with a colon, so that none of them can
 * be a command or a search.
 */
import { type Instant, parseInstant, plus } from '../../core/time.ts';

export type StageLine =
  | { readonly kind: 'clock' }
  | { readonly kind: 'reset-clock' }
  | { readonly kind: 'set-clock'; readonly to: Instant }
  | { readonly kind: 'tick'; readonly to: Instant }
  | { readonly kind: 'channels' }
  | { readonly kind: 'channel'; readonly name: string }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'crash' }
  | { readonly kind: 'help' }
  /** The sentence says what is accepted. */
  | { readonly kind: 'refused'; readonly sentence: string };

export const STAGE_LINES: readonly { readonly form: string; readonly meaning: string }[] = [
  {
    form: ':tick +7d',
    meaning: 'go forward, and post what falls due on the way; +2h, +30m or an instant such as 2026-11-30T09:00Z too',
  },
  {
    form: ':clock',
    meaning: 'what time it is here; `:clock 2026-08-03T08:00Z` sets it, `:clock reset` goes back to the machine’s',
  },
  {
    form: ':channel general',
    meaning: 'talk in that channel from now on; `:channel` alone lists them, and `:channel @me` is direct messages',
  },
  { form: ':close general', meaning: 'delete that channel; `:channel general` makes it again' },
  {
    form: ':crash',
    meaning: 'die right after the next post, before it is written down: start again and see that it is there once',
  },
];

const HOURS = { m: 1 / 60, h: 1, d: 24, w: 7 * 24 } as const;
const STEP = /^\+\s*(\d{1,4})\s*([mhdw])[a-z]*$/i;
/** A channel's name, as the chat platforms have them. */
const CHANNEL = /^[\p{Ll}\p{N}_-]{1,40}$/u;
/** Further is a slip of the finger, and would walk through years of slots. */
const FARTHEST_DAYS = 366;
const DAY_MS = 86_400_000;

/** @returns undefined for a line that is none of the stage's. */
export function readStageLine(line: string, now: Instant): StageLine | undefined {
  const [, word = '', rest = ''] = /^:([a-z]*)\s*(.*)$/i.exec(line.trim()) ?? [];
  if (!line.trim().startsWith(':')) return undefined;
  switch (word.toLowerCase()) {
    case 'tick':
      return tickTo(rest, now);
    case 'clock':
      return clockLine(rest);
    case 'channel':
      return rest === '' ? { kind: 'channels' } : named('channel', rest);
    case 'close':
      return named('close', rest);
    case 'crash':
      return { kind: 'crash' };
    case 'help':
    case '':
      return { kind: 'help' };
    default:
      return { kind: 'refused', sentence: `There is no \`:${word}\`. \`:help\` shows what directs the clock and the channels.` };
  }
}

function clockLine(rest: string): StageLine {
  if (rest === '') return { kind: 'clock' };
  if (/^reset$/i.test(rest)) return { kind: 'reset-clock' };
  const to = parseInstant(rest);
  return to === undefined
    ? {
        kind: 'refused',
        sentence: 'That is no time. Write `:clock 2026-08-03T08:00Z`, or `:clock reset` for the machine’s clock.',
      }
    : { kind: 'set-clock', to };
}

function tickTo(rest: string, now: Instant): StageLine {
  const [, count, unit = ''] = STEP.exec(rest) ?? [];
  const hours = HOURS[unit.toLowerCase() as keyof typeof HOURS];
  const to = rest === '' ? now : count === undefined ? parseInstant(rest) : plus(now, Number(count) * hours * 3_600_000);
  if (to === undefined) {
    return {
      kind: 'refused',
      sentence: 'That is no time to go to. Write `:tick +1d`, `:tick +2h` or `:tick 2026-11-30T09:00Z`.',
    };
  }
  if (to < now) return { kind: 'refused', sentence: '`:tick` goes forward only. `:clock` sets the clock to any time.' };
  if (to > plus(now, FARTHEST_DAYS * DAY_MS))
    return { kind: 'refused', sentence: 'That is more than a year away. Go there in smaller steps.' };
  return { kind: 'tick', to };
}

function named(kind: 'channel' | 'close', typed: string): StageLine {
  const name = typed.replace(/^#/, '').toLowerCase();
  if (kind === 'channel' && name === '@me') return { kind, name };
  if (CHANNEL.test(name)) return { kind, name };
  return { kind: 'refused', sentence: 'A channel is named by letters, digits, `-` and `_`, as in `:channel general`.' };
}
