import { Readable } from 'node:stream';
import type { CsvRecord } from './csv.ts';
import { csvRecords } from './csv.ts';
import type { Probe } from '../importer.ts';
import { newReport } from '../report.ts';

/**
 * Up to `count` records from the head of a file that may be of any kind. The last one may be cut off where the head
 * ends; what is no delimited file gives the records before its first fault.
 */
export async function headRecords(
  { member, head }: Probe,
  delimiter: ',' | ';' | '\t',
  count: number,
): Promise<CsvRecord[]> {
  const inMemory = { ...member, open: () => Promise.resolve(Readable.from([head], { objectMode: false })) };
  const records: CsvRecord[] = [];
  try {
    for await (const record of csvRecords(inMemory, newReport(), delimiter)) {
      records.push(record);
      if (records.length >= count) break;
    }
  } catch {
    // Not this kind of file, or cut off inside a quoted cell: the records before it are what is known.
  }
  return records;
}
