import { describe, expect, it } from 'vitest';
import { mayManage } from '../../src/core/permission.ts';
import { directPlace, type PlatformName, userKey } from '../../src/core/place.ts';
import { aUser, MANAGER, MEMBER } from '../support/builders.ts';
import { aPlace } from '../support/delivery-builders.ts';

const STRANGER = { managesChannel: false, isMember: false };
const NOBODY = new Set<string>();

describe('who may change what a channel gets', () => {
  it.each([
    ['discord', 'who manages the channel', MANAGER, 'allowed'],
    ['discord', 'who only talks there', MEMBER, 'refused'],
    ['slack', 'an admin of the workspace', MANAGER, 'allowed'],
    ['slack', 'a member of the channel', MEMBER, 'allowed'],
    ['slack', 'who is not in the channel', STRANGER, 'refused'],
    ['terminal', 'whoever sits there', STRANGER, 'allowed'],
  ] as const)('on %s, %s: %o is %s', (platform, _who, standing, kind) => {
    const asking = { asker: aUser('u', platform), place: aPlace('papers', platform), standing };
    expect(mayManage(asking, NOBODY).kind).toBe(kind);
  });

  it('are on Slack the listed admins alone, where there are any', () => {
    const admins = new Set([userKey(aUser('T1/U1', 'slack'))]);
    const ask = (id: string, standing = MEMBER) =>
      mayManage({ asker: aUser(id, 'slack'), place: aPlace('papers', 'slack'), standing }, admins).kind;
    expect([ask('T1/U1'), ask('T1/U2'), ask('T2/U1'), ask('T1/U3', MANAGER)]).toEqual([
      'allowed',
      'refused',
      'refused',
      'allowed',
    ]);
  });

  it.each(['discord', 'slack', 'terminal'] as const)(
    'is on %s for direct messages the person whose they are',
    (platform: PlatformName) => {
      const [me, other] = [aUser('me', platform), aUser('other', platform)];
      const ask = (place = directPlace(me)) => mayManage({ asker: me, place, standing: MANAGER }, NOBODY).kind;
      expect([ask(), ask(directPlace(other))]).toEqual(['allowed', 'refused']);
    },
  );

  it('is told what else can be done, when refused', () => {
    const refused = mayManage({ asker: aUser('u', 'discord'), place: aPlace('papers', 'discord'), standing: MEMBER }, NOBODY);
    expect(refused).toMatchObject({ why: expect.stringMatching(/Manage Channels.*to:me/) });
  });
});
