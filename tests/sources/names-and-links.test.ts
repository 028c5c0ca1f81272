import { describe, expect, it } from 'vitest';
import { repositoryAddress, webAddress } from '../../src/sources/links.ts';
import { cleanName, cleanNames } from '../../src/sources/person-name.ts';

describe('an author name', () => {
  it.each([
    ['  Ada   Lovelace ', 'Ada Lovelace'],
    [String.raw`Kurt G\"odel`, 'Kurt Gödel'],
    [String.raw`Peter St\ütz`, 'Peter Stütz'],
    [String.raw`Nguy\~ên Van`, 'Nguyễn Van'],
    ['Juan-Manuel~Pérez', 'Juan-Manuel Pérez'],
    ['Kurt G"odel', 'Kurt Gödel'],
    ['{\\L}ukasz Kaiser,', 'Łukasz Kaiser'],
    ['Linxi "Jim" Fan', 'Linxi "Jim" Fan'],
    ["Patrick O'Brien", "Patrick O'Brien"],
    ['GLM-4. 5 Team', 'GLM-4. 5 Team'],
    ['李飞飞', '李飞飞'],
  ])('%j is %j', (raw, name) => {
    expect(cleanName(raw)).toBe(name);
  });

  it.each(['', ' ', ':', '42', '\u200b'])('needs a letter: %j is none', (raw) => {
    expect(cleanName(raw)).toBeUndefined();
  });

  it('stands once in a list, where it stood first', () => {
    expect(cleanNames(['Ada Lovelace', ':', 'Alan Turing', 'ADA LOVELACE', ' Alan Turing'])).toEqual([
      'Ada Lovelace',
      'Alan Turing',
    ]);
  });
});

describe('a code link', () => {
  it.each([
    'https://github.com/owner/name',
    'http://www.github.com/owner/name/',
    'github.com/owner/name.git',
    'git@github.com:owner/name.git',
    'https://github.com/owner/name///',
    'https://github.com/owner/name/tree/main/src',
    'https://github.com/owner/name?tab=readme-ov-file#usage',
    'https://github.com/owner/\nname',
  ])('to a repository is cut to it: %j', (link) => {
    expect(repositoryAddress(link)).toBe('https://github.com/owner/name');
  });

  it.each(['https://github.com/owner', 'https://gist.github.com/owner/1', 'https://gitlab.com/a/b'])(
    'to something else stays: %j',
    (link) => {
      expect(repositoryAddress(link)).toBe(link);
    },
  );

  it.each([
    'javascript:alert(1)',
    'coming soon',
    '',
    'ftp://x.org/a',
    'file:///etc/passwd',
    'https://me:secret@x.org',
    'https://localhost/x',
  ])('that nobody can open is dropped: %j', (link) => {
    expect(repositoryAddress(link)).toBeUndefined();
  });
});

describe('a web address', () => {
  it.each([
    [' https://x.org/a ', 'https://x.org/a'],
    ['www.x.org/a', 'https://www.x.org/a'],
    ['owner.github.io', 'https://owner.github.io'],
  ])('%j is %j', (text, address) => {
    expect(webAddress(text)).toBe(address);
  });
});
