/**
 * People at their clients, in verbs that any chat platform has: they type, use, press, choose, submit, post and see.
 */
import { CannotDo } from '../../discord-server/cannot-do.ts';
import { directChannel } from '../methods/reached-channel.ts';
import type { Person as Account, Channel } from '../state/workspace.ts';
import { installedIn, type Sending } from './act.ts';
import type { Asked } from './asked.ts';
import { type ChosenWords, choosing, pressing, searching } from './pressing.ts';
import { type SeenForm, seeForm } from './seen-form.ts';
import { type SeenMessage, seeMessage } from './seen-message.ts';
import { closing, type FormValues, submitting } from './submitting.ts';
import { type OptionValues, typing } from './typing.ts';
import { openingHome, usingGlobally, usingOn } from './using.ts';

/** Anything that stands for a channel, as the handles of workspaces do. */
export interface Place {
  readonly channel: Channel;
}

export interface Person {
  readonly user: Account;
  readonly in: (place: Place) => PersonAt;
  readonly inDirectMessage: () => PersonAt;
  /** A shortcut of the app that stands in no message. */
  readonly uses: (entry: string) => Asked;
  readonly opensHome: () => Asked;
  /** Their Home tab as it is, if the app has ever shown one. */
  readonly home: () => SeenForm | undefined;
  /** The modal on top, if any is open. */
  readonly form: () => SeenForm | undefined;
  readonly presses: (form: SeenForm, button: string) => Asked;
  readonly chooses: (form: SeenForm, menu: string, chosen: ChosenWords) => Asked;
  /** Types into a menu that is filled as one types. */
  readonly searchesMenu: (held: SeenForm | SeenMessage, menu: string, text: string) => Asked;
  readonly submits: (form: SeenForm, values?: FormValues) => Asked;
  /** Without submitting. */
  readonly closes: (form: SeenForm) => void;
}

export interface PersonAt {
  readonly channel: Channel;
  /** A command as it is typed, such as `/papers search "diffusion"`; options are written behind it as `name:value`. */
  readonly types: (line: string, options?: OptionValues) => Asked;
  /** An entry of the message's own menu. */
  readonly uses: (entry: string, message: SeenMessage) => Asked;
  readonly presses: (held: SeenMessage | SeenForm, button: string) => Asked;
  readonly chooses: (held: SeenMessage | SeenForm, menu: string, chosen: ChosenWords) => Asked;
  readonly searchesMenu: (held: SeenMessage | SeenForm, menu: string, text: string) => Asked;
  readonly submits: (form: SeenForm, values?: FormValues) => Asked;
  /** `thread` is the message that it replies to. */
  readonly posts: (text: string, thread?: SeenMessage) => SeenMessage;
  /** All that they have before them there, oldest first; deleted ones are gone. */
  readonly sees: () => readonly SeenMessage[];
}

export function makePerson(sending: Sending, user: Account): Person {
  const { twin } = sending;
  const at = (channel: Channel): PersonAt => makePersonAt(sending, user, channel);
  return {
    user,
    in: ({ channel }) => {
      if (!channel.members.has(user.id)) throw new CannotDo(`${user.name} is not in #${channel.name}.`);
      return at(channel);
    },
    inDirectMessage: () => at(directMessages(sending, user)),
    uses: (entry) => usingGlobally(sending, user, entry),
    opensHome: () => openingHome(sending, user, directMessages(sending, user)),
    home: () => {
      const view = twin.views.homeOf(user.id);
      return view === undefined ? undefined : seeForm(twin, view);
    },
    form: () => {
      const view = twin.views.modalsOf(user.id).at(-1);
      return view === undefined ? undefined : seeForm(twin, view);
    },
    ...hands(sending, user),
    closes: (form) => closing(sending, user, form),
  };
}

function hands(sending: Sending, user: Account): Pick<PersonAt, 'presses' | 'chooses' | 'searchesMenu' | 'submits'> {
  return {
    presses: (held, button) => pressing(sending, user, { held, button }),
    chooses: (held, menu, chosen) => choosing(sending, user, { held, menu, chosen }),
    searchesMenu: (held, menu, text) => searching(sending, user, { held, menu, text }),
    submits: (form, values = {}) => submitting(sending, user, { form, values }),
  };
}

function directMessages({ twin }: Sending, user: Account): Channel {
  return directChannel(twin, { installation: installedIn(twin, user.workspaceId) }, user);
}

function makePersonAt(sending: Sending, user: Account, channel: Channel): PersonAt {
  const { twin } = sending;
  return {
    channel,
    types: (line, options = {}) => typing(sending, { user, channel }, { line, options }),
    uses: (entry, message) => usingOn(sending, user, { entry, message }),
    ...hands(sending, user),
    posts: (text, thread) => {
      if (channel.archived) throw new CannotDo(`#${channel.name} is archived.`);
      const draft = {
        ...{ workspaceId: channel.workspaceId, channelId: channel.id, threadTs: thread?.id, broadcast: false },
        ...{ text, blocks: [], mrkdwn: true, metadata: undefined, files: [] },
        author: { kind: 'person', personId: user.id },
        audience: { kind: 'channel' },
        unfurl: { links: true, media: true },
      } as const;
      return seeMessage(twin, twin.messages.post(draft), user.id);
    },
    sees: () =>
      twin.messages
        .in(channel.id)
        .filter(({ audience }) => audience.kind === 'channel' || audience.personId === user.id)
        .map((message) => seeMessage(twin, message, user.id)),
  };
}
