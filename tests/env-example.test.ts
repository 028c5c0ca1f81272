import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Env, parseConfig } from '../src/config.ts';

const EXAMPLE = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
const ASSIGNMENTS = [...EXAMPLE.matchAll(/^#?[ \t]*([A-Z][A-Z\d_]*)=(.*)$/gm)].map(([, name = '', value = '']) => ({
  name,
  value,
}));

describe('.env.example', () => {
  it('names each variable that is read, once, and no other', () => {
    expect(ASSIGNMENTS.map(({ name }) => name).sort()).toEqual(Object.keys(Env.shape).sort());
  });

  it('explains each variable in a comment above it', () => {
    for (const { name } of ASSIGNMENTS) expect(EXAMPLE).toMatch(new RegExp(`^# \\S.+\\n${name}=`, 'm'));
  });

  it('changes nothing where it is copied as it stands', () => {
    expect(parseConfig(Object.fromEntries(ASSIGNMENTS.map(({ name, value }) => [name, value])))).toEqual(parseConfig({}));
  });
});
