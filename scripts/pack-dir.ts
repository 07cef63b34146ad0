/**
 * `npm run pack:dir [-- --smoke]`: builds, packs for this machine without an installer, and asserts what was packed
 * (test/packaging/package.test.ts): the file list, the fuses and, with --smoke, that the packaged program starts.
 * Downloads nothing when REAL_ELECTRON_PRISTINE names a folder with an Electron runtime.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './fresh-build.ts';
import { closingLine, readCounts } from './testing/counts.ts';
import { packedFiles } from './testing/packaged.ts';
import { forget, runStep } from './testing/steps.ts';

const { values } = parseArgs({ options: { smoke: { type: 'boolean', default: false } } });
mkdirSync(join(root, 'test-results'), { recursive: true });
const report = forget('test-results/package.json');

const dist = process.env['REAL_ELECTRON_PRISTINE'];
const version = process.env['REAL_ELECTRON'];
const runtime = dist ? ` "-c.electronDist=${dist}" "-c.electronVersion=${version}"` : '';
// Loaded natively, the config leaves no file in node_modules, which may belong to somebody else.
const vitest =
  'vitest run --configLoader native --config scripts/config/vitest.config.ts --project process test/packaging/package.test.ts ' +
  '--reporter=verbose --reporter=json --outputFile.json=test-results/package.json';

const packed =
  runStep('build', 'npm run --silent build') &&
  runStep('pack', `electron-builder --dir --publish never --${process.arch}${runtime}`);
if (packed) {
  const files = packedFiles();
  for (const { path, bytes, unpacked } of files) {
    console.log(`${bytes.toLocaleString('en-US').padStart(12)}  ${path}${unpacked ? '  (unpacked)' : ''}`);
  }
  const total = files.reduce((size, file) => size + file.bytes, 0);
  console.log(`${files.length} files, ${(total / 1e6).toFixed(1)} MB without Electron`);
  runStep('assert', vitest, { PACKED: values.smoke ? 'smoke' : 'files' });
}

const { complaint, ...counts } = readCounts(report);
if (complaint) console.log(complaint);
console.log(`\n${closingLine(counts)}`);
process.exitCode = counts.failed > 0 ? 1 : 0;
