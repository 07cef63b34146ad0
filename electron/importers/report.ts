import type { ImportReport } from './importer.ts';

/** A reason quotes what stands in the file, which may be anything. */
const longestReason = 400;
/** Rejected records listed one by one; beyond them only the count goes up. */
export const listedRejects = 200;

export function newReport(): ImportReport {
  return { read: 0, kept: 0, rejects: [], rejected: 0, dropped: {}, line: 0, done: 0 };
}

/** Counts a record that could not be used, and says where and why. */
export function reject(report: ImportReport, line: number, reason: string): void {
  report.rejected += 1;
  if (report.rejects.length === listedRejects) return;
  const shown = reason.length > longestReason ? `${reason.slice(0, longestReason)}…` : reason;
  report.rejects.push({ line, reason: shown });
}

/** Counts a record that is left out on purpose. */
export function drop(report: ImportReport, reason: string): void {
  report.dropped[reason] = (report.dropped[reason] ?? 0) + 1;
}

/** Records left out on purpose, all reasons together. */
export function droppedIn(report: ImportReport): number {
  return Object.values(report.dropped).reduce((sum, count) => sum + count, 0);
}
