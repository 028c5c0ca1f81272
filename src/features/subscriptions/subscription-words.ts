/**
 * A subscription in words: what it says, when, and where.
 */
import { describeSchedule } from '../../core/describe-schedule.ts';
import { code, type Span, strong, text } from '../../core/message.ts';
import { formatQuery } from '../../core/query-language.ts';
import { nextSlots, type Schedule } from '../../core/schedule.ts';
import type { Program, Subscription } from '../../core/subscription.ts';
import { type Instant, offsetWords } from '../../core/time.ts';

/** Rules named where a subscription is one of several; all are named where it is shown alone. */
const RULES_NAMED = 2;

const TITLES: Readonly<Record<Program['kind'], string>> = {
  digest: 'Digest',
  'paper-of-the-day': 'Paper of the day',
  watch: 'Watch',
  group: 'Reading group',
};

export function programTitle(program: Program): string {
  return TITLES[program.kind];
}

/** `Digest of ‹low-rank› and 2 more` or `Paper of the day, about ‹agents›`. */
export function programSpans(program: Program): readonly Span[] {
  if (program.kind === 'paper-of-the-day') {
    const topics: readonly Span[] = program.topics === undefined ? [] : [text(', about '), code(formatQuery(program.topics))];
    return [text(programTitle(program)), ...topics];
  }
  if (program.kind === 'group') return [text(`${programTitle(program)}, ${program.step}`)];
  if (program.kind === 'watch') return [text('Watch of '), strong(program.title)];
  const named = program.rules.slice(0, RULES_NAMED).map((rule) => code(formatQuery(rule)));
  const more = program.rules.length - named.length;
  return [
    text('Digest of '),
    ...named.flatMap((rule, at) => (at === 0 ? [rule] : [text(' and '), rule])),
    ...(more > 0 ? [text(` and ${more} more`)] : []),
  ];
}

/** What stands beside the rules: how many, and what else was asked for. */
export function choiceWords(program: Program): readonly string[] {
  switch (program.kind) {
    case 'paper-of-the-day':
      return [
        program.weekends === 'settled' ? 'on days without a list, from the lists of the week' : 'silent on days without a list',
        ...(program.prompt === 'in-thread' ? ['with its prompt in a thread'] : []),
      ];
    case 'digest':
      return [
        `at most ${program.max} papers, the rest behind a button`,
        program.details === 'in-thread' ? 'summaries in its thread' : 'without summaries',
        program.whenEmpty === 'say-why' ? 'says why where it has nothing' : 'silent where it has nothing',
      ];
    case 'watch':
      return ['tells when code, a model, a dataset or a Space first appears, or it is withdrawn'];
    case 'group':
      return ['a step of its cycle'];
  }
}

/** `on weekdays at 09:00, Europe/Berlin, to #papers` */
export function whenAndWhere(
  { schedule, place }: Pick<Subscription, 'schedule' | 'place'>,
  locale: string | undefined,
): readonly Span[] {
  return [text(`${describeSchedule(schedule, locale)}, to `), { kind: 'place', place }];
}

/** The next times, each with the zone's offset where a clock change lies between them, so that the change can be seen. */
export function nextTimes(schedule: Schedule, after: Instant, count: number): readonly (readonly Span[])[] {
  const slots = nextSlots(schedule, after, count);
  const offsets = slots.map((slot) => offsetWords(slot, schedule.zone));
  const changes = new Set(offsets).size > 1;
  return slots.map((at, index): readonly Span[] => {
    const changed = changes && index > 0 && offsets[index] !== offsets[index - 1] ? ', clocks have changed' : '';
    const offset = changes ? [text(` (${offsets[index]}${changed})`)] : [];
    return [{ kind: 'time', at, style: 'moment', zone: schedule.zone }, ...offset];
  });
}
