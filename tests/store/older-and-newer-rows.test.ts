import Libsql from 'libsql';
import { describe, expect, it } from 'vitest';
import { type MessageRef, UNTRIED } from '../../src/core/delivery.ts';
import type { PaperId } from '../../src/core/paper.ts';
import type { Subscription } from '../../src/core/subscription.ts';
import type { Milliseconds } from '../../src/core/time.ts';
import { anInstant, somePapers } from '../support/builders.ts';
import { aSqlitePath, openTestStore } from '../support/databases.ts';
import { aDelivery, aPlace, aSubscription, putDown, subscriptionId } from '../support/delivery-builders.ts';

const NINE = anInstant('2026-01-05T09:00:00Z');
const CLAIM = { now: NINE, lease: 120_000 as Milliseconds, limit: 5, platforms: ['terminal'] } as const;

async function rewrite(path: string, statements: string): Promise<void> {
  const connection = new Libsql(path);
  connection.exec(statements);
  connection.close();
}

describe('a database of a version without deliveries', () => {
  it('is brought up to date, and keeps its papers', async () => {
    const path = aSqlitePath();
    await (await openTestStore({ url: path })).upsertPapers(somePapers(3), NINE);
    const newTables = [
      ...['paper_mention', 'installation', 'workspace_organization', 'seen_event', 'group_meeting', 'reading_group'],
      'paper_event',
      'departure',
      'source_state',
      'list_day',
      'sync_cursor',
      'vote_snapshot',
      'paper_like',
      'pause_notice',
      'closed_slot',
      'delivery',
      'posted_paper',
      'subscription',
    ];
    await rewrite(
      path,
      `${newTables.map((table) => `drop table ${table};`).join('')} drop index saved_paper_place_key; alter table saved_paper drop column place_key; delete from migration where name > '0003'`,
    );
    const store = await openTestStore({ url: path });
    expect((await store.archiveFacts()).papers).toBe(3);
    expect(await store.addSubscription(aSubscription())).toBe('added');
    expect(await putDown(store, aDelivery())).toBe('enqueued');
  });
});

describe('a database of a version with one part to a slot', () => {
  it('is brought up to date, and delivers what was put down before', async () => {
    const path = aSqlitePath();
    const store = await openTestStore({ url: path });
    await store.addSubscription(aSubscription());
    await putDown(store, aDelivery());
    await store.close();
    await rewrite(
      path,
      `drop table paper_mention; drop index saved_paper_place_key; alter table saved_paper drop column place_key; drop table installation; drop table workspace_organization; drop table seen_event; drop table group_meeting; drop table reading_group;
       drop table paper_event; drop table departure; drop table source_state; drop table list_day; drop table sync_cursor; drop table vote_snapshot;
       drop table paper_like; drop index delivery_due; drop index subscription_next_slot; alter table subscription drop column next_slot;
       alter table delivery rename to newer;
       create table delivery (id text primary key, subscription_id text not null references subscription (id) on delete cascade,
         slot text not null, attempts integer not null, state text not null, platform text not null, due_at text, ended_at text,
         failures integer not null, interrupted integer not null, result text, record text not null,
         constraint delivery_slot unique (subscription_id, slot));
       insert into delivery select id, subscription_id, slot, attempts, state, platform, due_at, ended_at, failures, interrupted,
         result, record from newer;
       drop table newer; create index delivery_due on delivery (due_at, id); delete from migration where name > '0004'`,
    );
    const claimed = await (await openTestStore({ url: path })).claim(CLAIM);
    expect(claimed).toMatchObject([{ kind: 'delivery', delivery: { id: aDelivery().id, part: { kind: 'post' } } }]);
  });
});

describe('rows that another version wrote in a form of its own', () => {
  it('are named among the subscriptions, and hide no other', async () => {
    const path = aSqlitePath();
    const store = await openTestStore({ url: path });
    for (const id of ['s1', 's2', 's3']) await store.addSubscription(aSubscription({ id }));
    await rewrite(path, `update subscription set record = '{"program":{"kind":"horoscope"}}' where id = 's2'`);
    const read = await store.readDue(await store.dueSubscriptions({ platforms: ['terminal'], now: NINE }), NINE);
    expect(read.map(({ kind }) => kind)).toEqual(['subscription', 'unreadable', 'subscription']);
    expect(read[1]).toMatchObject({ id: 's2' });
    expect(await store.subscription(subscriptionId('s2'))).toBeUndefined();
  });

  it('are named among the deliveries when they are claimed, and can be settled', async () => {
    const path = aSqlitePath();
    const store = await openTestStore({ url: path });
    for (const id of ['s1', 's2']) {
      await store.addSubscription(aSubscription({ id }));
      await putDown(store, aDelivery({ of: aSubscription({ id }) }));
    }
    await rewrite(path, `update delivery set record = 'half a rec' where subscription_id = 's2'`);
    const claimed = await store.claim(CLAIM);
    expect(claimed.map(({ kind }) => kind).sort()).toEqual(['delivery', 'unreadable']);
    for (const each of claimed) {
      if (each.kind === 'delivery') continue;
      expect(await store.settle(each, { kind: 'failed', at: NINE, reason: 'unreadable' }, NINE)).toBe('settled');
    }
    expect((await store.slotResults(subscriptionId('s2'), 1))[0]?.result).toMatchObject({ reason: 'unreadable' });
  });

  it('are refused on the way in where they could not be read again', async () => {
    const store = await openTestStore({ url: aSqlitePath() });
    const broken = aSubscription({
      schedule: { kind: 'monthly', day: 32, at: { hour: 9, minute: 0 }, zone: 'Mars/North' as never },
    });
    await expect(store.addSubscription(broken)).rejects.toThrow();
    await store.addSubscription(aSubscription());
    const wordless = { summary: 'x', blocks: [{ kind: 'text', spans: [{ kind: 'text' }] }], buttons: [] } as never;
    const delivery = aDelivery({ message: wordless, state: { kind: 'pending', notBefore: NINE, ...UNTRIED } });
    await expect(putDown(store, delivery)).rejects.toThrow();
    expect(await store.claim(CLAIM)).toEqual([]);
  });
});

describe('a database of a version that kept no references of posts', () => {
  it('is brought up to date with what was posted: by the references that are there still, and without them', async () => {
    const path = aSqlitePath();
    const store = await openTestStore({ url: path });
    const [sent, old, coming] = ['sent', 'old', 'coming'].map((id) => aSubscription({ id, place: aPlace(id) })) as Three;
    const papers = somePapers(3).map(({ id }) => id);
    await store.upsertPapers(somePapers(3), NINE);
    for (const [at, of] of [sent, old].entries()) {
      await store.addSubscription(of);
      await putDown(store, aDelivery({ of }), { posted: papers.slice(at, at + 1) });
      for (const each of await store.claim(CLAIM)) {
        if (each.kind === 'unreadable') throw new Error(each.why);
        await store.settle(each.delivery, { kind: 'sent', at: NINE, ref: `m-${at}` as MessageRef }, NINE);
      }
      if (of === old) await store.removeSubscription(of.id);
    }
    await store.addSubscription(coming);
    await putDown(store, aDelivery({ of: coming }), { posted: papers.slice(2) });
    await store.close();
    await rewrite(path, "drop table paper_mention; delete from migration where name = '0011-mentions'");
    const newer = await openTestStore({ url: path });
    const mentions = await newer.mentionsOf(papers, [sent.place, old.place, coming.place]);
    const mention = { as: 'post', slot: NINE };
    expect([...mentions]).toEqual([
      [papers[0], [{ ...mention, place: sent.place, ref: 'm-0' }]],
      [papers[1], [{ ...mention, place: old.place }]],
    ]);
    const lab = { kind: 'workspace', platform: 'terminal', workspace: 'lab' } as const;
    expect([...(await newer.seenIn(lab))].toSorted()).toEqual(papers.toSorted());
    const [claimed] = await newer.claim(CLAIM);
    if (claimed?.kind !== 'delivery') throw new Error('nothing to deliver');
    await newer.settle(claimed.delivery, { kind: 'sent', at: NINE, ref: 'm-2' as MessageRef }, NINE);
    expect((await newer.mentionsOf(papers, [coming.place])).get(papers[2] as PaperId)).toMatchObject([{ ref: 'm-2' }]);
  });
});

type Three = [Subscription, Subscription, Subscription];
