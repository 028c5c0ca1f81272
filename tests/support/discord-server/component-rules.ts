/**
 * What components a message may hold together, in the old way (at most 5 rows) and with Components V2 (at most 40, nested ones
 * counted, 4000 characters of text). Source: Discord docs, "Component reference"; the 4000 from its open pull request 8562.
 */
import { ComponentType as Type } from 'discord-api-types/v10';
import { type AnyComponent, type MessageComponent, MessageComponents } from './component-shapes.ts';
import { readBody } from './read-body.ts';
import { invalidForm } from './refusal.ts';

export const ROWS_LIMIT = 5;
export const COMPONENTS_V2_LIMIT = 40;
export const TEXT_V2_LIMIT = 4000;

export type ComponentMode = 'rows' | 'components-v2';

/** Throws a refusal (50035) where the real one would. */
export function readComponents(raw: unknown, mode: ComponentMode): readonly MessageComponent[] {
  const components = readBody(MessageComponents, raw);
  const all = components.flatMap(withinComponent);
  const faults = [
    ...(mode === 'rows' ? faultsOfRows(components) : faultsOfV2(all)),
    ...repeated(all.flatMap(customIdOf)).map((id) => `Component custom id cannot be duplicated: ${id}`),
    ...repeated(all.flatMap(({ id }) => (id === undefined || id === 0 ? [] : [String(id)]))).map(
      (id) => `Component id cannot be duplicated: ${id}`,
    ),
  ];
  if (faults.length > 0) throw invalidForm(faults.map((message) => ({ path: ['components'], message })));
  return components;
}

/** A component and all that is nested in it. */
export function withinComponent(component: AnyComponent): readonly AnyComponent[] {
  const nested: readonly AnyComponent[] = 'components' in component ? component.components : [];
  const beside = component.type === Type.Section ? [component.accessory] : [];
  return [component, ...nested.flatMap(withinComponent), ...beside];
}

const customIdOf = (component: AnyComponent): readonly string[] => ('custom_id' in component ? [component.custom_id] : []);

const repeated = (ids: readonly string[]): readonly string[] => [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];

const faultsOfRows = (components: readonly MessageComponent[]): readonly string[] => [
  ...(components.length > ROWS_LIMIT ? [`Must be ${ROWS_LIMIT} or fewer in length.`] : []),
  ...(components.some(({ type }) => type !== Type.ActionRow)
    ? ['Only action rows go without the flag IS_COMPONENTS_V2 (1 << 15).']
    : []),
];

function faultsOfV2(all: readonly AnyComponent[]): readonly string[] {
  const text = all.reduce((sum, component) => sum + (component.type === Type.TextDisplay ? component.content.length : 0), 0);
  return [
    ...(all.length > COMPONENTS_V2_LIMIT
      ? [`A message holds ${COMPONENTS_V2_LIMIT} components at most, and this has ${all.length}.`]
      : []),
    ...(text > TEXT_V2_LIMIT
      ? [`The text displays of a message hold ${TEXT_V2_LIMIT} characters at most, and these have ${text}.`]
      : []),
    ...(all.length === 0 ? ['A message with IS_COMPONENTS_V2 needs components.'] : []),
  ];
}
