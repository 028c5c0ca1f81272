/**
 * A recorded message, modal or Home tab as a page to look at: plain HTML and one style sheet, no script. Pure.
 */
import { objectsIn } from '../json.ts';
import { labelOf } from '../story/block-words.ts';
import type { SeenForm } from '../story/seen-form.ts';
import type { SeenMessage } from '../story/seen-message.ts';
import { blockHtml } from './block-html.ts';
import { escapeHtml, mrkdwnHtml } from './mrkdwn-html.ts';

export interface MessagePage {
  readonly title: string;
  readonly messages: readonly SeenMessage[];
}

export const messagePage = ({ title, messages }: MessagePage): string => page(title, messages.map(messageHtml).join('\n'));

export const formPage = ({ title, form }: { readonly title: string; readonly form: SeenForm }): string =>
  page(title, formHtml(form));

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body>${body}</body>
</html>
`;
}

const STYLE =
  'body{margin:0;padding:1em;background:#fff;color:#1d1c1d;font:15px/1.46 Lato,sans-serif}a{color:#1264a3;text-decoration:none}' +
  'article{max-width:650px;padding:.5em 0}article>header{font-weight:700}time,small,.context{color:#616061;font-size:12px;font-weight:400}' +
  '.badge{background:#ddd;border-radius:3px;font-size:10px;padding:0 .3em}h3{margin:.3em 0;font-size:18px}hr{border:0;border-top:1px solid #ddd}' +
  'code,pre{background:#f8f8f8;border:1px solid #ddd;border-radius:3px;padding:0 .2em}code{color:#e01e5a}pre{padding:.5em;white-space:pre-wrap}' +
  'blockquote{margin:0;border-left:4px solid #ddd;padding-left:.75em}.section,.actions,.context,.input{margin:.35em 0}.accessory{float:right}' +
  '.fields{display:grid;grid-template-columns:1fr 1fr;gap:.4em}.button{display:inline-block;border:1px solid #bbb;border-radius:4px;padding:.2em .7em;font-weight:700}' +
  '.primary{background:#007a5a;color:#fff}.danger{background:#e01e5a;color:#fff}.entry{display:inline-block;min-width:12em;border:1px solid #bbb;border-radius:4px;padding:.2em .7em;color:#616061}' +
  '.mention{background:#e8f5fa;color:#1264a3}td{border:1px solid #ddd;padding:.2em .6em}table{border-collapse:collapse}.modal{border:1px solid #ddd;border-radius:8px;padding:1em;max-width:520px}';

export function messageHtml({ author, visibility, recorded, files }: SeenMessage): string {
  const reader = { zone: 'UTC', now: recorded.postedAt };
  const at = new Date(recorded.postedAt).toISOString();
  const own = recorded.mrkdwn ? mrkdwnHtml(recorded.text, reader) : escapeHtml(recorded.text);
  const body = recorded.blocks.length === 0 ? own : recorded.blocks.map((block) => blockHtml(block, reader)).join('\n');
  const app = recorded.author.kind === 'app' ? ' <span class="badge">APP</span>' : '';
  const notes = [
    visibility === 'private' ? '<small>Only visible to you</small>' : '',
    recorded.state === 'edited' ? '<small>(edited)</small>' : '',
    ...files.map(({ name }) => `<div class="entry">📎 ${escapeHtml(name)}</div>`),
  ].join('');
  return `<article><header>${escapeHtml(author)}${app} <time datetime="${at}">${at.slice(11, 16)}</time></header>${body}${notes}</article>`;
}

function formHtml({ title, view }: SeenForm): string {
  const reader = { zone: 'UTC', now: view.shownAt };
  const blocks = objectsIn(view.shape, 'blocks').map((block) => blockHtml(block, reader));
  const buttons = ['close', 'submit']
    .map((key) => labelOf(view.shape, key))
    .filter((label) => label !== '')
    .map((label) => `<span class="button">${escapeHtml(label)}</span>`)
    .join(' ');
  return `<article class="${view.surface}"><header>${escapeHtml(title)}</header>${blocks.join('\n')}<footer>${buttons}</footer></article>`;
}
