import type { FactRow } from '../codeset/facts.ts';
import type { CodeSet, StoredCode } from '../codeset/reader.ts';
import type { System } from '../contract/codes.ts';
import type { Dataset } from '../contract/editions.ts';
import type { Answering } from './answering.ts';
import { answering } from './answering.ts';

type Conversion = FactRow<'conversion'>;

/** Systems whose publisher prints a conversion table. */
const conversionDatasets: Partial<Record<System, Dataset>> = {
  icd10cm: 'icd10cm-conversion',
  icd10pcs: 'icd10pcs-conversion',
};

/** A code as a conversion table names it, undotted; `last` is the other end where it prints a range ("T15-T19"). */
export interface Named {
  code: string;
  last: string | null;
}

/** Codes that one code is connected with from one day on, by one kind of change. */
export interface Connection {
  effective: string;
  /** New, Revised or Deleted, as the table has it. */
  change: string;
  /** In the table's order. */
  codes: Named[];
  /** Several previous codes were reported together, not one of them. */
  together: boolean;
}

/** The conversion table that speaks for a date; undefined where the file has none of this system. */
export function conversionTable(set: CodeSet, system: System, date: string): Answering | undefined {
  const dataset = conversionDatasets[system];
  return dataset === undefined ? undefined : answering(set, dataset, date);
}

/**
 * Codes that a conversion table names for what a code stood for before, newest first. The table is many to many: they
 * are candidates, never the replacement.
 */
export function successorsOf({ set, release }: Answering, system: System, key: string): Connection[] {
  const named = set.facts.rows('conversion', { release, previous: key });
  // A range is printed by its ends; a category among them stands for all codes under it.
  const inRange = set.facts
    .rows('conversion', { release, previous: { atMost: key }, last: { atLeast: key.slice(0, 3) } })
    .filter(({ previous, last }) => previous !== key && last !== null && last >= key.slice(0, last.length));
  return connected(system, key, [...named, ...inRange], ({ code }) => ({ code, last: null }));
}

/** Codes that were used before a code came, newest first. */
export function predecessorsOf({ set, release }: Answering, system: System, key: string): Connection[] {
  const rows = set.facts.rows('conversion', { release, code: key });
  return connected(system, key, rows, ({ previous, last }) => ({ code: previous, last }));
}

/** Codes to look at in place of one that is gone, or is a header, on a date. */
export function candidatesOf(set: CodeSet, system: System, key: string, date: string): string[] {
  const table = conversionTable(set, system, date);
  if (!table) return [];
  const inForce = successorsOf(table, system, key).filter(({ effective }) => effective <= date);
  return [...new Set(inForce.flatMap(({ codes }) => codes.map(({ code }) => code)))];
}

/**
 * The day a code came, by its publisher's conversion table, else the latest it can be: the first day of an edition
 * that holds it after one that lacks it. Null where neither tells.
 */
export function firstDayOf(set: CodeSet, { system, key }: StoredCode, date: string): string | null {
  const table = conversionTable(set, system, date);
  const listed = table
    ? set.facts
        .rows('conversion', { release: table.release, code: key, change: 'New' })
        .filter((row) => row.system === system)
        .map(({ effective }) => effective)
    : [];
  const first = listed.toSorted()[0];
  if (first !== undefined) return first;
  const came = set.changesOf(system, key).findLast(({ kind }) => kind === 'new');
  return came === undefined ? null : (set.releases[came.release]?.edition.begins ?? null);
}

/** By day and change. A code whose text alone was revised stands opposite itself, and nothing opposite a new one. */
function connected(
  system: System,
  key: string,
  rows: readonly Conversion[],
  other: (row: Conversion) => Named,
): Connection[] {
  const found = new Map<string, Connection>();
  for (const row of rows) {
    const named = other(row);
    if (row.system !== system || named.code === '' || named.code === key) continue;
    const { effective, change } = row;
    const place = `${effective} ${change}`;
    const connection = found.get(place) ?? { effective, change, codes: [], together: false };
    if (!connection.codes.some(({ code, last }) => code === named.code && last === named.last)) {
      connection.codes.push(named);
    }
    connection.together ||= row.together === 1;
    found.set(place, connection);
  }
  return [...found.values()].toSorted((a, b) => (a.effective < b.effective ? 1 : -1));
}
