/**
 * Begins an act: it gets a name, the rights that come with it (a trigger, a response URL), and is brought to the app.
 */
import { CannotDo } from '../../discord-server/cannot-do.ts';
import type { Courier } from '../delivery/courier.ts';
import type { Errand } from '../delivery/delivery.ts';
import { type Installation, installationIn } from '../state/grants.ts';
import type { ResponseTarget } from '../state/response-urls.ts';
import type { Person as Account } from '../state/workspace.ts';
import type { Twin } from '../twin.ts';
import type { Act } from './acts.ts';
import { type Asked, makeAsked } from './asked.ts';

export interface Sending {
  readonly twin: Twin;
  readonly courier: Courier;
}

export function installedIn(twin: Twin, workspaceId: string): Installation {
  const installation = installationIn(twin.grants, workspaceId);
  if (installation === undefined) throw new CannotDo('The app is not in the workspace.');
  return installation;
}

export const newActId = (twin: Twin): string => twin.ids.make('Act');

export function triggerFor(
  twin: Twin,
  user: Account,
  { cause, viewId }: { readonly cause: string; readonly viewId?: string },
): string {
  return twin.triggers.issue({ workspaceId: user.workspaceId, personId: user.id, viewId, cause });
}

export function responseUrlFor(twin: Twin, target: ResponseTarget): string {
  return `${twin.address()}/response/${target.workspaceId}/${twin.responseUrls.issue(target)}`;
}

export interface Doing extends Pick<Act, 'id' | 'title' | 'subject'> {
  readonly user: Account;
  readonly errand: Errand;
}

export function act({ twin, courier }: Sending, { user, errand, ...draft }: Doing): Asked {
  installedIn(twin, user.workspaceId);
  const opened = twin.acts.open({ ...draft, personId: user.id });
  opened.delivery = courier.deliver(errand, draft.id);
  return makeAsked(twin, opened);
}
