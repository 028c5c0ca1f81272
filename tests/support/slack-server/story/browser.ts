/**
 * A person's browser while they install the app: it follows links, keeps cookies, and stops at the consent page for their answer.
 */
import { CannotDo } from '../../discord-server/cannot-do.ts';
import { type AskedConsent, consent, readConsentUrl, returnAddress } from '../consent-page.ts';
import { Refusal } from '../refusal.ts';
import type { InstalledIn } from '../state/grants.ts';
import type { Enterprise } from '../state/workspace.ts';
import type { Twin } from '../twin.ts';
import type { Person } from './person.ts';

export interface Page {
  readonly status: number;
  readonly body: string;
  /** Where the browser is at last. */
  readonly address: string;
}

export interface Installing {
  readonly person: Person;
  /** The app's own page to begin at, such as `/slack/install`. */
  readonly installUrl: string;
  readonly answer?: 'allow' | 'deny';
  /** Org-wide, for these workspaces of it. */
  readonly forAll?: { readonly enterprise: Enterprise; readonly workspaceIds: readonly string[] };
  /** What happens to the address with the code before the browser goes there: another state, or code. */
  readonly altered?: (address: URL) => void;
  /** Another browser finishes what this one began. */
  readonly cookies?: 'kept' | 'lost';
  /** Time that passes at the consent page. */
  readonly meanwhile?: () => void;
}

export interface Browser {
  readonly installs: (installing: Installing) => Promise<Page>;
  /** Goes to an address once more, as by the back button. */
  readonly visits: (address: string) => Promise<Page>;
}

interface Visit {
  readonly response: Response;
  readonly body: string;
}

async function visit(address: string, cookies: readonly string[] = []): Promise<Visit> {
  const response = await fetch(address, {
    redirect: 'manual',
    ...(cookies.length === 0 ? {} : { headers: { cookie: cookies.join('; ') } }),
  });
  return { response, body: await response.text() };
}

/** The consent page that the app's own page leads to, by a redirect or a link on it. */
function consentAddressOf({ response, body }: Visit): string {
  const link = response.headers.get('location') ?? /href="([^"]*\/oauth\/v2\/authorize[^"]*)"/.exec(body)?.[1];
  if (link === undefined) throw new CannotDo(`The page leads to no consent page: ${response.status} ${body.slice(0, 200)}`);
  return link.replaceAll('&amp;', '&');
}

export function makeBrowser(twin: Twin): Browser {
  const visits = async (address: string): Promise<Page> => pageOf(await visit(address), address);
  return {
    visits,
    installs: async (installing) => {
      const first = await visit(installing.installUrl);
      const cookies = first.response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
      const asked = consentAddressOf(first);
      const consented = readConsent(twin, asked);
      if (consented instanceof Refusal) return { status: 400, body: consented.code, address: asked };
      installing.meanwhile?.();
      const back = new URL(answered(twin, consented, installing));
      installing.altered?.(back);
      return pageOf(await visit(back.href, installing.cookies === 'lost' ? [] : cookies), back.href);
    },
  };
}

function readConsent(twin: Twin, address: string): AskedConsent | Refusal {
  try {
    return readConsentUrl(twin, address);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    twin.ledger.refuse({ rule: error.code, where: 'authorize', sentence: error.message });
    return error;
  }
}

function answered(twin: Twin, asked: AskedConsent, { person, answer = 'allow', forAll }: Installing): string {
  if (answer === 'deny') return returnAddress(asked, { error: 'access_denied' });
  const where: InstalledIn =
    forAll === undefined
      ? { kind: 'workspace', workspaceId: person.user.workspaceId }
      : { kind: 'enterprise', enterpriseId: forAll.enterprise.id, workspaceIds: new Set(forAll.workspaceIds) };
  return consent(twin, asked, { installerId: person.user.id, where });
}

const pageOf = ({ response, body }: Visit, address: string): Page => ({ status: response.status, body, address });
