/**
 * What a platform gave the bot when a workspace let it in, kept sealed: the store never sees a token, the platform's adapter opens it.
 *
 * An installation is of one workspace, or of an organization and then of all its workspaces that use the bot.
 */
import type { Workspace } from './departures.ts';
import type { PlatformName } from './place.ts';
import type { Instant } from './time.ts';

/** `workspace` may be an organization's id. */
export interface SealedInstallation extends Workspace {
  readonly sealed: string;
}

export interface InstallationStore {
  /** In place of one that is there. */
  readonly keepInstallation: (installation: SealedInstallation) => Promise<void>;
  readonly installationOf: (of: Workspace) => Promise<string | undefined>;
  readonly dropInstallation: (of: Workspace) => Promise<void>;
  readonly installationsOn: (platform: PlatformName) => Promise<readonly SealedInstallation[]>;
  /** The workspace uses the bot by what its organization was given. */
  readonly noteOrganization: (of: Workspace, organization: string) => Promise<void>;
  readonly organizationOf: (of: Workspace) => Promise<string | undefined>;
  readonly workspacesOfOrganization: (platform: PlatformName, organization: string) => Promise<readonly string[]>;
}

/** Events that a platform sends more than once, so that each has one effect. */
export interface SeenEventStore {
  /** @returns `seen` where it was noted before. */
  readonly noteEvent: (event: { readonly platform: PlatformName; readonly id: string }, now: Instant) => Promise<'new' | 'seen'>;
  readonly forgetEventsBefore: (instant: Instant) => Promise<void>;
}
