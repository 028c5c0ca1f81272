import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OptionSpec } from '../../src/core/command.ts';
import { SUBSCRIBE_SEARCH_FORM } from '../../src/features/subscriptions/subscribe-search.ts';
import { renderDiscordForm } from '../../src/render/discord-form.ts';
import { Modal } from '../support/discord-server/modal-rules.ts';

const anOption: fc.Arbitrary<OptionSpec> = fc.oneof(
  fc.record({
    kind: fc.constant('text'),
    description: fc.string({ minLength: 1 }),
    maxLength: fc.integer({ min: 1, max: 10_000 }),
  }),
  fc.record({ kind: fc.constant('integer'), description: fc.string({ minLength: 1 }), min: fc.integer(), max: fc.integer() }),
  fc.record({
    kind: fc.constant('choice'),
    description: fc.string({ minLength: 1 }),
    choices: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 }),
  }),
) as fc.Arbitrary<OptionSpec>;

describe('a form on Discord', () => {
  it('has a label a field with what it means below, menus for choices, and nothing that must be filled in', () => {
    const modal = renderDiscordForm({ ...SUBSCRIBE_SEARCH_FORM, submit: '1|search.subscribe|0123456789abcdef' });
    expect(modal).toMatchObject({
      custom_id: '1|search.subscribe|0123456789abcdef',
      title: 'Subscribe to this search',
      components: [
        { label: 'When', component: { custom_id: 'when', type: 4, required: false } },
        { label: 'Max', component: { custom_id: 'max', type: 4 } },
        { label: 'To', component: { custom_id: 'to', type: 3, required: false } },
        { label: 'Details', component: { options: [{ value: 'in-thread' }, { value: 'none' }] } },
        { label: 'Empty', component: { type: 3 } },
      ],
    });
  });

  it('is one that Discord takes, whatever its title and fields', () => {
    const someFields = fc.dictionary(fc.stringMatching(/^[a-z]{1,60}$/), anOption, { minKeys: 1, maxKeys: 8 });
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200 }), someFields, (title, fields) => {
        expect(Modal.safeParse(renderDiscordForm({ title, fields, submit: '1|x' })).error).toBeUndefined();
      }),
    );
  });
});
