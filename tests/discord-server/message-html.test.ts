import { describe, expect, it } from 'vitest';
import { bundleDiscordComponents } from '../support/discord-server/component-bundle.ts';
import { markdownToHtml } from '../support/discord-server/discord-markdown.ts';
import { messagePage } from '../support/discord-server/message-html.ts';
import { makeSnowflakes } from '../support/discord-server/snowflakes.ts';
import { makeVirtualClock } from '../support/discord-server/virtual-clock.ts';
import type { RecordedMessage, User } from '../support/discord-server/world.ts';

const clock = makeVirtualClock('2026-01-05T09:00:00Z');
const author: User = {
  id: makeSnowflakes(clock).next(),
  username: 'Paperboy',
  kind: 'bot',
  locale: 'en-US',
  directMessages: 'open',
  installed: 'no',
};
const message: RecordedMessage = {
  id: makeSnowflakes(clock).next(),
  channel: { kind: 'dm', id: '1', people: [] },
  author,
  body: {
    content: '**Two** papers',
    embeds: [{ title: 'A < B', description: 'x\\_i and [a link](https://example.org)', color: 255 }],
    components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: 'n', label: 'Next' }] }],
    files: [],
    flags: 0,
  },
  visibility: { kind: 'only-for', user: author },
  createdAt: clock.now(),
  earlier: [],
  thinking: false,
};

describe('markdown as HTML', () => {
  it.each([
    ['**bold** _it_ ~~no~~', '<b>bold</b> <i>it</i> <s>no</s>'],
    ['snake_case_name', 'snake_case_name'],
    ['\\*not\\* <b>', '*not* &lt;b&gt;'],
    ['`a*b*`', '<code>a*b*</code>'],
    ['[a\\]b](https://example.org/x)', '<a href="https://example.org/x">a]b</a>'],
    ['## Head\ntext', '<h2>Head</h2>\ntext'],
    ['-# small', '<small>small</small>'],
  ])('turns %j into %j', (text, html) => {
    expect(markdownToHtml(text)).toBe(html);
  });
});

describe('the page of a message', () => {
  it('shows its text, embed and buttons, and that it is private', () => {
    const page = messagePage({ title: 'Two', messages: [message], script: { kind: 'address', url: 'components.js' } });
    expect(page).toContain('<b>Two</b> papers');
    expect(page).toMatch(/<discord-message [^>]*bot [^>]*ephemeral>/);
    expect(page).toContain('embed-title="A &lt; B"');
    expect(page).toContain('color="#0000ff"');
    expect(page).toContain('<discord-button type="primary">Next</discord-button>');
  });

  it('can carry its script with it', async () => {
    expect(await bundleDiscordComponents()).toContain('discord-message');
  });
});
