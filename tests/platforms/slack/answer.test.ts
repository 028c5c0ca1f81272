/**
 * Answers on their way to whoever asked: through an address that takes five, over a real socket, and by direct message beyond that.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AnswerMode, Message, Reply } from '../../../src/core/message.ts';
import { text } from '../../../src/core/message.ts';
import { answer } from '../../../src/platforms/slack/answer.ts';
import type { News } from '../../../src/platforms/slack/news.ts';
import { type AnswerAddress, byAddress, byDirectMessage, eitherWay } from '../../../src/platforms/slack/reach.ts';
import { makeSendFile } from '../../../src/platforms/slack/send-file.ts';
import { makeClients } from '../../../src/platforms/slack/slack-client.ts';
import { anInstant, aUser, MEMBER, somePapers } from '../../support/builders.ts';
import { type MethodAnswer, slackAnswers } from '../../support/slack-answers.ts';

interface Said {
  readonly response_type: string;
  readonly replace_original: boolean;
  readonly thread_ts?: string;
  readonly text: string;
  readonly blocks: readonly object[];
}

/** An address for answers that takes so many. */
async function anAddress(most = 5) {
  const said: Said[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    if (said.length >= most) return void response.writeHead(404).end('used_url');
    said.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.end('ok');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { said, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/commands/T1/secret` };
}

const MESSAGE: Message = { summary: 'Said', blocks: [{ kind: 'text', spans: [text('Said.')] }], buttons: [] };
const LONG: Message = {
  ...MESSAGE,
  blocks: somePapers(60).map((paper) => ({ kind: 'paper', detail: 'card', paper, excerpt: [text('words '.repeat(140))] })),
};

interface Draft {
  readonly most?: number;
  readonly mode?: AnswerMode;
  readonly pressed?: AnswerAddress['pressed'];
  readonly presser?: string;
  readonly methods?: Readonly<Record<string, MethodAnswer>>;
}

async function answered(reply: Reply, { most = 5, mode = 'private', pressed, presser, methods = {} }: Draft = {}) {
  const address = await anAddress(most);
  const slack = await slackAnswers({ 'chat.postMessage': () => ({ ts: '1.1' }), ...methods });
  const client = makeClients({ apiUrl: slack.apiUrl, tell: () => undefined })('xoxb-1');
  const news: News[] = [];
  const tell = (told: News) => void news.push(told);
  await answer(
    { answer: mode, run: async () => reply },
    {
      reach: eitherWay(byAddress({ url: address.url, pressed }), async () => byDirectMessage(client, 'U1')),
      context: {
        asker: aUser('T1/U1', 'slack'),
        place: { platform: 'slack', workspace: 'T1', channel: 'C1' },
        standing: MEMBER,
        now: anInstant(),
      },
      commandNames: ['save'],
      presser,
      sendFile: makeSendFile({ client: async () => client, user: 'U1', tell }),
      reference: 'ab12cd',
      tell,
    },
  );
  return { said: address.said, slack, news, url: address.url };
}

const modesOf = (said: readonly Said[]) =>
  said.map(({ response_type: type, replace_original: replaces }) => `${type}${replaces ? ', in its place' : ''}`);

const message = (of: Message = MESSAGE): Reply => ({ kind: 'message', message: of });
const SHARED = { seenBy: 'channel' } as const;
const OWN = { seenBy: 'asker' } as const;

describe('an answer on Slack', () => {
  it('is the asker’s alone, or the channel’s, as the plan says, and says so each time', async () => {
    expect(modesOf((await answered(message())).said)).toEqual(['ephemeral']);
    expect(modesOf((await answered(message(), { mode: 'public' })).said)).toEqual(['in_channel']);
  });

  it('takes the place of what was pressed, seen by whoever saw that', async () => {
    const press = { mode: 'replace', presser: 'ada' } as const;
    expect(modesOf((await answered(message(), { ...press, pressed: OWN })).said)).toEqual(['ephemeral, in its place']);
    expect(modesOf((await answered(message(), { ...press, pressed: SHARED })).said)).toEqual(['in_channel, in its place']);
  });

  it('takes no place where nothing was pressed', async () => {
    expect(modesOf((await answered(message(), { mode: 'replace' })).said)).toEqual(['ephemeral']);
  });

  it('goes on in private beside what was replaced, and before all where all see it', async () => {
    const replaced = await answered(message(LONG), { mode: 'replace', presser: 'ada', pressed: OWN });
    expect(modesOf(replaced.said)).toEqual(['ephemeral, in its place', 'ephemeral', 'ephemeral', 'ephemeral']);
    expect(modesOf((await answered(message(LONG), { mode: 'public' })).said)).toEqual(Array(4).fill('in_channel'));
  });

  it('names who shared it, in words that mention nobody', async () => {
    const { said } = await answered(message(), { mode: 'public', presser: '<!channel> ada', pressed: OWN });
    expect(JSON.stringify(said[0]?.blocks.at(-1))).toContain('Shared by &lt;!channel&gt; ada');
    const typed = await answered(message(), { mode: 'public' });
    expect(JSON.stringify(typed.said)).not.toContain('Shared by');
  });

  it('stays in the thread in which it was asked for', async () => {
    const { said } = await answered(message(), { presser: 'ada', pressed: { ...SHARED, thread: '1.1' } });
    expect(said[0]?.thread_ts).toBe('1.1');
  });

  it('comes by direct message once its address is used up, and names that address nowhere', async () => {
    const { said, slack, news, url } = await answered(message(LONG), { most: 2 });
    expect(said).toHaveLength(2);
    expect(slack.asked.map(({ method, args }) => [method, args.channel])).toEqual([
      ['chat.postMessage', 'U1'],
      ['chat.postMessage', 'U1'],
    ]);
    expect(JSON.stringify(news)).not.toContain(url);
  });

  it('is an apology with a reference where it cannot be shown, and whoever runs the bot hears of it', async () => {
    let posts = 0;
    const { slack, news } = await answered(message(), {
      most: 0,
      methods: {
        'chat.postMessage': () => {
          posts += 1;
          return posts === 1 ? 'invalid_blocks' : { ts: '1.1' };
        },
      },
    });
    expect(slack.asked.at(-1)?.args.text).toMatch(/^This answer could not be shown \(ref ab12cd\)/);
    expect(news.map(({ level, what }) => [level, what])).toEqual([['error', 'an answer could not be shown']]);
  });
});

describe('a notice on Slack', () => {
  it('is private whatever the plan says, and replaces nothing', async () => {
    const notice: Reply = { kind: 'notice', level: 'error', text: 'No such paper. `save 1` takes one.' };
    for (const mode of ['private', 'public', 'replace'] as const) {
      const { said } = await answered(notice, { mode, presser: 'ada', pressed: SHARED });
      expect(modesOf(said)).toEqual(['ephemeral']);
      expect(said[0]?.text).toBe('No such paper. `/papers save 1` takes one.');
    }
  });

  it('is nothing where there is nothing to say', async () => {
    expect((await answered({ kind: 'nothing' }, { mode: 'public' })).said).toEqual([]);
  });
});

describe('a file on Slack', () => {
  const FILE: Reply = {
    kind: 'file',
    file: { name: 'reading-list.bib', mediaType: 'text/x-bibtex', content: '@misc{a,\n  title = {A < B}\n}\n' },
    message: MESSAGE,
  };
  const textsOf = (said: readonly Said[]) => said.map(({ text: line }) => line);

  it('is in the direct messages of whoever asked for it', async () => {
    const uploads: string[] = [];
    const { said, slack } = await answered(FILE, {
      methods: {
        'conversations.open': () => ({ channel: { id: 'D1' } }),
        'files.getUploadURLExternal': ({ args }) => ({ file_id: 'F1', upload_url: uploadUrl(args.filename ?? '') }),
        'files.completeUploadExternal': ({ args }) => {
          uploads.push(args.channel_id ?? '');
          return { files: [{ id: 'F1' }] };
        },
      },
    });
    expect(slack.asked.map(({ method }) => method)).toContain('files.getUploadURLExternal');
    expect([...uploads, ...textsOf(said)]).toEqual([
      'D1',
      'Said',
      'The file `reading-list.bib` is in your direct messages with this bot.',
    ]);
  });

  it('is shown as text where files may not be sent, and the missing permission is named', async () => {
    const { said } = await answered(FILE, {
      methods: { 'conversations.open': () => ({ channel: { id: 'D1' } }), 'files.getUploadURLExternal': () => 'missing_scope' },
    });
    expect(textsOf(said)[1]).toMatch(/^To send it as a file the bot needs the permission `files:write`/);
    expect(JSON.stringify(said[1]?.blocks)).toContain('title = {A &lt; B}');
  });

  it('says so where its text is too long to be shown', async () => {
    const long: Reply = { ...FILE, file: { ...FILE.file, content: 'x\n'.repeat(9000) } };
    const { said } = await answered(long, { methods: { 'conversations.open': () => 'missing_scope' } });
    expect(textsOf(said)[1]).toMatch(/Its text is too long to be shown here\.$/);
  });
});

/** Takes what is uploaded. */
const UPLOADS = createServer((request, response) => {
  request.resume();
  response.end('OK');
}).listen(0, '127.0.0.1');
UPLOADS.unref();

function uploadUrl(name: string): string {
  return `http://127.0.0.1:${(UPLOADS.address() as AddressInfo).port}/${name}`;
}
