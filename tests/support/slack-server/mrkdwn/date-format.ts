/**
 * The `{tokens}` of a date, as a reader's device shows them in its own zone.
 *
 * Source: typings of @slack/types 3.2, `RichTextDate`.
 */
export interface Reader {
  /** IANA name. */
  readonly zone: string;
  /** The moment of reading, in milliseconds of the Unix epoch. */
  readonly now: number;
}

type Formatter = (at: Date, reader: Reader) => string;

/** A format costs more to make than to use, and a year of a channel is read many times. */
const inZone = (options: Intl.DateTimeFormatOptions): Formatter => {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (at, { zone }) => {
    const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, ...options });
    formats.set(zone, format);
    return format.format(at);
  };
};

const dayOf = inZone({ year: 'numeric', month: '2-digit', day: '2-digit' });
const DAY_MS = 86_400_000;

/** Today, yesterday and tomorrow by those names, and other days in full. */
const pretty =
  (otherwise: Formatter): Formatter =>
  (at, reader) => {
    const near = [-1, 0, 1].find((days) => dayOf(at, reader) === dayOf(new Date(reader.now + days * DAY_MS), reader));
    const name = near === undefined ? undefined : ['yesterday', 'today', 'tomorrow'][near + 1];
    return name ?? otherwise(at, reader);
  };

const long = inZone({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
const longFull = inZone({ year: 'numeric', month: 'long', day: 'numeric' });
const withoutYear = inZone({ month: 'long', day: 'numeric' });
const short = inZone({ year: 'numeric', month: 'short', day: 'numeric' });

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

const ago: Formatter = (at, { now }) => {
  const apart = at.getTime() - now;
  const [unit, size] = UNITS.find(([, ms]) => Math.abs(apart) >= ms) ?? ['second', 1000];
  return new Intl.RelativeTimeFormat('en-US').format(Math.round(apart / size), unit);
};

const FORMATTERS: Readonly<Record<string, Formatter>> = {
  date_num: (at, reader) => {
    const [month, day, year] = dayOf(at, reader).split('/');
    return `${year}-${month}-${day}`;
  },
  date_slash: dayOf,
  date: withoutYear,
  date_long: long,
  date_long_full: longFull,
  date_short: short,
  date_pretty: pretty(withoutYear),
  date_long_pretty: pretty(long),
  date_short_pretty: pretty(short),
  day_divider_pretty: pretty(long),
  time: inZone({ hour: 'numeric', minute: '2-digit' }),
  time_secs: inZone({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
  ago,
};

const TOKEN = /\{([^{}]*)\}/g;

export function dateTokensOf(format: string): { readonly known: readonly string[]; readonly unknown: readonly string[] } {
  const tokens = [...format.matchAll(TOKEN)].map(([, name = '']) => name);
  return { known: tokens.filter((name) => name in FORMATTERS), unknown: tokens.filter((name) => !(name in FORMATTERS)) };
}

/** @param unix seconds. */
export function showDate(unix: number, format: string, reader: Reader): string {
  return format.replace(TOKEN, (token, name: string) => FORMATTERS[name]?.(new Date(unix * 1000), reader) ?? token);
}
