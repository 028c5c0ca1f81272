/**
 * Addresses that other people wrote, as a browser would write them: what is none, or names a user, is no link.
 */

/** These end a link's address in some markup or begin another meaning; a browser reads them the same when encoded. */
const ADDRESS_SIGNS = /[()*|`\\'<>[\]]/g;

/**
 * Safe within markup and in a link button.
 * @returns undefined for what is no web address, names a user or a bare IPv6 host, or is longer than a platform takes.
 */
export function openableAddress(url: string, longest: number): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, username, password, hostname, href } = new URL(url);
  if (!/^https?:$/.test(protocol) || username + password !== '' || hostname.startsWith('[')) return undefined;
  const address = href.replace(ADDRESS_SIGNS, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return address.length <= longest ? address : undefined;
}
