/**
 * Modals, at most three on top of each other for a person, and Home tabs, one a person.
 */
import type { JsonObject } from '../json.ts';
import { nameBlocks } from './messages.ts';

export const MAX_MODALS = 3;

export interface View {
  readonly id: string;
  readonly workspaceId: string;
  readonly personId: string;
  readonly surface: 'modal' | 'home';
  /** As the app gave it, with names for blocks that had none. */
  readonly shape: JsonObject;
  /** Changes with every update; an app may ask that it be still the one it knows. */
  readonly hash: string;
  readonly rootId: string;
  readonly previousId: string | undefined;
  /** Milliseconds of the virtual clock. */
  readonly shownAt: number;
  /** What the person has entered so far, by block and action. */
  readonly entered: Record<string, Record<string, JsonObject>>;
}

export interface ViewStore {
  /** A person's modals, the topmost last. */
  readonly modalsOf: (personId: string) => readonly View[];
  readonly homeOf: (personId: string) => View | undefined;
  readonly byId: (id: string) => View | undefined;
  readonly byExternalId: (workspaceId: string, externalId: string) => View | undefined;
  /** Puts a modal on top, or alone. */
  readonly open: (draft: ViewDraft, how: 'alone' | 'on-top', cause: string) => View;
  readonly update: (view: View, shape: JsonObject, cause?: string) => View;
  readonly publish: (draft: ViewDraft) => View;
  /** Takes the topmost modal away, or all. */
  readonly close: (personId: string, which: 'top' | 'all', cause: string) => void;
}

export type ViewDraft = Pick<View, 'workspaceId' | 'personId' | 'shape'>;

export interface ViewStoreParts {
  readonly now: () => number;
  readonly newId: () => string;
  readonly newName: () => string;
  readonly newHash: () => string;
  /** Told of every change; without a view where modals were closed. */
  readonly changed: (personId: string, change: ViewChange, cause: string | undefined) => void;
}

export type ViewChange =
  | { readonly kind: 'form'; readonly view: View }
  | { readonly kind: 'home'; readonly view: View }
  | { readonly kind: 'closed' };

export function makeViewStore({ now, newId, newName, newHash, changed }: ViewStoreParts): ViewStore {
  const modals = new Map<string, readonly View[]>();
  const homes = new Map<string, View>();
  const modalsOf = (personId: string): readonly View[] => modals.get(personId) ?? [];
  const everything = (): readonly View[] => [...modals.values()].flat().concat([...homes.values()]);
  const named = (shape: JsonObject): JsonObject => ({
    ...shape,
    blocks: nameBlocks(Array.isArray(shape.blocks) ? (shape.blocks as readonly JsonObject[]) : [], newName),
  });

  return {
    modalsOf,
    homeOf: (personId) => homes.get(personId),
    byId: (id) => everything().find((view) => view.id === id),
    byExternalId: (workspaceId, externalId) =>
      everything().find((view) => view.workspaceId === workspaceId && view.shape.external_id === externalId && externalId !== ''),
    open: ({ shape, ...draft }, how, cause) => {
      const below = how === 'alone' ? [] : modalsOf(draft.personId);
      const id = newId();
      const view: View = {
        ...draft,
        id,
        surface: 'modal',
        shape: named(shape),
        hash: newHash(),
        rootId: below[0]?.id ?? id,
        previousId: below.at(-1)?.id,
        shownAt: now(),
        entered: {},
      };
      modals.set(draft.personId, [...below, view]);
      changed(view.personId, { kind: 'form', view }, cause);
      return view;
    },
    update: (view, shape, cause) => {
      const next: View = { ...view, shape: named(shape), hash: newHash(), shownAt: now() };
      if (view.surface === 'home') homes.set(view.personId, next);
      else
        modals.set(
          view.personId,
          modalsOf(view.personId).map((each) => (each.id === view.id ? next : each)),
        );
      changed(view.personId, { kind: view.surface === 'home' ? 'home' : 'form', view: next }, cause);
      return next;
    },
    publish: ({ shape, ...draft }) => {
      const id = homes.get(draft.personId)?.id ?? newId();
      const view: View = {
        ...draft,
        id,
        surface: 'home',
        shape: named(shape),
        hash: newHash(),
        rootId: id,
        previousId: undefined,
        shownAt: now(),
        entered: {},
      };
      homes.set(draft.personId, view);
      changed(view.personId, { kind: 'home', view }, undefined);
      return view;
    },
    close: (personId, which, cause) => {
      modals.set(personId, which === 'all' ? [] : modalsOf(personId).slice(0, -1));
      changed(personId, { kind: 'closed' }, cause);
    },
  };
}
