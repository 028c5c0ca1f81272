/**
 * How the program names itself to services: what it is, and where whoever runs it can be reached, so that a service that is
 * bothered by it can say so before it locks it out.
 */

/** @param contact a mail address or a link; undefined where nobody gave one. Characters that no header can hold are left out. */
export function userAgentOf(version: string, contact: string | undefined): string {
  const reachable = (contact ?? '').replace(/[^\x20-\x7e]|[()\\]/g, '').trim();
  return `Paperboy/${version} (chat bot for papers${reachable === '' ? '' : `; ${reachable}`})`;
}
