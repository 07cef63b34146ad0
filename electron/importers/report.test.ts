import { expect, test } from 'vitest';
import { listedRejects, newReport, reject } from './report.ts';

test('every reject is counted, the first ones are listed, and none quotes without end', () => {
  const report = newReport();
  for (let line = 1; line <= 1000; line += 1) reject(report, line, 'x'.repeat(100_000));
  expect(report.rejected).toBe(1000);
  expect(report.rejects).toHaveLength(listedRejects);
  expect(report.rejects.every(({ reason }) => reason.length < 500)).toBe(true);
});
