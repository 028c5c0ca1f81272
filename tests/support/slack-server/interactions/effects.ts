/**
 * What an acknowledgement brings about before the person: an answer to a command, a form that closes or complains, choices.
 */
import { z } from 'zod';
import { MAX_OPTIONS, option, optionGroup } from '../blocks/menus.ts';
import { listOf } from '../blocks/text-objects.ts';
import type { Delivery } from '../delivery/delivery.ts';
import { isObject, type Json, objectsIn, textIn } from '../json.ts';
import { readView } from '../methods/views.ts';
import { Refusal, refuseFor } from '../refusal.ts';
import { answerPerson } from '../responding.ts';
import { faultsOf } from '../shape-faults.ts';
import { MAX_MODALS, type View } from '../state/views.ts';
import type { Act, Outcome } from '../story/acts.ts';
import { choicesOf } from '../story/seen-elements.ts';
import type { Twin } from '../twin.ts';

const suggestions = z.union([
  z.strictObject({ options: listOf(option, { least: 0, most: MAX_OPTIONS }) }),
  z.strictObject({ option_groups: listOf(optionGroup, { least: 0, most: MAX_OPTIONS }) }),
]);

export interface Effects {
  readonly received: (delivery: Delivery, body: Json | undefined) => void;
  readonly failed: (delivery: Delivery) => void;
}

export function makeEffects(twin: Twin): Effects {
  const actOf = ({ actId }: Delivery): Act | undefined => (actId === undefined ? undefined : twin.acts.find(actId));

  const bringAbout = (act: Act, delivery: Delivery, body: Json | undefined): void => {
    switch (act.subject.kind) {
      case 'command':
        if (body !== undefined) answerPerson(twin, { target: act.subject.target, body, where: delivery.what });
        return;
      case 'submission':
        takeSubmission(twin, { act, view: twin.views.byId(act.subject.view.id) ?? act.subject.view }, body);
        return;
      case 'suggestion':
        takeSuggestions(twin, act, body);
        return;
      case 'notice':
        return;
    }
  };

  return {
    received: (delivery, body) => {
      const act = actOf(delivery);
      if (act === undefined) return;
      try {
        bringAbout(act, delivery, body);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        twin.ledger.refuse({ rule: error.code, where: delivery.what, sentence: error.message });
        twin.acts.tell(act.id, { kind: 'failed' });
      }
    },
    failed: (delivery) => {
      if (delivery.actId !== undefined) twin.acts.tell(delivery.actId, { kind: 'failed' });
    },
  };
}

function takeSuggestions(twin: Twin, { id, subject }: Act, body: Json | undefined): void {
  const parsed = suggestions.safeParse(body);
  if (!parsed.success) throw refuseFor('invalid_options', faultsOf(parsed.error, body));
  const choices = choicesOf(body);
  const shown = subject.kind === 'suggestion' ? twin.offers.show(subject.menu, subject.number, choices) : 'outdated';
  twin.acts.tell(id, shown === 'shown' ? { kind: 'choices', choices } : { kind: 'outdated' });
}

interface Submitted {
  readonly act: Act;
  readonly view: View;
}

function takeSubmission(twin: Twin, { act, view }: Submitted, body: Json | undefined): void {
  const { personId, workspaceId } = view;
  const given = isObject(body) ? body : {};
  const where = 'view_submission';
  const action = body === undefined ? 'close' : textIn(body, 'response_action');
  switch (action) {
    case 'close':
      twin.views.close(personId, 'top', act.id);
      return;
    case 'clear':
      twin.views.close(personId, 'all', act.id);
      return;
    case 'errors':
      twin.acts.tell(act.id, readErrors(view, given.errors));
      return;
    case 'update': {
      const shape = readView(twin, given.view, { surface: 'modal', where, workspaceId, replaces: view });
      twin.views.update(view, shape, act.id);
      return;
    }
    case 'push': {
      if (twin.views.modalsOf(personId).length >= MAX_MODALS)
        throw new Refusal('push_limit_reached', `at most ${MAX_MODALS} views lie on each other`);
      const shape = readView(twin, given.view, { surface: 'modal', where, workspaceId });
      twin.views.open({ workspaceId, personId, shape }, 'on-top', act.id);
      return;
    }
    default:
      throw new Refusal(
        'invalid_response_action',
        `a submission is answered with errors, update, push or clear, not with ${JSON.stringify(body)}`,
      );
  }
}

/** Only an input block has a place for an error. */
function readErrors(view: View, errors: Json | undefined): Outcome {
  const inputs = objectsIn(view.shape, 'blocks').filter(({ type }) => type === 'input');
  const entries = isObject(errors) ? Object.entries(errors) : [];
  if (entries.length === 0) throw new Refusal('invalid_errors', 'there are no errors by block id');
  const stranger = entries.find(
    ([id, sentence]) =>
      typeof sentence !== 'string' || sentence === '' || !inputs.some(({ block_id: blockId }) => blockId === id),
  );
  if (stranger !== undefined)
    throw new Refusal('invalid_errors', `the view has no input block ${JSON.stringify(stranger[0])}, or its error is no text`);
  return { kind: 'errors', errors: Object.fromEntries(entries.map(([id, sentence]) => [id, String(sentence)])) };
}
