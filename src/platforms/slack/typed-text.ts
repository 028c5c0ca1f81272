/**
 * Undoes what Slack makes of typed text: links, channels and people in angle brackets, and three escaped signs, become what was
 * typed. A link whose label is all that was typed of its address is the label, any other is its address.
 */

const CONTROL = /<([^<>]*)>|&(amp|lt|gt);/g;
const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };

/** In one pass, so that what is escaped twice is freed once. */
export function undoSlackTyping(text: string): string {
  return text.replace(CONTROL, (_, control: string | undefined, entity: string | undefined) =>
    control === undefined ? (SIGNS[entity ?? ''] ?? '') : controlText(control),
  );
}

function controlText(control: string): string {
  const [target = '', label = ''] = control.split(/\|(.*)/s).map(freed);
  const kind = target.slice(0, 1);
  if (kind === '#') return `#${label === '' ? target.slice(1) : label}`;
  if (kind === '@') return `@${label === '' ? target.slice(1) : label}`;
  if (kind === '!') return label === '' ? `@${target.slice(1)}` : label;
  return label !== '' && isWholeAddress(target, label) ? label : target;
}

function isWholeAddress(target: string, label: string): boolean {
  return [`http://${label}`, `https://${label}`, `mailto:${label}`, label].includes(target);
}

function freed(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, entity: string) => SIGNS[entity] ?? '');
}
