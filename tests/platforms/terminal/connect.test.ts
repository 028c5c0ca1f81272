import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Bot, Plan } from '../../../src/features/bot.ts';
import { terminalPlatform } from '../../../src/platforms/terminal/connect.ts';
import { aBot } from '../../support/a-bot.ts';
import { aStage, aTerminal, piped } from '../../support/a-terminal.ts';
import { anInstant, aPaper, aUser, somePapers } from '../../support/builders.ts';

const LORA = aPaper({ id: 'arxiv:2106.09685', title: 'LoRA: Low-Rank Adaptation' });
const CTRL_C = '\u0003';
const CTRL_D = '\u0004';

/** Answers a line only when told to, so that order and waiting can be seen. */
function aSlowBot(bot: Bot): { readonly bot: Bot; readonly release: () => void } {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = (plan: Plan): Plan => ({ ...plan, run: async (context) => gate.then(() => plan.run(context)) });
  return { bot: { ...bot, plan: (invocation) => slow(bot.plan(invocation)) }, release: () => release() };
}

describe('a terminal with piped input', () => {
  it('answers every line in order, parted by one blank line, and nothing else', async () => {
    const { bot } = await aBot();
    const answers = await piped(bot, 'save\nexport\n');
    expect(answers).toBe(
      '`save` needs paper: an arXiv id, a link, a title or a short name. For example:\n`save PiSSA`.\n\n' +
        'Your reading list is empty, so there is nothing to export. `save` puts papers on\nit.\n',
    );
  });

  it('prints neither prompt nor escape codes', async () => {
    const { bot } = await aBot({ papers: [LORA] });
    expect(await piped(bot, 'search adaptation\nshow lora\nhelp\n')).not.toMatch(/^> |(?!\n)\p{Cc}/mu);
  });

  it('ignores empty lines and ends quietly without any', async () => {
    const { bot } = await aBot();
    expect(await piped(bot, '\n\n   \nlist\n\n')).toMatch(/^Your reading list is empty[^\n]*\n[^\n]*\n$/);
    expect(await piped(bot, '')).toBe('');
  });

  it('answers a last line that has no line break, and lines that end as on Windows', async () => {
    const { bot } = await aBot();
    expect(await piped(bot, 'export\r\nexport')).toMatch(/^(Your reading list is empty, so.*?it\.\n\n?){2}$/s);
  });

  it('reads input in pieces, in the middle of letters too', async () => {
    const { bot } = await aBot({ papers: [aPaper({ title: '漢字の論文' })] });
    const { platform, input, printed } = await aTerminal(bot, 'lines');
    for (const byte of Buffer.from('search 漢字の論文\n')) input.write(Buffer.from([byte]));
    input.end();
    await platform.left;
    expect(printed()).toContain('Results for 漢字の論文');
  });

  it('presses the numbers of the last answer that had any', async () => {
    const { bot } = await aBot({ papers: somePapers(7, { abstract: 'Sparse.' }) });
    const answers = await piped(bot, 'search sparse\n6\n1\n2\n');
    expect(answers).toContain('page 2 of 2');
    expect(answers).toContain('https://arxiv.org/abs/2401.00006');
    expect(answers).toContain('Saved “Findings on arxiv:2401.00006”.');
  });

  it('keeps numbers across a notice', async () => {
    const { bot } = await aBot({ papers: [LORA] });
    expect(await piped(bot, 'show lora\n2\n2\n')).toContain('is on your reading list already.');
  });

  it('runs the search that it offered for a line that was no command', async () => {
    const { bot } = await aBot({ papers: [LORA] });
    expect(await piped(bot, 'low-rank adaptation\n1\n')).toContain('Results for low-rank adaptation');
  });

  it('answers ten thousand characters of junk with a short sentence and goes on', async () => {
    const { bot } = await aBot();
    const answers = await piped(bot, `${'x'.repeat(10_000)}\nexport\n`);
    expect(answers).toContain('That line has 10000 characters; at most 8000 can be read.');
    expect(answers).toContain('nothing to export');
  });

  it('is not upset by bytes that are no text', async () => {
    const { bot } = await aBot();
    const { platform, input, printed } = await aTerminal(bot, 'lines');
    input.end(Buffer.from([0xff, 0xfe, 0x00, 0x1b, 0x5b, 0x32, 0x4a, 0x0a]));
    await platform.left;
    expect(printed()).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it('hands files to the writer and says where they went', async () => {
    const { bot } = await aBot({ papers: [LORA] });
    const { platform, input, printed, files } = await aTerminal(bot, 'lines');
    input.end('save lora\nexport csv\n');
    await platform.left;
    expect(files).toHaveLength(1);
    expect(printed()).toContain(`Written to ./${files[0]?.name}`);
  });

  it('stops at quit and leaves the rest unread', async () => {
    const { bot } = await aBot();
    expect(await piped(bot, 'quit\nexport\n')).toBe('');
  });

  it('ends quietly when nobody reads its output any more', async () => {
    const { bot } = await aBot({ papers: [LORA] });
    const input = new PassThrough();
    const output = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    const platform = aPlatform(input, output);
    await platform.start(bot);
    input.write('show lora\nshow lora\nshow lora\n');
    await expect(platform.left).resolves.toBeUndefined();
  });

  it('reports any other failure of its output', async () => {
    const { bot } = await aBot({ papers: [LORA] });
    const input = new PassThrough();
    const output = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('no space'), { code: 'ENOSPC' })),
    });
    const platform = aPlatform(input, output);
    await platform.start(bot);
    input.write('show lora\n');
    await expect(platform.left).rejects.toThrow('no space');
  });
});

describe('stopping a terminal', () => {
  it('lets the running answer end, and begins no other', async () => {
    const { bot } = await aBot();
    const slow = aSlowBot(bot);
    const { platform, input, printed } = await aTerminal(slow.bot, 'lines');
    input.write('export\nlist\n');
    await new Promise(setImmediate);
    const stopped = platform.stop();
    slow.release();
    await stopped;
    expect(printed()).toContain('nothing to export');
    expect(printed()).not.toContain('Put a paper on it');
  });

  it('that was never started is nothing to wait for', async () => {
    const platform = aPlatform(new PassThrough(), new PassThrough());
    await expect(platform.stop()).resolves.toBeUndefined();
  });
});

describe('a terminal with a person at it', () => {
  it('shows a prompt, and another after each answer', async () => {
    const { bot } = await aBot();
    const { input, sees, platform } = await aTerminal(bot, 'prompt');
    await sees('> ');
    input.write('export\r');
    await sees(/nothing to export.*> /s);
    await platform.stop();
  });

  it.each([['quit\r'], ['exit\r'], [CTRL_D]])('is left by %j', async (keys) => {
    const { bot } = await aBot();
    const { input, platform } = await aTerminal(bot, 'prompt');
    input.write(keys);
    await expect(platform.left).resolves.toBeUndefined();
  });

  it('clears a half-typed line at Ctrl-C and is left by another', async () => {
    const { bot } = await aBot();
    const { input, printed, platform, sees } = await aTerminal(bot, 'prompt');
    input.write('serach lora');
    input.write(CTRL_C);
    input.write('export\r');
    await sees('nothing to export');
    expect(printed()).not.toContain('There is no command');
    input.write(CTRL_C);
    await sees('Press Ctrl-C again to leave');
    input.write(CTRL_C);
    await expect(platform.left).resolves.toBeUndefined();
  });

  it('completes a title at Tab', async () => {
    const { bot } = await aBot({ papers: [LORA] });
    const { input, sees, platform } = await aTerminal(bot, 'prompt');
    input.write('show low-r\t');
    await sees('show LoRA: Low-Rank Adaptation');
    input.write('\r');
    await sees('https://arxiv.org/abs/2106.09685');
    await platform.stop();
  });
});

function aPlatform(input: PassThrough, output: Writable) {
  return terminalPlatform({
    input,
    output,
    mode: 'lines',
    color: false,
    asker: aUser(),
    clock: { now: () => anInstant() },
    stage: aStage(),
    writeFile: async () => '',
  });
}
