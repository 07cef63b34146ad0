import type { Fact } from '../codeset/facts.ts';
import type { Line, Source } from '../contract/codes.ts';

/**
 * Lines whose every file holds AMA code numbers: CPT itself, and Medicare's edits and fee schedule, which list them.
 * AMA claims the numbers too (FIELD §3, the law of CPT), so a vendor may hand them out with the CPT entitlement only.
 */
const licensedLines: ReadonlySet<Line> = new Set(['cpt', 'ncci', 'mpfs']);

/** Whether a pack of the line may be opened by licence only, whatever is in it. */
export function isLicensedLine(line: Line): boolean {
  return licensedLines.has(line);
}

/** Whether a fact of another line makes it so: coverage lists CPT codes, and a clinic's own words may be about one. */
export function namesCpt(fact: Fact): boolean {
  return 'system' in fact.row && fact.row.system === 'cpt';
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
