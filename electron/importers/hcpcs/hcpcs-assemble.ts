import type { CodeRow } from '../../codeset/rows.ts';
import type { Fact } from '../../codeset/facts.ts';
import { tidyText } from '../reading/decode.ts';
import type { HcpcsField } from './hcpcs-record.ts';
import { hcpcsRow } from './hcpcs-record.ts';
import type { ImportReport } from '../importer.ts';
import { drop, reject } from '../report.ts';

/** One physical record of a HCPCS file: a text line or a sheet row. */
export interface HcpcsPiece {
  /** Line or sheet row, from 1. */
  line: number;
  /** Its fields; null for a line that is no HCPCS record. */
  field: HcpcsField | null;
  /** Its part of the long description, untrimmed: parts are put together as they stand. */
  long: string;
}

interface Open {
  line: number;
  field: HcpcsField;
  long: string;
  sequence: number;
  broken: string | null;
}

/** The longest has 4,500 characters. */
const longestDescription = 20_000;

/** Lines before the first record are CMS's disclaimers; what follows among the records is not. */
export const preambleReason = 'line before the first record (disclaimer)';

/**
 * Puts continuation records (ids 4 and 8) behind the record they continue (3 and 7) and turns each whole record
 * into a row. A record with a part missing is rejected: half a description would read as a whole one.
 */
export async function* assembleHcpcs(
  pieces: AsyncIterable<HcpcsPiece> | Iterable<HcpcsPiece>,
  report: ImportReport,
): AsyncGenerator<Fact> {
  const seen = new Set<string>();
  let open: Open | null = null;
  let begun = false;
  for await (const { line, field, long } of pieces) {
    if (field === null) {
      report.read += 1;
      if (begun) reject(report, line, 'not a HCPCS record');
      else drop(report, preambleReason);
      continue;
    }
    begun = true;
    if (isContinuation(field)) {
      if (open === null || !continues(open, field)) {
        report.read += 1;
        reject(report, line, `${field('HCPC')}: a continuation without its first record`);
      } else {
        append(open, field, long);
      }
      continue;
    }
    const row: CodeRow | null = open === null ? null : close(open, seen, report);
    if (row) yield { table: 'code', row };
    report.read += 1;
    open = { line, field, long, sequence: Number(field('SEQNUM')), broken: null };
  }
  const last = open === null ? null : close(open, seen, report);
  if (last) yield { table: 'code', row: last };
}

function isContinuation(field: HcpcsField): boolean {
  const id = field('RECID');
  return id === '4' || id === '8';
}

function continues(open: Open, field: HcpcsField): boolean {
  const pair = `${open.field('RECID')}${field('RECID')}`;
  return open.field('HCPC') === field('HCPC') && (pair === '34' || pair === '78');
}

function append(open: Open, field: HcpcsField, long: string): void {
  // Records of one code are numbered 100, 200, 300 … (10, 20, 30 … in the Excel form).
  const step = Number(open.field('SEQNUM'));
  if (Number(field('SEQNUM')) !== open.sequence + step) {
    open.broken = `${field('HCPC')}: a part of the long description is missing`;
  }
  open.sequence += step;
  if (open.long.length > longestDescription)
    open.broken ??= `${field('HCPC')}: its long description never ends`;
  else open.long += long;
}

function close(open: Open, seen: Set<string>, report: ImportReport): CodeRow | null {
  const outcome = open.broken === null ? hcpcsRow(open.field, tidyText(open.long)) : { reason: open.broken };
  if ('drop' in outcome) {
    drop(report, outcome.drop);
    return null;
  }
  if ('reason' in outcome) {
    reject(report, open.line, outcome.reason);
    return null;
  }
  const { row } = outcome;
  if (seen.has(row.key)) {
    reject(report, open.line, `${row.key} is in the file twice; the first one is kept`);
    return null;
  }
  seen.add(row.key);
  report.kept += 1;
  return row;
}

/** CMS's disclaimers from the lines above the records; one that begins with an asterisk is a notice of its own. */
export function disclaimers(lines: readonly string[]): string[] {
  const notices: string[] = [];
  for (const line of lines) {
    const text = tidyText(line);
    if (text === '') continue;
    if (text.startsWith('*') || notices.length === 0) notices.push(text);
    else notices.push(`${notices.pop() ?? ''} ${text}`);
  }
  const shortest = 20;
  return notices.map((notice) => notice.replace(/^[*\s]+/, '')).filter((notice) => notice.length > shortest);
}
