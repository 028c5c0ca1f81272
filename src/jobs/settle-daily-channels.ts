/**
 * Makes the subscriptions that the settings name what the settings say: added, changed, or ended where they are named no more.
 * Running it again, or in several processes at once, changes nothing further.
 */
import type { DailyChannel } from '../core/daily-channel.ts';
import { formatSchedule } from '../core/schedule-text.ts';
import type { Program } from '../core/subscription.ts';
import { dailyChannelId, isDailyChannelId } from '../core/subscription-id.ts';
import type { SubscriptionStore } from '../core/subscription-store.ts';
import type { Instant } from '../core/time.ts';

const PROGRAM: Program = { kind: 'paper-of-the-day', weekends: 'settled', prompt: 'in-post' };

export interface SettledDailyChannels {
  readonly added: number;
  readonly changed: number;
  readonly ended: number;
}

export async function settleDailyChannels(
  channels: readonly DailyChannel[],
  store: Pick<SubscriptionStore, 'addSubscription' | 'changeSubscription' | 'removeSubscription' | 'ownerlessSubscriptions'>,
  now: Instant,
): Promise<SettledDailyChannels> {
  const known = (await store.ownerlessSubscriptions()).filter(({ id }) => isDailyChannelId(id));
  const counts = { added: 0, changed: 0, ended: 0 };
  for (const { place, schedule } of channels) {
    const id = dailyChannelId(place);
    const before = known.find((each) => each.id === id);
    if (before === undefined) {
      const status = { kind: 'active' } as const;
      await store.addSubscription({ id, place, program: PROGRAM, schedule, createdAt: now, status, lastSlot: now });
      counts.added += 1;
    } else if (formatSchedule(before.schedule) !== formatSchedule(schedule)) {
      await store.changeSubscription(id, ({ program }) => ({ program, schedule }), now);
      counts.changed += 1;
    }
  }
  const wanted = new Set(channels.map(({ place }) => dailyChannelId(place)));
  for (const { id } of known) {
    if (wanted.has(id)) continue;
    await store.removeSubscription(id);
    counts.ended += 1;
  }
  return counts;
}
