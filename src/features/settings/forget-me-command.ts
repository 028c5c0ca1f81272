/**
 * `forget-me`: all that is kept about the asker, deleted; once, and only after they confirm.
 */
import { type Command, type CommandContext, defineCommand } from '../../core/command.ts';
import { counted } from '../../core/locale.ts';
import { code, type Message, type Reply, text } from '../../core/message.ts';
import type { PersonStore } from '../../core/person-store.ts';

export const forgetMeCommand = (): Command =>
  defineCommand({
    name: 'forget-me',
    summary: 'Delete everything that is kept about you',
    example: 'forget-me',
    answer: 'private',
    options: {},
    run: async () => ({ kind: 'message', message: CONFIRMATION }),
  });

export async function forgetAsker({
  people,
  context,
}: {
  readonly people: Pick<PersonStore, 'forgetPerson'>;
  readonly context: CommandContext;
}): Promise<Reply> {
  const deleted = await people.forgetPerson(context.asker);
  const counts = [
    [deleted.savedPapers, 'saved paper'],
    [deleted.settings, 'setting'],
    [deleted.subscriptions, 'personal subscription'],
    [deleted.likes, 'like'],
    [deleted.groups, 'group membership'],
  ] as const;
  const kept = counts.flatMap(([count, noun]) => (count > 0 ? [counted(count, noun, undefined)] : []));
  const sentence =
    kept.length === 0
      ? 'Nothing was kept about you.'
      : `Deleted: ${new Intl.ListFormat('en-GB').format(kept)}. Nothing is kept about you now.`;
  return { kind: 'message', message: { summary: sentence, blocks: [{ kind: 'text', spans: [text(sentence)] }], buttons: [] } };
}

const CONFIRMATION: Message = {
  summary: 'Delete everything that is kept about you?',
  title: 'Delete everything that is kept about you?',
  blocks: [
    {
      kind: 'text',
      spans: [
        text(
          'Your reading list, settings, likes, what you get by direct message and your part in reading groups will be deleted. Channels keep what they get. This cannot be undone; ',
        ),
        code('export'),
        text(' gives you the list as a file first.'),
      ],
    },
  ],
  buttons: [{ kind: 'action', label: 'Delete everything', action: { kind: 'forget-me.confirm' }, tone: 'danger' }],
};
