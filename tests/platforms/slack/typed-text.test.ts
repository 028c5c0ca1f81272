import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { undoSlackTyping } from '../../../src/platforms/slack/typed-text.ts';

describe('what was typed on Slack', () => {
  it.each([
    ['three escaped signs', 'search R&amp;D votes:&gt;50 a&lt;b', 'search R&D votes:>50 a<b'],
    ['a sign that was typed as an escape', 'search &amp;lt;', 'search &lt;'],
    ['a channel', 'search for <#C012AB|papers> please', 'search for #papers please'],
    ['a channel without its name', '<#C012AB|> <#C012AB>', '#C012AB #C012AB'],
    ['a person', 'author:<@U012AB|ada> <@U012AB>', 'author:@ada @U012AB'],
    ['a group and a call to all', '<!subteam^S1|@readers> <!here>', '@readers @here'],
    ['a pasted address', 'show <https://arxiv.org/abs/2404.00001>', 'show https://arxiv.org/abs/2404.00001'],
    [
      'an address typed without its scheme',
      'show <http://arxiv.org/abs/2404.00001|arxiv.org/abs/2404.00001>',
      'show arxiv.org/abs/2404.00001',
    ],
    ['a link over other words', '<https://arxiv.org/abs/1?a=1&amp;b=2|this paper>', 'https://arxiv.org/abs/1?a=1&b=2'],
    ['an address of mail', '<mailto:ada@lab.example|ada@lab.example>', 'ada@lab.example'],
  ])('has %s as a person wrote it', (_, sent, typed) => {
    expect(undoSlackTyping(sent)).toBe(typed);
  });

  it('comes back whole, whatever it was, from how Slack sends text', () => {
    const sent = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(undoSlackTyping(sent(text))).toBe(text);
      }),
    );
  });
});
