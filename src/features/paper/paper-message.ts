/**
 * A paper in full, with what can be done about it.
 */
import type { Message } from '../../core/message.ts';
import type { Paper } from '../../core/paper.ts';

export function paperMessage(paper: Paper, onList: 'saved' | 'not-saved'): Message {
  return {
    summary: paper.title,
    blocks: [{ kind: 'paper', detail: 'full', paper }],
    buttons: [
      { kind: 'action', label: 'Similar', action: { kind: 'paper.similar', paper: paper.id } },
      onList === 'saved'
        ? { kind: 'action', label: 'Unsave', action: { kind: 'paper.unsave', paper: paper.id } }
        : { kind: 'action', label: 'Save', action: { kind: 'paper.save', paper: paper.id } },
    ],
    share: { kind: 'paper.show', paper: paper.id },
  };
}
