/**
 * `users.info`: the zone, the rights and, where it is asked for, the language of a person.
 */
import { z } from 'zod';
import { flag, word } from '../argument-shapes.ts';
import { wirePerson } from '../wire-message.ts';
import { botOf, defineMethod } from './method.ts';
import { reachedPerson } from './reached-channel.ts';

export const userInfo = defineMethod({
  name: 'users.info',
  tier: 'tier-4',
  caller: 'bot',
  scopes: ['users:read'],
  shape: z.strictObject({ user: word, include_locale: flag.optional() }),
  run: (twin, { caller, given }) => {
    const person = reachedPerson(twin, botOf(caller), given.user);
    const locale = given.include_locale === true ? { locale: person.locale } : {};
    return { user: { ...wirePerson(person, twin.clock.now()), ...locale } };
  },
});
