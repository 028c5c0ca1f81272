/**
 * What Slack tells by itself: that App Home was opened, and that a workspace took the bot out. Bolt acknowledges each at once; each has
 * one effect, however often it comes.
 */
import type { App } from '@slack/bolt';
import type { Interactions } from './interactions.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Tell } from './news.ts';
import { EventBody, HomeEvent, organizationOf } from './payloads.ts';
import { showHome } from './replies.ts';

/** As the manifest subscribes to them. */
export const EVENTS = ['app_home_opened', 'app_uninstalled', 'tokens_revoked'] as const;

export interface EventParts {
  readonly lifecycle: Lifecycle;
  readonly interactions: Interactions;
  readonly tell: Tell;
}

export function onEvents(app: App, parts: EventParts): void {
  const { interactions, tell } = parts;
  for (const name of EVENTS) {
    app.event(name, async ({ body }) => {
      const read = EventBody.safeParse(body);
      if (read.success) void interactions.follow(takeEvent(name, read.data, parts));
      else tell({ level: 'warn', what: 'an event from Slack could not be read', facts: { name } });
    });
  }
}

async function takeEvent(name: (typeof EVENTS)[number], body: EventBody, parts: EventParts): Promise<void> {
  const { lifecycle, interactions } = parts;
  if (!(await lifecycle.isNew(body.event_id))) return;
  switch (name) {
    case 'app_home_opened': {
      const opened = HomeEvent.safeParse(body.event);
      if (!opened.success || opened.data.tab === 'messages') return;
      const asker = { team: body.team_id ?? '', user: opened.data.user };
      await interactions.desk.noteOrganization(asker, organizationOf(body));
      return showHome(asker, interactions.desk);
    }
    case 'app_uninstalled':
      return lifecycle.whenUninstalled(body);
    case 'tokens_revoked':
      return lifecycle.whenRevoked(body);
  }
}
