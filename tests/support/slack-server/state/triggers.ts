/**
 * Trigger ids: the right to open a modal for a person, for 3 seconds and once.
 */
import { Refusal } from '../refusal.ts';

const TRIGGER_MS = 3000;

export interface Trigger {
  readonly workspaceId: string;
  readonly personId: string;
  /** The modal in which the person did something, if they did it in one. */
  readonly viewId: string | undefined;
  /** The act that gave it. */
  readonly cause: string;
}

export interface Triggers {
  readonly issue: (trigger: Trigger) => string;
  /** @throws Refusal where it is none, is too old or was used. */
  readonly exchange: (id: string) => Trigger;
}

export function makeTriggers(now: () => number, newSecret: (prefix: string) => string): Triggers {
  const issued = new Map<string, { readonly trigger: Trigger; readonly at: number; used: boolean }>();
  return {
    issue: (trigger) => {
      const id = newSecret('1234567890.9876543210.');
      issued.set(id, { trigger, at: now(), used: false });
      return id;
    },
    exchange: (id) => {
      const held = issued.get(id);
      if (held === undefined)
        throw new Refusal('invalid_trigger_id', `${JSON.stringify(id)} is no trigger id that was given out`);
      if (held.used) throw new Refusal('exchanged_trigger_id', 'a trigger id opens one view, and this one has');
      const age = now() - held.at;
      if (age > TRIGGER_MS)
        throw new Refusal('expired_trigger_id', `a trigger id lives 3 seconds, and this one is ${age / 1000} s old`);
      held.used = true;
      return held.trigger;
    },
  };
}
