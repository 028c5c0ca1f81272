/**
 * The parts that methods, deliveries and people share. Made in slack-server.ts.
 */
import type { VirtualClock } from '../discord-server/virtual-clock.ts';
import type { AppRegistration } from './app-registration.ts';
import type { Faults } from './faults.ts';
import type { Ids } from './ids.ts';
import type { Ledger } from './ledger.ts';
import type { AllowedPings } from './mrkdwn/markup-faults.ts';
import type { RateLimits } from './rate-limits.ts';
import type { AuthorisationCodes } from './state/authorisation-codes.ts';
import type { Changes } from './state/changes.ts';
import type { FileStore } from './state/files.ts';
import type { Grants } from './state/grants.ts';
import type { MessageStore } from './state/messages.ts';
import type { Offers } from './state/offers.ts';
import type { ResponseUrls } from './state/response-urls.ts';
import type { Triggers } from './state/triggers.ts';
import type { ViewStore } from './state/views.ts';
import type { World } from './state/workspace.ts';
import type { ActBook } from './story/acts.ts';

export interface Twin {
  readonly app: AppRegistration;
  readonly clock: VirtualClock;
  readonly ids: Ids;
  readonly world: World;
  readonly grants: Grants;
  readonly codes: AuthorisationCodes;
  readonly messages: MessageStore;
  readonly views: ViewStore;
  readonly files: FileStore;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly limits: RateLimits;
  readonly faults: Faults;
  readonly ledger: Ledger;
  readonly changes: Changes;
  readonly acts: ActBook;
  readonly offers: Offers;
  readonly allowedPings: AllowedPings;
  /** `http://127.0.0.1:port`, once it listens. */
  readonly address: () => string;
  /** Told when the app leaves a workspace or organisation. */
  readonly left: (departure: Departure) => void;
  /** A socket for the app token, as a URL to connect to once. @throws Refusal over ten. */
  readonly openSocket: (token: string) => string;
}

export interface Departure {
  readonly workspaceId: string;
  readonly botUserId: string;
  readonly order: 'uninstalled-first' | 'revoked-first';
}
