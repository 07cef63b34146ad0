import type { Fact } from '../../codeset/facts.ts';
import type { ImportReport } from '../importer.ts';
import { headLines } from '../reading/lines.ts';
import type { TextLine } from '../reading/lines.ts';
import { drop, reject } from '../report.ts';

/** What became of a record: a fact under the words that name it, or why there is none. Null is no record at all. */
export type Outcome = { key: string; fact: Fact } | { reason: string } | { left: string } | null;

/** The keys met so far: a set, or something smaller. */
export interface Keys {
  has(key: string): boolean;
  add(key: string): unknown;
}

/** Footnotes stand below the rows of a table and are read with them, so they are counted too. */
export const footnote = { left: 'footnote of the file' } as const;

/**
 * Counts the records of a file and yields the facts that `cut` makes of them. A second record with the key of an
 * earlier one is rejected; `seen` holds the keys, and may be given for a file of very many.
 */
export async function* keepRecords<T extends { line: number }>(
  records: AsyncIterable<T>,
  report: ImportReport,
  cut: (record: T) => Outcome,
  seen: Keys = new Set<string>(),
): AsyncGenerator<Fact> {
  for await (const record of records) {
    const outcome = cut(record);
    if (outcome === null) continue;
    report.read += 1;
    if ('reason' in outcome) {
      reject(report, record.line, outcome.reason);
    } else if ('left' in outcome) {
      drop(report, outcome.left);
    } else if (outcome.key.length > longestKey) {
      reject(report, record.line, 'a name in it is longer than any official one');
    } else if (seen.has(outcome.key)) {
      reject(report, record.line, `${outcome.key} is in the file twice; the first one is kept`);
    } else {
      seen.add(outcome.key);
      report.kept += 1;
      yield outcome.fact;
    }
  }
}

/** Lines of a fixed-width file as records; blank ones and the end-of-file mark of DOS (0x1A) are none. */
export async function* textRecords(
  lines: AsyncIterable<TextLine>,
): AsyncGenerator<{ line: number; text: string }> {
  for await (const { number, text } of lines) {
    if (text.trim() !== '' && text.trim() !== '\u001A') yield { line: number, text };
  }
}

/** The complete lines of a file's head, without quotes, for recognising a header row. */
export function plainHead(head: Buffer, size: number): string[] {
  return headLines(head, head.length >= size).map((line) => line.replaceAll('"', ''));
}

/** True when nearly all lines of a head are records of a fixed-width layout. */
export function mostly(lines: readonly string[], pattern: RegExp): boolean {
  const records = lines.filter((line) => line.length <= longestTextRecord && pattern.test(line));
  return records.length > 0 && records.length >= lines.length * 0.8;
}

/** Numbers, codes and the name of a locality; those have up to 82 characters. */
const longestKey = 200;

/** The longest fixed-width record of this family has 201 characters. */
export const longestTextRecord = 400;
