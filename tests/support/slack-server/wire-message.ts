/**
 * Messages, people, channels and views as the Web API and payloads show them.
 */
import type { JsonObject } from './json.ts';
import { installationIn } from './state/grants.ts';
import type { Message } from './state/messages.ts';
import type { View } from './state/views.ts';
import type { Channel, Person } from './state/workspace.ts';
import { known } from './state/workspace.ts';
import type { Twin } from './twin.ts';

/** Seconds that a zone is before UTC at a moment. */
function zoneOffset(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

export interface MessageDetail {
  readonly metadata: 'with-metadata' | 'without-metadata';
}

export function wireMessage(twin: Twin, message: Message, { metadata }: MessageDetail): JsonObject {
  const { author, files } = message;
  const replies = twin.messages.in(message.channelId).filter((each) => each.threadTs === message.ts);
  return {
    type: 'message',
    ...(author.kind === 'app'
      ? { user: author.botUserId, bot_id: author.botId, app_id: twin.app.appId, team: message.workspaceId }
      : { user: author.personId, team: message.workspaceId }),
    text: message.text,
    ts: message.ts,
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.broadcast ? { subtype: 'thread_broadcast' } : {}),
    ...(replies.length === 0 ? {} : { thread_ts: message.ts, reply_count: replies.length }),
    ...(message.state === 'edited'
      ? { edited: { user: author.kind === 'app' ? author.botUserId : author.personId, ts: message.ts } }
      : {}),
    ...(files.length === 0 ? {} : { files: files.map(({ id, name, title }) => ({ id, name, title })) }),
    ...(metadata === 'with-metadata' && message.metadata !== undefined ? { metadata: message.metadata } : {}),
  };
}

export function wireChannel(twin: Twin, channel: Channel, botUserId: string): JsonObject {
  const direct = channel.kind === 'direct';
  return {
    id: channel.id,
    ...(direct ? { user: [...channel.members].find((id) => id !== botUserId) ?? '' } : { name: channel.name }),
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: direct,
    is_private: channel.kind !== 'public',
    is_archived: channel.archived,
    is_member: channel.members.has(botUserId),
    context_team_id: known(twin.world.workspaces, channel.workspaceId).id,
  };
}

export function wirePerson(person: Person, at: number): JsonObject {
  return {
    id: person.id,
    team_id: person.workspaceId,
    name: person.name,
    real_name: person.name,
    deleted: person.deactivated,
    tz: person.zone,
    tz_label: person.zone,
    tz_offset: zoneOffset(person.zone, at),
    is_admin: person.role === 'admin' || person.role === 'owner',
    is_owner: person.role === 'owner',
    is_primary_owner: false,
    is_restricted: person.role === 'guest',
    is_ultra_restricted: false,
    is_bot: person.bot,
    is_app_user: false,
    profile: { real_name: person.name, display_name: person.name },
  };
}

export function wireView(twin: Twin, view: View): JsonObject {
  const { shape, entered } = view;
  return {
    id: view.id,
    team_id: view.workspaceId,
    type: view.surface,
    blocks: shape.blocks ?? [],
    private_metadata: shape.private_metadata ?? '',
    callback_id: shape.callback_id ?? '',
    external_id: shape.external_id ?? '',
    title: shape.title ?? { type: 'plain_text', text: 'View Title' },
    submit: shape.submit ?? null,
    close: shape.close ?? null,
    clear_on_close: shape.clear_on_close ?? false,
    notify_on_close: shape.notify_on_close ?? false,
    state: { values: { ...entered } },
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId ?? null,
    app_id: twin.app.appId,
    app_installed_team_id: view.workspaceId,
    bot_id: installationIn(twin.grants, view.workspaceId)?.botId ?? '',
  };
}
