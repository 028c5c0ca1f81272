import { describe, expect, it } from 'vitest';
import type { MessageRef } from '../../src/core/delivery.ts';
import { directPlace, type Place } from '../../src/core/place.ts';
import { discordLinks } from '../../src/platforms/discord/link-to.ts';
import type { PostTarget } from '../../src/platforms/discord/post-target.ts';
import { slackLinks } from '../../src/platforms/slack/link-to.ts';
import { makeFindTarget } from '../../src/platforms/slack/post-target.ts';
import { makeClients } from '../../src/platforms/slack/slack-client.ts';
import { oneWorkspace } from '../../src/platforms/slack/workspaces.ts';
import { aSlackLab } from '../support/a-slack-bot.ts';

const REF = '300' as MessageRef;
const CHANNEL: Place = { platform: 'discord', workspace: '100', channel: '200' };

describe('the address of a message on Discord', () => {
  it.each([
    ['of a channel', CHANNEL, { kind: 'channel', channel: '200' }, 'https://discord.com/channels/100/200/300'],
    [
      'of a forum, where it is a thread of its own',
      CHANNEL,
      { kind: 'forum', channel: '200' },
      'https://discord.com/channels/100/300',
    ],
    [
      'of direct messages',
      directPlace({ platform: 'discord', id: '7' }),
      { kind: 'channel', channel: '400' },
      'https://discord.com/channels/@me/400/300',
    ],
  ] satisfies readonly (readonly [string, Place, PostTarget, string])[])('is that %s', async (_, place, target, address) => {
    expect(await discordLinks(async () => target)(place, REF)).toBe(address);
  });

  it('is left out where Discord does not say what the channel is', async () => {
    const fails = async (): Promise<PostTarget> => {
      throw new Error('no answer');
    };
    expect(await discordLinks(fails)(CHANNEL, REF)).toBeUndefined();
  });
});

describe('the address of a message on Slack', () => {
  async function links() {
    const { slack, workspace, channel } = await aSlackLab();
    const clients = makeClients({ apiUrl: slack.apiUrl, tell: () => {} });
    const client = clients(workspace.token());
    const place: Place = { platform: 'slack', workspace: workspace.workspace.id, channel: channel.id };
    const { ts } = await client.chat.postMessage({ channel: channel.id, text: 'A paper for today' });
    return { linkTo: slackLinks(makeFindTarget(oneWorkspace(workspace.token(), clients))), place, ref: ts as MessageRef };
  }

  it('is what Slack says it is', async () => {
    const { linkTo, place, ref } = await links();
    expect(await linkTo(place, ref)).toBe(`https://reading-group.slack.com/archives/${place.channel}/p${ref.replace('.', '')}`);
  });

  it('is left out where the message is gone', async () => {
    const { linkTo, place } = await links();
    expect(await linkTo(place, '1.000001' as MessageRef)).toBeUndefined();
  });
});
