/**
 * Why a digest says what it says: what each rule brings, what it nearly brings, and what an exclusion took out.
 */
import { counted } from '../../core/locale.ts';
import { type Block, code, type Span, text } from '../../core/message.ts';
import type { Paper } from '../../core/paper.ts';
import { formatQuery } from '../../core/query-language.ts';
import type { Instant } from '../../core/time.ts';
import type { DigestDeps } from './compose.ts';
import { digestReport, type RuleReport } from './digest-report.ts';
import type { DigestSubscription } from './read-digest.ts';

const MOST_REMOVED = 3;
const LONGEST_TITLE = 80;

export async function explainDigest(
  subscription: DigestSubscription,
  slot: Instant,
  deps: DigestDeps,
): Promise<readonly Block[]> {
  const { looked, sentBefore, rules } = await digestReport(subscription, slot, deps);
  const before = sentBefore === 0 ? '' : `; ${counted(sentBefore, 'paper', undefined)} that match were sent here before`;
  return [
    { kind: 'text', spans: [text(`Read from ${counted(looked, 'paper', undefined)} of the lists${before}.`)] },
    { kind: 'list', items: rules.flatMap(ruleItems) },
  ];
}

function ruleItems({ rule, matched, near, removed }: RuleReport): readonly (readonly Span[])[] {
  const brought = matched.length === 0 ? 'brings nothing' : `brings ${counted(matched.length, 'paper', undefined)}`;
  return [
    [code(formatQuery(rule)), text(` ${brought}`)],
    ...near.map(({ paper, missing }): readonly Span[] => [text(`nearly: ${titleOf(paper)}, without `), code(missing)]),
    ...removed
      .slice(0, MOST_REMOVED)
      .map(({ paper, by }): readonly Span[] => [text(`kept out: ${titleOf(paper)}, by `), code(by.join(' '))]),
    ...(removed.length > MOST_REMOVED ? [[text(`and ${removed.length - MOST_REMOVED} more kept out`)]] : []),
  ];
}

function titleOf({ title }: Paper): string {
  const characters = [...title];
  return characters.length > LONGEST_TITLE
    ? `${characters
        .slice(0, LONGEST_TITLE - 1)
        .join('')
        .trimEnd()}…`
    : title;
}
