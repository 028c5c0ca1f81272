/**
 * `settings`: what the asker has chosen, and how to change it.
 */
import { type Command, defineCommand, zoneOf } from '../../core/command.ts';
import { formatMoment } from '../../core/locale.ts';
import { code, strong, text } from '../../core/message.ts';
import { languageName } from './languages.ts';

export const settingsCommand = (): Command =>
  defineCommand({
    name: 'settings',
    summary: 'Show your time zone and language, and how to change them',
    example: 'settings',
    answer: 'private',
    usesZone: true,
    options: {},
    run: async (_options, context) => {
      const { settings, now, zoneThere } = context;
      const { locale } = settings;
      const zone = zoneOf(context);
      const whose = zoneThere === undefined ? '' : ', as your profile here has it';
      const language = locale === undefined ? 'English, unless you choose another' : `${languageName(locale)} (${locale})`;
      return {
        kind: 'message',
        message: {
          summary: 'Your settings',
          title: 'Your settings',
          blocks: [
            {
              kind: 'list',
              items: [
                [
                  text('Time zone: '),
                  strong(zone),
                  text(settings.zone === undefined ? `${whose}, unless you choose another` : ''),
                ],
                [text('Dates and numbers: '), strong(language)],
                [text(`It is now ${formatMoment(now, zone, locale)}.`)],
              ],
            },
            {
              kind: 'list',
              items: [
                [code('settings zone Europe/Berlin'), text(' sets the time zone: your days and times')],
                [code('settings language de'), text(' sets how dates and numbers are written; the words stay English')],
              ],
            },
          ],
          buttons: [],
        },
      };
    },
  });
