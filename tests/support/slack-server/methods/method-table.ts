/**
 * The methods that there are. Any other is refused and noted.
 */
import { authRevoke, authTest, openConnection, uninstallApp } from './auth.ts';
import { getPermalink, remove, update } from './chat-change.ts';
import { postEphemeral, postMessage } from './chat-post.ts';
import { channelInfo, list, members, open } from './conversations.ts';
import { completeUpload, getUploadUrl } from './files.ts';
import { history, replies } from './history.ts';
import type { Method } from './method.ts';
import { oauthAccess } from './oauth.ts';
import { teamInfo } from './team.ts';
import { userInfo } from './users.ts';
import { openView, publishView, pushView, updateView } from './views.ts';

const METHODS: readonly Method[] = [
  ...[authTest, authRevoke, uninstallApp, openConnection, oauthAccess],
  ...[postMessage, postEphemeral, update, remove, getPermalink],
  ...[open, channelInfo, list, members, history, replies],
  ...[userInfo, teamInfo, openView, pushView, updateView, publishView, getUploadUrl, completeUpload],
];

export const METHOD_TABLE: ReadonlyMap<string, Method> = new Map(METHODS.map((method) => [method.name, method]));
