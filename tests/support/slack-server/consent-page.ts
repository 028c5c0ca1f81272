/**
 * `/oauth/v2/authorize`: the page on which a person lets the app in. What the app asks for wrongly is refused there and noted.
 */
import { Refusal } from './refusal.ts';
import type { InstalledIn } from './state/grants.ts';
import type { Twin } from './twin.ts';

export interface AskedConsent {
  readonly scopes: readonly string[];
  readonly redirectUri: string | undefined;
  /** Where the person is sent back to. */
  readonly returnTo: string;
  readonly state: string | undefined;
}

const KNOWN_PARAMETERS = [
  'client_id',
  'scope',
  'user_scope',
  'redirect_uri',
  'state',
  'team',
  'granular_bot_scope',
  'single_channel',
];

/** @throws Refusal where Slack would show an error instead of the page. */
export function readConsentUrl({ app, ledger }: Twin, address: string): AskedConsent {
  const { searchParams: asked } = new URL(address);
  const get = (name: string): string | undefined => asked.get(name) || undefined;
  if (get('client_id') !== app.clientId) throw new Refusal('invalid_client_id', 'there is no app of that client id');
  const scopes = (get('scope') ?? '').split(/[,\s]+/).filter((scope) => scope !== '');
  if (scopes.length === 0) throw new Refusal('invalid_scope_requested', 'no scope is asked for');
  const strange = scopes.find((scope) => !app.scopes.includes(scope));
  if (strange !== undefined) throw new Refusal('invalid_scope', `the settings of the app do not list ${strange}`);
  if (get('user_scope') !== undefined) throw new Refusal('invalid_scope', 'the app has no user scopes in its settings');
  const unknown = [...asked.keys()].find((name) => !KNOWN_PARAMETERS.includes(name));
  if (unknown !== undefined)
    ledger.violate({ rule: 'invalid_arg_name', where: 'authorize', sentence: `there is no parameter ${unknown}` });
  const redirectUri = get('redirect_uri');
  const returnTo = redirectUri ?? app.redirectUrls[0];
  if (returnTo === undefined || !app.redirectUrls.some((allowed) => returnTo.startsWith(allowed))) {
    throw new Refusal('bad_redirect_uri', `the settings of the app do not allow ${returnTo ?? 'an empty redirect URL'}`);
  }
  if (get('state') === undefined)
    ledger.violate({ rule: 'no_state', where: 'authorize', sentence: 'without a state anybody can finish the installation' });
  return { scopes, redirectUri, returnTo, state: get('state') };
}

/** The address to which the person's browser goes, with a code or with their refusal. */
export function returnAddress(asked: AskedConsent, outcome: { readonly code: string } | { readonly error: string }): string {
  const address = new URL(asked.returnTo);
  for (const [name, value] of Object.entries(outcome)) address.searchParams.set(name, String(value));
  if (asked.state !== undefined) address.searchParams.set('state', asked.state);
  return address.href;
}

export interface Consenting {
  readonly installerId: string;
  readonly where: InstalledIn;
}

export function consent(twin: Twin, asked: AskedConsent, { installerId, where }: Consenting): string {
  const code = twin.codes.issue({ installerId, where, scopes: asked.scopes, redirectUri: asked.redirectUri });
  return returnAddress(asked, { code });
}
