/**
 * Addresses as papers give them, made safe to link: only `http` and `https`, no blanks, no user names; a GitHub address
 * is cut to its repository, so that two spellings of one repository are equal.
 */
const LONGEST_URL = 2000;

/** Takes addresses without a scheme too (`www.example.org/x`). @returns undefined where the text is no web address. */
export function webAddress(text: string): string | undefined {
  const trimmed = text.trim();
  const address = /^https?:/i.test(trimmed) ? trimmed.replace(/\s+/g, '') : `https://${trimmed}`;
  if (address.length > LONGEST_URL || /\s/.test(address) || !URL.canParse(address)) return undefined;
  const { hostname, username } = new URL(address);
  return username === '' && /^[^.].*\.[^.]{2,}$/.test(hostname) ? address : undefined;
}

/** `https://github.com/owner/name` where the text names a repository, else what `webAddress` gives. */
export function repositoryAddress(text: string): string | undefined {
  const compact = text.replace(/\s+/g, '').replace(/^git@github\.com:/i, 'https://github.com/');
  const repository = /^(?:https?:\/\/)?(?:www\.)?github\.com\/+([\w-]+)\/+([\w.-]+?)(?:\.git)?(?:[/?#].*)?$/i.exec(compact);
  return repository ? `https://github.com/${repository[1]}/${repository[2]}` : webAddress(compact);
}

const POINTING_WORDS =
  /^\W*(?:at|on|via)?\s*(?:this|the|our|a)?\s*(?:https?)?\s*(?:url|link|here|website|web ?page|page|github|repo|repository|project|project page|code)?\W*$/i;

/**
 * What a link with a label says in plain text: the address where the label only points at it ("this https URL"), the
 * label where it holds an address itself, otherwise both.
 */
export function linkText(address: string, label: string): string {
  const target = address.trim();
  const said = label.trim();
  const bare = target.replace(/\/$/, '').toLowerCase();
  if (!/^https?:\/\/\S+$/.test(target) || said.toLowerCase().includes(bare)) return said || target;
  if (POINTING_WORDS.test(said) || bare.includes(said.replace(/[.,;/]+$/, '').toLowerCase())) {
    return target + (/[.,;]$/.exec(said)?.[0] ?? '');
  }
  return `${said} (${target})`;
}
