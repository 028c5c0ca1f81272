/**
 * What every database must keep of workspaces that let the bot in, and of events that were seen.
 */
import { describe, expect, it } from 'vitest';
import { plus } from '../../src/core/time.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { anInstant } from '../support/builders.ts';
import { openTestStore } from '../support/databases.ts';
import type { FreshDatabase } from './store.ts';

const NOW = anInstant('2026-01-05T09:00:00Z');
const LAB = { platform: 'slack', workspace: 'T1' } as const;

export function installationsContract(freshDatabase: FreshDatabase): void {
  const aStore = async (): Promise<OpenStore> => openTestStore({ url: await freshDatabase() });

  describe('what a workspace gave the bot', () => {
    it('is kept as it was sealed, in place of what was there, until it is dropped', async () => {
      const store = await aStore();
      expect(await store.installationOf(LAB)).toBeUndefined();
      await store.keepInstallation({ ...LAB, sealed: 'one' });
      await store.keepInstallation({ ...LAB, sealed: 'two' });
      await store.keepInstallation({ ...LAB, workspace: 'T2', sealed: 'other' });
      expect(await store.installationOf(LAB)).toBe('two');
      expect(await store.installationsOn('slack')).toEqual([
        { ...LAB, sealed: 'two' },
        { ...LAB, workspace: 'T2', sealed: 'other' },
      ]);
      expect(await store.installationsOn('discord')).toEqual([]);
      await store.dropInstallation(LAB);
      await store.dropInstallation(LAB);
      expect(await store.installationOf(LAB)).toBeUndefined();
      expect(await store.installationOf({ ...LAB, workspace: 'T2' })).toBe('other');
    });

    it('may be its organization’s, as is noted by workspace', async () => {
      const store = await aStore();
      expect(await store.organizationOf(LAB)).toBeUndefined();
      await store.noteOrganization(LAB, 'E1');
      await store.noteOrganization(LAB, 'E2');
      await store.noteOrganization({ ...LAB, workspace: 'T2' }, 'E2');
      expect(await store.organizationOf(LAB)).toBe('E2');
      expect(await store.workspacesOfOrganization('slack', 'E2')).toEqual(['T1', 'T2']);
      expect(await store.workspacesOfOrganization('slack', 'E1')).toEqual([]);
    });
  });

  describe('an event', () => {
    it('is new once, however often and from however many it comes at the same time', async () => {
      const store = await aStore();
      const event = { platform: 'slack', id: 'Ev1' } as const;
      const answers = await Promise.all(Array.from({ length: 5 }, () => store.noteEvent(event, NOW)));
      expect(answers.filter((answer) => answer === 'new')).toHaveLength(1);
      expect(await store.noteEvent({ ...event, id: 'Ev2' }, NOW)).toBe('new');
      expect(await store.noteEvent({ ...event, platform: 'discord' }, NOW)).toBe('new');
    });

    it('is forgotten once it will not come again', async () => {
      const store = await aStore();
      const event = { platform: 'slack', id: 'Ev1' } as const;
      await store.noteEvent(event, NOW);
      await store.forgetEventsBefore(NOW);
      expect(await store.noteEvent(event, NOW)).toBe('seen');
      await store.forgetEventsBefore(plus(NOW, 1));
      expect(await store.noteEvent(event, NOW)).toBe('new');
    });
  });
}
