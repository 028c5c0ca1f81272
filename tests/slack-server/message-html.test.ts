import { describe, expect, it } from 'vitest';
import { formPage, messageHtml, messagePage } from '../support/slack-server/html/message-html.ts';
import { aReadingGroup, aWebClient } from '../support/slack-server/tiny-bolt.ts';

const QUIET = { unfurl_links: false, unfurl_media: false } as const;
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text, verbatim: true });

async function aShown(post: object) {
  const { slack, workspace, channel } = await aReadingGroup();
  await aWebClient(slack, workspace.token()).apiCall('chat.postMessage', { channel: channel.id, ...QUIET, text: 'Hi', ...post });
  const [message] = channel.messages();
  if (message === undefined) throw new Error('no message');
  return message;
}

describe('a message as a page', () => {
  it('shows marks, links and dates, and nothing of it is markup of the page', async () => {
    const html = messageHtml(
      await aShown({ text: '*A &lt;b&gt; title* <https://a.b/?x=1&amp;y="2"|go> _<!date^1767603600^{date_num}|then>_' }),
    );
    expect(html).toContain('<b>A &#60;b&#62; title</b>');
    expect(html).toContain('<a href="https://a.b/?x=1&#38;y=&#34;2&#34;">go</a>');
    expect(html).toContain('<i>2026-01-05</i>');
    expect(html).toContain('Paperboy <span class="badge">APP</span>');
  });

  it('shows every kind of block', async () => {
    const menu = { type: 'static_select', placeholder: plain('Window'), options: [{ text: plain('Week'), value: 'w' }] };
    const html = messageHtml(
      await aShown({
        blocks: [
          { type: 'header', text: plain('Header') },
          {
            type: 'section',
            text: mrkdwn('*Section*'),
            fields: [mrkdwn('Field')],
            accessory: { type: 'button', text: plain('More') },
          },
          { type: 'divider' },
          {
            type: 'context',
            elements: [mrkdwn('Context'), { type: 'image', image_url: 'https://a.b/c.png', alt_text: 'A picture' }],
          },
          { type: 'actions', elements: [{ type: 'button', text: plain('Open'), url: 'https://a.b', style: 'primary' }, menu] },
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Rich', style: { bold: true } }] }],
          },
          { type: 'markdown', text: '# Markdown' },
          { type: 'table', rows: [[{ type: 'raw_text', text: 'Cell' }]] },
          { type: 'image', image_url: 'https://a.b/c.png', alt_text: 'Another picture' },
        ],
      }),
    );
    const shown = [
      '<h3>Header</h3>',
      '<b>Section</b>',
      'Field',
      'More',
      '<hr>',
      'Context',
      'A picture',
      'Window ▾',
      '<b>Rich</b>',
    ];
    for (const part of [...shown, '# Markdown', '<td>Cell</td>', 'Another picture', '<a href="https://a.b">Open</a>'])
      expect(html).toContain(part);
    expect(html).toContain('class="button primary"');
  });

  it('stands on its own', async () => {
    const page = messagePage({ title: 'A <post>', messages: [await aShown({})] });
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain('<title>A &#60;post&#62;</title>');
    expect(page).not.toContain('<script');
  });
});

describe('a Home tab as a page', () => {
  it('shows what its person sees', async () => {
    const { slack, workspace, ada } = await aReadingGroup();
    const input = { type: 'input', label: plain('Topic'), element: { type: 'plain_text_input', initial_value: 'graphs' } };
    const view = { type: 'home', blocks: [{ type: 'header', text: plain('Yours') }, input] };
    await aWebClient(slack, workspace.token()).apiCall('views.publish', { user_id: ada.user.id, view });
    const form = ada.home();
    if (form === undefined) throw new Error('no Home tab');
    const page = formPage({ title: 'Home', form });
    for (const part of ['<h3>Yours</h3>', 'Topic', 'graphs']) expect(page).toContain(part);
  });
});
