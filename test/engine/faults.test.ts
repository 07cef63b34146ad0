import { expect, test } from 'vitest';
import { folderPerTest } from '../fixtures/folder.ts';
import { works } from '../fixtures/fault-work.ts';
import { runFaults } from '../fixtures/faults.ts';

const folder = folderPerTest();

// `npm run test:faults` does the same two hundred times.
test(
  'killed twenty times over build, download, install, switch and roll back, a complete edition answers',
  { timeout: 300_000 },
  async () => {
    const faults = await runFaults(folder(), { kills: 20, seed: 20_261_126 });
    expect(new Set(faults.map(({ work }) => work))).toEqual(new Set(works));
    expect(faults).toHaveLength(20);
  },
);
