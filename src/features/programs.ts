/**
 * What each kind of subscription says, and why: the one place that knows all programs.
 */
import type { Compose, Explain } from '../core/compose.ts';
import { assertNever } from '../core/errors.ts';
import type { PostedStore } from '../core/outbox.ts';
import type { Paper } from '../core/paper.ts';
import type { PaperStore } from '../core/paper-store.ts';
import type { MatchQuery } from '../core/query-match.ts';
import type { Subscription } from '../core/subscription.ts';
import { composeDigest, type DigestDeps } from './digest/compose.ts';
import { explainDigest } from './digest/explain.ts';
import { composeGroupStep } from './groups/compose.ts';
import type { GroupComposeDeps } from './groups/scene.ts';
import { composePaperOfTheDay, type PaperOfTheDayDeps } from './paper-of-the-day/compose.ts';
import { explainPaperOfTheDay } from './paper-of-the-day/explain.ts';
import { topicFit } from './paper-of-the-day/topic-fit.ts';
import { composeWatch, explainWatch } from './watch/compose.ts';

export interface ProgramDeps {
  readonly papers: Pick<PaperStore, 'papersBetween' | 'papersById' | 'paperEvents'>;
  readonly posted: PostedStore;
  readonly groups: GroupComposeDeps['groups'];
  readonly people: GroupComposeDeps['people'];
  readonly index: GroupComposeDeps['index'];
  readonly memory: GroupComposeDeps['memory'];
  readonly matchQuery: MatchQuery;
  readonly sourceTrouble: DigestDeps['sourceTrouble'];
}

type Papers = Pick<PaperStore, 'papersBetween'>;

/** For one beat: what it gives reads each stretch of lists once, as most places are told of the same papers. */
export function newCompose(deps: ProgramDeps): Compose {
  const [digest, paperOfTheDay] = partsFor({ ...deps, papers: { ...deps.papers, ...readOnce(deps.papers) } });
  const [composeOfDigest, composeOfDay, composeOfWatch] = [
    composeDigest(digest),
    composePaperOfTheDay(paperOfTheDay),
    composeWatch(deps),
  ];
  const composeOfGroup = composeGroupStep(deps);
  return (subscription, slot) => {
    const { program } = subscription;
    switch (program.kind) {
      case 'digest':
        return composeOfDigest({ ...subscription, program }, slot);
      case 'paper-of-the-day':
        return composeOfDay({ ...subscription, program }, slot);
      case 'watch':
        return composeOfWatch({ ...subscription, program }, slot);
      case 'group':
        return composeOfGroup({ ...subscription, program }, slot);
      default:
        return assertNever(program);
    }
  };
}

export function explainPrograms(deps: ProgramDeps): Explain {
  const [digest, paperOfTheDay] = partsFor(deps);
  return (subscription: Subscription, slot) => {
    const { program } = subscription;
    switch (program.kind) {
      case 'digest':
        return explainDigest({ ...subscription, program }, slot, digest);
      case 'paper-of-the-day':
        return explainPaperOfTheDay({ ...subscription, program }, slot, paperOfTheDay);
      case 'watch':
        return explainWatch({ ...subscription, program }, deps);
      case 'group':
        return Promise.resolve([]);
      default:
        return assertNever(program);
    }
  };
}

function partsFor({ papers, posted, matchQuery, sourceTrouble }: ProgramDeps): readonly [DigestDeps, PaperOfTheDayDeps] {
  return [
    { papers, posted, matchQuery, sourceTrouble },
    { papers, posted, fitTo: topicFit(matchQuery) },
  ];
}

/** The same papers, as the same objects, for the same days. A read that failed is not remembered. */
function readOnce({ papersBetween }: Papers): Papers {
  const read = new Map<string, Promise<readonly Paper[]>>();
  return {
    papersBetween: async (since, until) => {
      const key = `${since} ${until}`;
      const reading = read.get(key) ?? papersBetween(since, until);
      read.set(key, reading);
      try {
        return await reading;
      } catch (error) {
        read.delete(key);
        throw error;
      }
    },
  };
}
