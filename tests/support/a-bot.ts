/**
 * A whole bot over papers of a test's choosing, with the real store in memory, and what it says to one reader.
 */
import { onTestFinished } from 'vitest';
import { type Action, encodeAction } from '../../src/core/action.ts';
import { parseCommandLine } from '../../src/core/command-line.ts';
import type { LivePapers } from '../../src/core/live-papers.ts';
import type { Message, Reply } from '../../src/core/message.ts';
import type { CheckPlace, LinkTo } from '../../src/core/messenger.ts';
import type { Paper } from '../../src/core/paper.ts';
import type { SearchIndex } from '../../src/core/search-index.ts';
import type { AskContext, Bot } from '../../src/features/bot.ts';
import { makeBot } from '../../src/features/make-bot.ts';
import { makeRegistry } from '../../src/features/registry.ts';
import { matchAuthors } from '../../src/search/filters.ts';
import { makeMatchQuery } from '../../src/search/match-query.ts';
import { makePaperIndex, type PaperIndex } from '../../src/search/paper-index.ts';
import type { Store } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { anInstant, aUser, MANAGER } from './builders.ts';
import { said } from './said.ts';

export interface BotDraft {
  readonly papers?: readonly Paper[];
  /** Where it is not of just these papers. */
  readonly index?: SearchIndex;
  /** Whether the bot may post to a place; it may unless told. */
  readonly checkPlace?: CheckPlace;
  /** Where a message stands; no platform says unless told. */
  readonly linkTo?: LinkTo;
  readonly admins?: ReadonlySet<string>;
  /** What answers for the services; none may be asked unless given. */
  readonly live?: LivePapers;
  /** The moment at which everything is asked, unless told otherwise. */
  readonly now?: string;
}

export interface TestedBot {
  readonly bot: Bot;
  readonly store: Store;
  /** Bugs reported, with their references. */
  readonly bugs: readonly { readonly error: unknown; readonly reference: string }[];
  /** The answer to a typed line. */
  readonly ask: (line: string, context?: Partial<AskContext>) => Promise<Reply>;
  /** The same, where the answer must be a message. */
  readonly read: (line: string, context?: Partial<AskContext>) => Promise<Message>;
  readonly press: (action: Action, context?: Partial<AskContext>) => Promise<Reply>;
}

export async function aBot({ papers = [], now = '2026-08-21T09:00:00Z', ...draft }: BotDraft = {}): Promise<TestedBot> {
  const store = await openStore({ url: ':memory:' });
  onTestFinished(() => store.close());
  await store.upsertPapers(papers, anInstant(now));
  const searchable = await anIndexOf(papers);
  const bugs: { error: unknown; reference: string }[] = [];
  const registry = makeRegistry({
    index: draft.index ?? searchable,
    papers: store,
    queries: store,
    readingLists: store,
    people: store,
    posted: store,
    likes: store,
    groups: store,
    memory: store,
    subscriptions: store,
    matchQuery: makeMatchQuery(),
    sourceTrouble: async () => undefined,
    sources: store,
    live: draft.live,
    checkPlace: draft.checkPlace ?? (async () => ({ kind: 'may-post' })),
    linkTo: draft.linkTo ?? (async () => undefined),
    admins: draft.admins ?? new Set(),
    onTrouble: (error) => bugs.push({ error, reference: 'background' }),
    makeExcerpt: searchable.excerpt,
    matchAuthors,
    version: '0.1.0',
    indexedPapers: () => papers.length,
  });
  const bot = makeBot({
    ...registry,
    onBug: (error, reference) => bugs.push({ error, reference }),
    onTrouble: (error) => bugs.push({ error, reference: 'background' }),
    newReference: () => 'ab12cd',
  });
  const context = (part: Partial<AskContext> = {}): AskContext => ({
    asker: aUser(),
    place: { platform: 'terminal', workspace: 'terminal', channel: 'terminal' },
    standing: MANAGER,
    now: anInstant(now),
    ...part,
  });
  const ask: TestedBot['ask'] = async (line, part) => {
    const parsed = parseCommandLine(line, bot.commands);
    if (parsed.kind !== 'command') throw new Error(`no command: ${line}`);
    return bot.plan({ kind: 'command', name: parsed.name, options: parsed.options }).run(context(part));
  };
  return {
    bot,
    store,
    bugs,
    ask,
    read: async (line, part) => messageOf(await ask(line, part)),
    press: async (action, part) => bot.plan({ kind: 'action', encoded: encodeAction(action) }).run(context(part)),
  };
}

export async function anIndexOf(papers: readonly Paper[]): Promise<PaperIndex> {
  const index = makePaperIndex();
  await index.put(papers);
  return index;
}

export function messageOf(reply: Reply): Message {
  if (reply.kind !== 'message') throw new Error(`not a message: ${JSON.stringify(reply)}`);
  return reply.message;
}

/** Every word of a message but those of the papers in it, as one line. */
export function wordsOf(message: Message): string {
  const lines = message.blocks.flatMap((block) => {
    if (block.kind === 'text' || block.kind === 'note') return [block.spans];
    return block.kind === 'list' ? block.items : [];
  });
  return [message.title ?? '', ...lines.map(said)].join(' ').trim();
}

export function papersIn(message: Message): readonly Paper[] {
  return message.blocks.flatMap((block) => (block.kind === 'paper' ? [block.paper] : []));
}

export function labelsOf(message: Message): readonly string[] {
  return message.buttons.map(({ label }) => label);
}

/** What the button of that label does. */
export function buttonOf(message: Message, label: string): Action {
  const button = message.buttons.find((each) => each.label === label);
  if (button?.kind !== 'action') throw new Error(`no button ${label} among ${labelsOf(message).join(', ')}`);
  return button.action;
}
