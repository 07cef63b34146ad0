import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const count = z.number().int().min(0);

/** What `npm test` writes about itself. */
const ownReport = z.object({ passed: count, failed: count, skipped: count.default(0) });

/** What Vitest's JSON reporter writes. A suite that fails outside its tests fails no test, so it is counted too. */
const vitestReport = z
  .object({
    success: z.boolean(),
    numPassedTests: count,
    numFailedTests: count,
    numPendingTests: count,
    numTodoTests: count,
  })
  .transform((report) => ({
    passed: report.numPassedTests,
    failed: report.success ? 0 : Math.max(1, report.numFailedTests),
    skipped: report.numPendingTests + report.numTodoTests,
  }));

/** What Playwright's JSON reporter writes. `errors` are those outside tests: a spec that does not load. */
const playwrightReport = z
  .object({
    stats: z.object({ expected: count, unexpected: count, flaky: count, skipped: count }),
    errors: z.array(z.unknown()),
  })
  .transform(({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }));

const anyReport = z.union([vitestReport, playwrightReport, ownReport]);

/** Reads one report. A missing, unreadable or empty report is one failure: a suite that ran nothing proved nothing. */
export function readCounts(file: string): Counts & { complaint: string | null } {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: 0, complaint: `${file} is missing or is not JSON` };
  }
  const report = anyReport.safeParse(read);
  if (!report.success) return { passed: 0, failed: 1, skipped: 0, complaint: `${file} is no test report` };
  const { passed, failed, skipped } = report.data;
  if (passed + failed === 0)
    return { passed, failed: 1, skipped, complaint: `${file} reports no test at all` };
  return { passed, failed, skipped, complaint: null };
}

export function sum(all: readonly Counts[]): Counts {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const one of all) {
    total.passed += one.passed;
    total.failed += one.failed;
    total.skipped += one.skipped;
  }
  return total;
}

/** The closing line of a run: "12 passed, 0 failed", with skipped tests only where there are any. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
