import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anInstallation, runPaperboy } from './paperboy-process.ts';

const PAPERS = ['03', '04', '05', '06'].flatMap((day) =>
  [5, 2].map((votes) => ({
    arxivId: `2608.${day}00${votes}`,
    title: `Reading on August ${day} with ${votes} votes`,
    abstract: 'We read. Reading helps by 10%.',
    authors: ['Ada Lovelace'],
    submittedOnDailyAt: `2026-08-${day}`,
    upvotes: votes,
  })),
);

async function anInstallationWithLists() {
  const installation = anInstallation();
  const file = join(installation.folder, 'papers.jsonl');
  writeFileSync(file, PAPERS.map((paper) => JSON.stringify(paper)).join('\n'));
  expect((await runPaperboy(installation, '', { args: ['import', file] })).code).toBe(0);
  return installation;
}

const SUBSCRIBE = ':clock 2026-08-04T06:00Z\nsubscribe paper-of-the-day daily at 7\n';

describe('a week played on the terminal', () => {
  it('prints each post as its channel shows it', async () => {
    const installation = await anInstallationWithLists();
    const { code, stdout, stderr } = await runPaperboy(installation, `${SUBSCRIBE}:tick +3d\n`);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout.match(/^── #general · .*$/gm)).toEqual([
      '── #general · Tue, 4 Aug 2026, 07:00 UTC',
      '── #general · Wed, 5 Aug 2026, 07:00 UTC',
      '── #general · Thu, 6 Aug 2026, 07:00 UTC',
    ]);
    // Each title stands there twice: in its card, and in the question about it
    expect([...new Set(stdout.match(/August \d\d with \d votes/g))]).toEqual(
      ['03', '04', '05'].map((day) => `August ${day} with 5 votes`),
    );
  });

  it('dies where it is told to, between a post and its being written down, and has posted once when it goes on', async () => {
    const installation = await anInstallationWithLists();
    const died = await runPaperboy(installation, `${SUBSCRIBE}:crash\n:tick +2h\n`);
    expect(died.signal).toBe('SIGKILL');
    const after = await runPaperboy(installation, ':clock 2026-08-04T07:10Z\n:tick +1h\n:channel\nsubscriptions\n');
    expect(after.stdout.replace(/\s+/g, ' ')).toContain('found in the channel: it had been posted before the crash');
    expect(after.stdout).toContain('#general: 1 post\n');
    expect(after.stdout).toContain('posted Tue, 4 Aug 2026, 07:00');
  });
});
