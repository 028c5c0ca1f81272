/**
 * Lets people see what changes before them: whoever did something sees it as what came of that, and all others who are there too.
 */
import type { Cause, Happened, Message } from '../state/messages.ts';
import type { ViewChange } from '../state/views.ts';
import type { Twin } from '../twin.ts';
import type { ActBook } from './acts.ts';

export function tellSeen({ acts, world, changes }: Pick<Twin, 'acts' | 'world' | 'changes'>) {
  return (message: Message, how: Happened, cause: Cause): void => {
    const { author, audience, channelId } = message;
    const outcome = { kind: 'message', message, how } as const;
    const doer = cause === undefined ? undefined : acts.find(cause)?.personId;
    if (author.kind === 'app') {
      const seeing = audience.kind === 'only' ? [audience.personId] : [...(world.channels.get(channelId)?.members ?? [])];
      if (cause !== undefined) acts.tell(cause, outcome);
      for (const personId of seeing) if (personId !== doer) acts.tellPerson(personId, outcome);
    }
    changes.changed();
  };
}

export function tellView(acts: ActBook) {
  return (personId: string, change: ViewChange, cause: string | undefined): void => {
    if (cause === undefined) acts.tellPerson(personId, change);
    else acts.tell(cause, change);
  };
}
