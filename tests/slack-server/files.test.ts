import { describe, expect, it } from 'vitest';
import { codeOf } from '../support/slack-server/refused.ts';
import { aReadingGroup, aWebClient } from '../support/slack-server/tiny-bolt.ts';

const scopes = ['chat:write', 'chat:write.public', 'files:write', 'im:write'];

async function anUploader() {
  const group = await aReadingGroup({ app: { scopes } });
  return { ...group, client: aWebClient(group.slack, group.workspace.token()) };
}

describe('a file', () => {
  it('is uploaded by the real client and seen in its channel, or a person’s direct messages', async () => {
    const { slack, client, ada, channel } = await anUploader();
    await client.filesUploadV2({
      channel_id: channel.id,
      filename: 'papers.bib',
      file: Buffer.from('@book{a}'),
      initial_comment: 'Yours',
    });
    expect(ada.in(channel).sees()).toMatchObject([{ text: 'Yours', files: [{ name: 'papers.bib', text: '@book{a}' }] }]);
    const direct = ada.inDirectMessage();
    await client.filesUploadV2({ channel_id: direct.channel.id, filename: 'list.csv', content: 'a,b' });
    expect(direct.sees()).toMatchObject([{ files: [{ name: 'list.csv', text: 'a,b' }] }]);
    expect(slack.violations.all).toEqual([]);
  });

  it('is announced with its length, sent to the place that was given, and shared once', async () => {
    const { slack, client, channel } = await anUploader();
    const place = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
    const send = async (body: string) => (await fetch(place.upload_url ?? '', { method: 'POST', body })).status;
    const files: [{ id: string }] = [{ id: place.file_id ?? '' }];
    expect(await codeOf(client.files.completeUploadExternal({ files, channel_id: channel.id }))).toBe('file_not_found');
    expect(await send('four')).toBe(400);
    expect(await send('abc')).toBe(200);
    expect(await send('abc')).toBe(400);
    await client.files.completeUploadExternal({ files, channel_id: channel.id });
    expect(await codeOf(client.files.completeUploadExternal({ files, channel_id: channel.id }))).toBe('file_not_found');
    expect(slack.violations.byBot().map(({ rule }) => rule)).toContain('length_mismatch');
  });

  it('is shared only where the bot is', async () => {
    const { workspace, client } = await anUploader();
    const apart = workspace.addChannel('apart');
    const upload = client.filesUploadV2({ channel_id: apart.id, filename: 'a.txt', content: 'abc' });
    expect(await codeOf(upload)).toBe('not_in_channel');
  });
});
