/**
 * `group taste`: the words that a group likes to read about, for everybody to see and for members to change.
 */
import { type Command, defineCommand } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Group, GroupId } from '../../core/groups/group.ts';
import {
  NO_EDITS,
  readTasteWords,
  type TasteEdits,
  withAdded,
  withRemoved,
  withRestored,
} from '../../core/groups/taste-edits.ts';
import type { Reply } from '../../core/message.ts';
import { type Asked, type GroupDeps, groupHere, isMember, refuseStrangers } from './group-deps.ts';
import { type TasteDeps, tasteHere } from './taste-here.ts';
import { tasteMessage } from './taste-message.ts';

export type TasteCommandDeps = GroupDeps & Pick<TasteDeps, 'memory' | 'index'>;
type Tasting = Asked & Pick<TasteDeps, 'memory' | 'index'>;

const WORDS = { kind: 'text', maxLength: 300 } as const;

export const groupTasteCommand = (deps: TasteCommandDeps): Command =>
  defineCommand({
    name: 'group taste',
    summary: 'Show or change the words by which papers are proposed to the reading group',
    example: 'group taste add:"low-rank, quantization"',
    answer: 'private',
    options: {
      add: { ...WORDS, description: 'words or short phrases to look for, parted by commas' },
      remove: { ...WORDS, description: 'words to leave out, parted by commas' },
    },
    run: async ({ add, remove }, context) => {
      const asked = { ...deps, context };
      const group = await groupHere(asked);
      if (add === undefined && remove === undefined) return shown(group, asked);
      const { vocabulary } = deps.index;
      const [added, removed] = [add, remove].map((typed) => (typed === undefined ? [] : readTasteWords(typed, vocabulary)));
      return changed(
        group.id,
        (edits) => withRemoved(withAdded(edits, added ?? [], vocabulary), removed ?? [], vocabulary),
        asked,
      );
    },
  });

/** A press under the list. @throws UserError where the group is gone, or the presser is no member. */
export async function changeTaste(
  {
    kind,
    group,
    word,
  }: { readonly kind: 'group.taste-out' | 'group.taste-back'; readonly group: GroupId; readonly word: string },
  asked: Tasting,
): Promise<Reply> {
  const { vocabulary } = asked.index;
  const change = kind === 'group.taste-out' ? withRemoved : withRestored;
  return changed(group, (edits) => change(edits, [word], vocabulary), asked);
}

async function changed(id: GroupId, change: (edits: TasteEdits) => TasteEdits, asked: Tasting): Promise<Reply> {
  const after = await asked.groups.changeGroup(id, (group) => {
    refuseStrangers(group, asked);
    return { ...group, taste: change(group.taste ?? NO_EDITS) };
  });
  if (after === undefined) throw new UserError('no-group', 'That reading group is gone.');
  return shown(after, asked);
}

async function shown(group: Group, asked: Tasting): Promise<Reply> {
  const known = await tasteHere(group, asked.context.now, asked);
  const may = isMember(group, asked.context) ? 'edit' : 'look';
  return { kind: 'message', message: tasteMessage({ group, known, may, locale: asked.context.settings.locale }) };
}
