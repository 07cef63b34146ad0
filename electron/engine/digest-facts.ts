import type { CodeSet } from '../codeset/reader.ts';
import type { Dataset } from '../contract/editions.ts';
import type { Compared, DigestChange } from './digest.ts';
import { relativeValuesOf } from './fees/relative-value.ts';

const pairs: Dataset = 'edit-pairs-practitioner';
const limits: Dataset = 'unit-limits-practitioner';
const values: Dataset = 'relative-values';

/** Codes that are named one by one; of more only the number is told. */
const mostNamed = 3;

/** Pairs of the practitioner table in which the code stands, active on the first day of the newest edition. */
export function editChanges({ before, after }: Compared, key: string): DigestChange[] {
  const [old, now] = [activePairs(before, key), activePairs(after, key)];
  if (!old || !now) return [];
  const added = [...now].filter(([pair]) => !old.has(pair)).map(([, partner]) => partner);
  const ended = [...old].filter(([pair]) => !now.has(pair)).map(([, partner]) => partner);
  const words = [...said(added, 'new'), ...said(ended, 'ended')];
  return words.length === 0 ? [] : [{ kind: 'edits', detail: words.join(', ') }];
}

/** The MUE of the practitioner table. */
export function unitLimitChange({ before, after }: Compared, key: string): DigestChange[] {
  const [old, now] = [before, after].map((set) => unitsIn(set, key));
  if (old === undefined || now === undefined || old === now) return [];
  return [{ kind: 'unit-limit', detail: `${old} → ${now}` }];
}

/** Total relative values of the unmodified code, and its status. A conversion factor that all codes share is no news of one. */
export function feeChange({ before, after }: Compared, key: string): DigestChange[] {
  const [old, now] = [before, after].map((set) => valueIn(set, key));
  if (!old || !now) return [];
  const parts = [
    compare(`status ${old.status}`, `status ${now.status}`, ''),
    compare(old.nonFacilityTotal, now.nonFacilityTotal, ' RVU non-facility'),
    compare(old.facilityTotal, now.facilityTotal, ' RVU facility'),
  ].filter((part) => part !== '');
  return parts.length === 0 ? [] : [{ kind: 'fee', detail: parts.join(', ') }];
}

/** Partner codes by pair and indicator; undefined where the file holds no table of pairs. */
function activePairs(set: CodeSet, key: string): Map<string, string> | undefined {
  const held = set.releasesOf(pairs);
  const newest = held.at(-1)?.release.edition;
  if (!newest) return undefined;
  const bit = 1 << (held.length - 1);
  const found = new Map<string, string>();
  for (const { column1, column2, facts } of [
    ...set.pairs.ofColumn1(pairs, key),
    ...set.pairs.ofColumn2(pairs, key),
  ]) {
    const active = facts.find(
      ({ releases, effective, deleted, modifier }) =>
        (releases & bit) !== 0 &&
        modifier !== 9 &&
        (effective === null || effective <= newest.begins) &&
        (deleted === null || deleted >= newest.begins),
    );
    if (active) found.set(`${column1} ${column2} ${active.modifier}`, column1 === key ? column2 : column1);
  }
  return found;
}

function said(partners: readonly string[], what: string): string[] {
  if (partners.length === 0) return [];
  const named = partners.length > mostNamed ? '' : ` (${partners.join(', ')})`;
  return [`${partners.length} ${what}${named}`];
}

/** "3 units, MAI 2"; undefined where no table is held. */
function unitsIn(set: CodeSet, key: string): string | undefined {
  const newest = set.releasesOf(limits).at(-1);
  if (!newest) return undefined;
  const [row] = set.facts.rows('unitLimit', { release: newest.id, setting: 'practitioner', code: key });
  return row ? `${row.units} units, MAI ${row.adjudication}` : 'none published';
}

function valueIn(set: CodeSet, key: string) {
  const newest = set.releasesOf(values).at(-1);
  return newest && relativeValuesOf(set, newest.id, key).find(({ modifier }) => modifier === '');
}

function compare(before: string, after: string, unit: string): string {
  return before === after ? '' : `${before} → ${after}${unit}`;
}
