/**
 * Facts and prompts of a sample of the archive. Runs where the archive is.
 *
 * The facts of this very sample were checked by hand once, before anything was changed for it (nine of its papers had been in samples
 * that rules were changed for). Right were 42 of 42 figures, 28 of 30 things beaten, 1 of 2 equalled, 67 of 72 names, 28 of 28 data
 * sets, 46 of 54 tasks, 7 of 8 limits, 43 of 44 gaps and 56 of 65 mechanisms.
 */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldText } from '../../../src/core/paper-claims/fact.ts';
import { factsOf } from '../../../src/core/paper-claims/facts.ts';
import { FEWEST_QUESTIONS, readingPrompt } from '../../../src/core/paper-claims/reading-prompt.ts';
import { ARCHIVE, archiveSample } from './archive-sample.ts';

const isHere = existsSync(ARCHIVE);
if (!isHere) process.stdout.write('skipped: prompts for a sample of the archive, as ../shared/data is not here\n');

describe.skipIf(!isHere)('a sample of sixty papers of four years', () => {
  const papers = isHere ? archiveSample(ARCHIVE, { seed: 11, size: 60 }) : [];

  it('is the same whenever it is drawn', () => {
    expect(archiveSample(ARCHIVE, { seed: 11, size: 60 }).map(({ id }) => id)).toEqual(papers.map(({ id }) => id));
    expect(papers).toHaveLength(60);
  });

  it('gives facts that are stretches of their sources', () => {
    for (const paper of papers) {
      for (const { field, start, end, text } of factsOf(paper)) expect(fieldText(paper, field).slice(start, end)).toBe(text);
    }
  });

  it('gets five questions a paper, and for nine papers in ten none that is only about the title', () => {
    const asked = papers.map((paper) => readingPrompt(paper, { week: 1 }).questions);
    for (const questions of asked) expect(questions.length).toBeGreaterThanOrEqual(FEWEST_QUESTIONS);
    const specific = asked.filter((questions) => questions.every(({ about }) => about !== 'title'));
    expect(specific.length).toBeGreaterThanOrEqual(0.9 * papers.length);
  });
});
