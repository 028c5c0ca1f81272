/**
 * Facts of a watched paper in words.
 */
import type { Paper } from '../../core/paper.ts';
import { factsOf, WATCHED_FACTS, type WatchedFact } from '../../core/watched.ts';

const NEWS: Readonly<Record<WatchedFact, string>> = {
  code: 'Code is out',
  model: 'A model of it is on Hugging Face',
  dataset: 'A dataset of it is on Hugging Face',
  space: 'A Space of it is on Hugging Face',
  withdrawn: 'It was withdrawn from arXiv',
};

const NAMES: Readonly<Record<WatchedFact, string>> = {
  code: 'code',
  model: 'a model',
  dataset: 'a dataset',
  space: 'a Space',
  withdrawn: 'a withdrawal',
};

export function newsOf(fact: WatchedFact): string {
  return NEWS[fact];
}

/** `There by now: code. Waited for: a model, a dataset, a Space or a withdrawal.` */
export function watchedNow(paper: Paper): string {
  const there = factsOf(paper);
  const waiting = WATCHED_FACTS.filter((fact) => !there.includes(fact));
  const known = there.length === 0 ? '' : `There by now: ${listed(there, 'conjunction')}. `;
  return `${known}${waiting.length === 0 ? 'Nothing is left to wait for.' : `Waited for: ${listed(waiting, 'disjunction')}.`}`;
}

function listed(facts: readonly WatchedFact[], type: 'conjunction' | 'disjunction'): string {
  return new Intl.ListFormat('en-GB', { type }).format(facts.map((fact) => NAMES[fact]));
}
