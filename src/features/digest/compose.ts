/**
 * What a subscription to a digest posts at one of its slots.
 *
 * Every paper that matches counts as sent with it, also those that the post only counts: its button tells of them, and no later
 * digest does. The slot decides and composing changes nothing, so that a late post and a preview say what the slot would have.
 */
import type { Composed } from '../../core/compose.ts';
import type { Instant } from '../../core/time.ts';
import { type DigestPost, digestMessage, digestThread, silentMessage } from './digest-message.ts';
import { type DigestReading, type DigestSubscription, type ReadingDeps, readDigest } from './read-digest.ts';
import { freshLists, type SourceTrouble, whyNothingFresh } from './silence.ts';

export interface DigestDeps extends ReadingDeps {
  /** Undefined while the source of the lists answers. */
  readonly sourceTrouble: () => Promise<SourceTrouble | undefined>;
}

export const composeDigest =
  (deps: DigestDeps) =>
  async (subscription: DigestSubscription, slot: Instant): Promise<Composed> =>
    composeReading(await readDigest(subscription, slot, deps), { subscription, slot }, deps);

/** What is said of a reading. */
export async function composeReading(
  reading: DigestReading,
  { subscription, slot }: Pick<DigestPost, 'subscription' | 'slot'>,
  { sourceTrouble }: Pick<DigestDeps, 'sourceTrouble'>,
): Promise<Composed> {
  const { found } = reading;
  const hasFresh = found.some(({ from }) => from === 'fresh');
  const without = hasFresh
    ? undefined
    : await whyNothingFresh(reading, { slot, zone: subscription.schedule.zone, sourceTrouble });
  if (found.length === 0) return silence(subscription, without ?? '');
  const post: DigestPost = { found, lists: freshLists(reading), without, subscription, slot };
  const beneath = digestThread(post);
  return {
    kind: 'post',
    message: digestMessage(post),
    ...(beneath !== undefined && { beneath }),
    alongside: { posted: found.map(({ paper }) => paper.id) },
  };
}

function silence(subscription: DigestSubscription, why: string): Composed {
  if (subscription.program.whenEmpty === 'silent') return { kind: 'nothing', why };
  return { kind: 'post', message: silentMessage(subscription, why), alongside: { posted: [] } };
}
