/**
 * What starting the program costs, from the command to the first answer, as a table.
 */
import { mkdirSync } from 'node:fs';
import { measureImport, measureStart } from './measure-start.ts';
import { figure, heading, row, seconds } from './tables.ts';

/** @param archive papers that are imported on the way; without one only the shipped page is there. */
export async function benchStarts(folder: string, archive: string | undefined, print: (line: string) => void): Promise<void> {
  print(`\n${heading(['start', 's', 'resident MB', 'peak MB'])}`);
  mkdirSync(folder, { recursive: true });
  const start = async (name: string): Promise<void> => {
    const { firstAnswerMs, residentMb, peakMb } = await measureStart(folder);
    print(row([name, seconds(firstAnswerMs), figure(residentMb, 0), figure(peakMb, 0)]));
  };
  await start('npm start, first, shipped page, to first answer');
  await start('npm start, again, shipped page, to first answer');
  if (archive === undefined) return;
  print(row([`npm run import, ${archive}`, seconds(await measureImport(folder, archive)), '', '']));
  await start('npm start, first after the import, to first answer');
  for (let run = 0; run < 3; run += 1) await start('npm start, warm, to first answer');
}
