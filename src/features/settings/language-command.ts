/**
 * `settings language`: how dates and numbers are written. The bot has English words only, and says so.
 */
import { type Command, defineCommand } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import { formatCount, formatDate } from '../../core/locale.ts';
import type { PersonStore } from '../../core/person-store.ts';
import { localDateAt, UTC } from '../../core/time.ts';
import { languageName, parseLanguage, tagOfName } from './languages.ts';

export const languageCommand = ({ people }: { readonly people: Pick<PersonStore, 'changeSettings'> }): Command =>
  defineCommand({
    name: 'settings language',
    summary: 'Set the language of dates and numbers',
    example: 'settings language de',
    answer: 'private',
    options: {
      language: {
        kind: 'text',
        description: 'a language tag such as de, fr-CA or ja',
        required: true,
        maxLength: 35,
        rest: true,
      },
    },
    run: async ({ language }, { asker, now, settings }) => {
      const locale = tagOfName(language) ?? parseLanguage(language);
      if (locale === undefined) {
        throw new UserError(
          'bad-language',
          'That is no language tag. Write one such as `settings language de`, `fr-CA` or `ja`.',
        );
      }
      await people.changeSettings(asker, { locale });
      const sample = `${formatDate(localDateAt(now, settings.zone ?? UTC), locale)} and ${formatCount(1234.5, locale)}`;
      return {
        kind: 'notice',
        level: 'info',
        text: `Dates and numbers are now written as in ${languageName(locale)} (${locale}): ${sample}. The bot's own words are English.`,
      };
    },
  });
