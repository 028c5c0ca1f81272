/**
 * `subscribe paper-of-the-day`: one paper on each scheduled day.
 */
import { type Command, defineCommand } from '../../core/command.ts';
import { MAX_QUERY_LENGTH, parseStandingQuery } from '../../core/query-language.ts';
import { subscribe, TO_OPTION } from './add-subscription.ts';
import type { SubscriptionDeps } from './subscription-deps.ts';
import { SCHEDULE_OPTION, scheduleFor, zoneHint } from './typed-schedule.ts';

export const subscribePaperOfTheDayCommand = (deps: SubscriptionDeps): Command =>
  defineCommand({
    name: 'subscribe paper-of-the-day',
    summary: 'Post one paper a day here, chosen by votes and talk',
    example: 'subscribe paper-of-the-day weekdays at 9 zone Europe/Berlin',
    answer: 'private',
    usesZone: true,
    options: {
      topics: {
        kind: 'text',
        description: 'a query for what this channel is about: papers that fit go first',
        maxLength: MAX_QUERY_LENGTH,
      },
      weekends: {
        kind: 'choice',
        description: 'on days without a list: a paper of the week, or silence',
        choices: ['settled', 'silent'],
      },
      prompt: { kind: 'choice', description: 'where the question to discuss stands', choices: ['in-post', 'in-thread'] },
      to: TO_OPTION,
      when: SCHEDULE_OPTION,
    },
    run: async ({ topics, weekends = 'settled', prompt = 'in-post', to = 'here', when }, context) => {
      const schedule = scheduleFor(when, context);
      const about = topics === undefined ? {} : { topics: parseStandingQuery(topics) };
      const program = { kind: 'paper-of-the-day', weekends, prompt, ...about } as const;
      return subscribe({ to, program, schedule }, zoneHint(schedule, context), { ...deps, context });
    },
  });
