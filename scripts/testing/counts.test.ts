import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closingLine, readCounts, sum } from './counts.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'counts-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(report: unknown) {
  const file = join(folder, 'report.json');
  writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report));
  return readCounts(file);
}

const vitest = { success: true, numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0 };

describe('readCounts', () => {
  it('reads the reports of Vitest, of Playwright and our own', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
    expect(read({ stats, errors: [{}] })).toMatchObject({ passed: 5, failed: 2, skipped: 2 });
    expect(read(vitest)).toMatchObject({ passed: 5, failed: 0, skipped: 1, complaint: null });
    expect(read({ passed: 3, failed: 2 })).toMatchObject({ passed: 3, failed: 2, skipped: 0 });
  });

  it('counts a suite that failed outside its tests', () => {
    expect(read({ ...vitest, success: false })).toMatchObject({ passed: 5, failed: 1 });
  });

  it.each([
    ['a missing file', () => readCounts(join(folder, 'none.json'))],
    ['a half-written file', () => read('{"passed": 3')],
    ['another JSON', () => read({ tests: [] })],
    ['a run without tests', () => read({ passed: 0, failed: 0, skipped: 4 })],
  ])('takes %s for a failure and says so', (_what, counts) => {
    expect(counts()).toMatchObject({
      passed: 0,
      failed: 1,
      complaint: expect.stringContaining('.json'),
    });
  });
});

it('sums up in one line', () => {
  const one = { passed: 2, failed: 1, skipped: 0 };
  expect(closingLine(sum([one, one]))).toBe('4 passed, 2 failed');
  expect(closingLine({ ...one, skipped: 3 })).toBe('2 passed, 1 failed, 3 skipped');
});
