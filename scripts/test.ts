/**
 * `npm test`: every check and every test that needs no Electron binary, in one closing line.
 *
 * A step that fails does not stop the next: one run tells everything that is wrong. Vitest comes after the build
 * because test/packaging reads the bundles.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './fresh-build.ts';
import { closingLine, type Counts, readCounts, sum } from './testing/counts.ts';
import { forget, runStep } from './testing/steps.ts';

interface Step {
  /** The words after --only that include it. */
  parts: readonly string[];
  title: string;
  command: string;
  /** Where the step's tests are counted; a step without one counts as one failure when it fails. */
  report?: string;
}

const steps: Step[] = [
  { parts: ['check'], title: 'check', command: 'npm run --silent check' },
  { parts: ['unit', 'e2e'], title: 'build', command: 'npm run --silent build' },
  {
    parts: ['unit'],
    title: 'vitest',
    command:
      'vitest run --config scripts/config/vitest.config.ts --reporter=default --reporter=json ' +
      '--outputFile.json=test-results/vitest.json',
    report: 'test-results/vitest.json',
  },
  {
    parts: ['e2e'],
    title: 'end to end and accessibility, on the shim',
    command: 'npm run --silent test:e2e',
    report: 'test-results/e2e-shim.json',
  },
];

const { values } = parseArgs({ options: { only: { type: 'string' } } });
if (values.only !== undefined && !['check', 'unit', 'e2e'].includes(values.only)) {
  console.error('Usage: npm test [-- --only check|unit|e2e]');
  process.exit(2);
}

mkdirSync(join(root, 'test-results'), { recursive: true });
const summary = forget('test-results/npm-test.json');
const counts: Counts[] = [];
const complaints: string[] = [];

for (const { parts, title, command, report } of steps) {
  if (values.only !== undefined && !parts.includes(values.only)) continue;
  const file = report === undefined ? null : forget(report);
  const ok = runStep(title, command);
  let failed = ok ? 0 : 1;
  if (file) {
    const { complaint, ...read } = readCounts(file);
    if (complaint) complaints.push(complaint);
    // A run may fail beside its tests: an unhandled rejection, a coverage bound, a crash after the report.
    failed = ok || read.failed > 0 ? 0 : 1;
    counts.push(read);
  }
  if (failed > 0) complaints.push(`${title} failed`);
  counts.push({ passed: 0, failed, skipped: 0 });
}

const total = sum(counts);
writeFileSync(summary, JSON.stringify(total));
if (complaints.length > 0) console.log(`\n${complaints.join('\n')}`);
console.log(`\n${closingLine(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
