import type { Fact } from '../codeset/facts.ts';
import type { Line, Source } from '../contract/codes.ts';

/**
 * Lines whose every file holds AMA code numbers: CPT itself, and Medicare's edits and fee schedule, which list them.
 * AMA claims the numbers too (FIELD §3, the law of CPT), so a vendor may hand them out with the CPT entitlement only.
 */
const licensedLines: ReadonlySet<Line> = new Set(['cpt', 'ncci', 'mpfs']);

/**
 * Whether a pack with this fact in it may be opened by licence only; other lines hold CPT codes here and there.
 * @param starter the set that ships with the program speaks of some CPT codes in words of its own, to everybody
 */
export function needsLicence(line: Line, fact: Fact, starter: boolean): boolean {
  if (licensedLines.has(line)) return true;
  return !starter && 'system' in fact.row && fact.row.system === 'cpt';
}

/** Entitlement that opens what a vendor's licensed pack brings into a line; its own files open it to a user too. */
const entitlementOf: Partial<Record<Line, string>> = {
  cpt: 'CPT',
  ncci: 'NCCI',
  mpfs: 'MPFS',
  coverage: 'COVERAGE',
};

/** A source as it stands in an installed file: that of a licensed pack never stands there without what opens it. */
export function sourceAsSold(source: Source, line: Line, isLicensed: boolean): Source {
  if (!isLicensed || source.licence !== undefined) return source;
  return { ...source, licence: entitlementOf[line] ?? 'PAGES' };
}
