/**
 * `team.info`: the name and address of the token's workspace.
 */
import { z } from 'zod';
import { word } from '../argument-shapes.ts';
import { Refusal } from '../refusal.ts';
import { workspacesOf } from '../state/grants.ts';
import { known } from '../state/workspace.ts';
import { botOf, defineMethod } from './method.ts';

export const teamInfo = defineMethod({
  name: 'team.info',
  tier: 'tier-3',
  caller: 'bot',
  scopes: ['team:read'],
  shape: z.strictObject({ team: word.optional() }),
  run: (twin, { caller, given }) => {
    const reached = workspacesOf(botOf(caller).installation);
    const [first = ''] = reached;
    const id = given.team ?? first;
    if (!reached.has(id)) throw new Refusal('team_not_found', `the token reaches no workspace ${id}`);
    const { name, domain, enterprise } = known(twin.world.workspaces, id);
    return {
      team: {
        ...{ id, name, domain, email_domain: '', url: `https://${domain}.slack.com/` },
        ...(enterprise === undefined ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
      },
    };
  },
});
