/**
 * `views.*`: modals, which need a trigger of the last three seconds, and Home tabs, which need none.
 */
import { z } from 'zod';
import { structure, word } from '../argument-shapes.ts';
import { MAX_VIEW_BYTES, viewFaults } from '../blocks/view-shape.ts';
import { isObject, type Json, type JsonObject, textIn } from '../json.ts';
import { markupFaultsIn } from '../mrkdwn/markup-faults.ts';
import { Refusal, refuseFor } from '../refusal.ts';
import { type BotToken, workspacesOf } from '../state/grants.ts';
import type { Trigger } from '../state/triggers.ts';
import { MAX_MODALS, type View } from '../state/views.ts';
import type { Twin } from '../twin.ts';
import { wireView } from '../wire-message.ts';
import { botOf, defineMethod } from './method.ts';
import { reachedPerson } from './reached-channel.ts';

export interface ViewRules {
  readonly surface: 'modal' | 'home';
  /** What is named in a violation. */
  readonly where: string;
  readonly workspaceId: string;
  /** The view that is being replaced, which may keep its external id. */
  readonly replaces?: View | undefined;
}

/** @throws Refusal where Slack would not show it. */
export function readView(twin: Twin, given: Json | undefined, { surface, where, workspaceId, replaces }: ViewRules): JsonObject {
  const faults = viewFaults(given, surface);
  if (faults.length > 0)
    throw refuseFor(
      'invalid_arguments',
      faults.map((fault) => ({ ...fault, pointer: `/view${fault.pointer}` })),
    );
  const view: JsonObject = isObject(given) ? given : {};
  if (Buffer.byteLength(JSON.stringify(view)) > MAX_VIEW_BYTES)
    throw new Refusal('view_too_large', `the view has more than ${MAX_VIEW_BYTES} bytes`);
  const namesake = twin.views.byExternalId(workspaceId, textIn(view, 'external_id'));
  if (namesake !== undefined && namesake.id !== replaces?.id)
    throw new Refusal('duplicate_external_id', 'another view has that external_id');
  for (const { rule, sentence } of markupFaultsIn(view, twin.allowedPings)) twin.ledger.violate({ rule, sentence, where });
  return view;
}

function reachedTrigger(twin: Twin, token: BotToken, id: string): Trigger {
  const trigger = twin.triggers.exchange(id);
  if (!workspacesOf(token.installation).has(trigger.workspaceId))
    throw new Refusal('invalid_trigger_id', 'the trigger is of another workspace');
  return trigger;
}

const opening = z.strictObject({ trigger_id: word, view: structure });

export const openView = defineMethod({
  name: 'views.open',
  tier: 'tier-4',
  caller: 'bot',
  scopes: [],
  shape: opening,
  run: (twin, { caller, given }) => {
    const trigger = reachedTrigger(twin, botOf(caller), given.trigger_id);
    const shape = readView(twin, given.view, { surface: 'modal', where: 'views.open', workspaceId: trigger.workspaceId });
    const above = trigger.viewId !== undefined && twin.views.modalsOf(trigger.personId).some(({ id }) => id === trigger.viewId);
    if (above)
      twin.ledger.violate({
        rule: 'open_in_modal',
        where: 'views.open',
        sentence: 'inside a modal a further one is pushed, not opened',
      });
    return {
      view: wireView(
        twin,
        twin.views.open({ workspaceId: trigger.workspaceId, personId: trigger.personId, shape }, 'alone', trigger.cause),
      ),
    };
  },
});

export const pushView = defineMethod({
  name: 'views.push',
  tier: 'tier-4',
  caller: 'bot',
  scopes: [],
  shape: opening,
  run: (twin, { caller, given }) => {
    const trigger = reachedTrigger(twin, botOf(caller), given.trigger_id);
    const stack = twin.views.modalsOf(trigger.personId);
    if (trigger.viewId === undefined || stack.length === 0) throw new Refusal('not_found', 'there is no modal to push onto');
    if (stack.length >= MAX_MODALS) throw new Refusal('push_limit_reached', `at most ${MAX_MODALS} views lie on each other`);
    const shape = readView(twin, given.view, { surface: 'modal', where: 'views.push', workspaceId: trigger.workspaceId });
    return {
      view: wireView(
        twin,
        twin.views.open({ workspaceId: trigger.workspaceId, personId: trigger.personId, shape }, 'on-top', trigger.cause),
      ),
    };
  },
});

interface ViewName {
  readonly view_id?: string | undefined;
  readonly external_id?: string | undefined;
  readonly hash?: string | undefined;
}

function namedView(twin: Twin, token: BotToken, { view_id: id, external_id: externalId, hash }: ViewName): View {
  if ((id === undefined) === (externalId === undefined))
    throw new Refusal('invalid_arguments', 'name a view by view_id or by external_id');
  const reached = workspacesOf(token.installation);
  const view =
    id === undefined
      ? [...reached]
          .map((workspaceId) => twin.views.byExternalId(workspaceId, externalId ?? ''))
          .find((found) => found !== undefined)
      : twin.views.byId(id);
  if (view === undefined || !reached.has(view.workspaceId))
    throw new Refusal('not_found', 'there is no such view, or its person has closed it');
  if (hash !== undefined && hash !== view.hash) throw new Refusal('hash_conflict', 'the view has changed since that hash');
  return view;
}

export const updateView = defineMethod({
  name: 'views.update',
  tier: 'tier-4',
  caller: 'bot',
  scopes: [],
  shape: z.strictObject({ view: structure, view_id: word.optional(), external_id: word.optional(), hash: word.optional() }),
  run: (twin, { caller, given }) => {
    const view = namedView(twin, botOf(caller), given);
    const { surface, workspaceId } = view;
    const shape = readView(twin, given.view, { surface, where: 'views.update', workspaceId, replaces: view });
    return { view: wireView(twin, twin.views.update(view, shape)) };
  },
});

export const publishView = defineMethod({
  name: 'views.publish',
  tier: 'tier-4',
  caller: 'bot',
  scopes: [],
  shape: z.strictObject({ user_id: word, view: structure, hash: word.optional() }),
  run: (twin, { caller, given }) => {
    const person = reachedPerson(twin, botOf(caller), given.user_id);
    const shown = twin.views.homeOf(person.id);
    const { workspaceId } = person;
    const shape = readView(twin, given.view, { surface: 'home', where: 'views.publish', workspaceId, replaces: shown });
    if (given.hash !== undefined && given.hash !== shown?.hash)
      throw new Refusal('hash_conflict', 'the Home tab has changed since that hash');
    return { view: wireView(twin, twin.views.publish({ workspaceId, personId: person.id, shape })) };
  },
});
