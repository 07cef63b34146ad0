/**
 * `npm run test:faults [-- --kills 200 --seed 1]`: kills a program 200 times while it builds, downloads, installs,
 * switches and rolls back, and says after each which edition answers. Exit codes: 0 each time a complete one, 1 not.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { runFaults } from '../test/fixtures/faults.ts';
import { wholeNumber } from './licence/options.ts';

const { kills, seed } = new Command('faults')
  .option('--kills <number>', 'how often', wholeNumber, 200)
  .option('--seed <number>', 'which moments', wholeNumber, 20_261_126)
  .parse()
  .opts<{ kills: number; seed: number }>();
const folder = mkdtempSync(join(tmpdir(), 'case2code-faults-'));
try {
  const faults = await runFaults(folder, { kills, seed, say: console.log });
  const newest = faults.filter(({ answers }) => answers === 'FY2026').length;
  console.log(
    `${faults.length} kills: each time a complete edition answered, the newer one ${newest} times.`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
