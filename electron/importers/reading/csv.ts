import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { AppError } from '../../contract/errors.ts';
import { fieldText } from './decode.ts';
import type { ImportReport, Member } from '../importer.ts';

/** One record of a delimited file. */
export interface CsvRecord {
  /** The line it begins on, from 1. */
  line: number;
  /** Cells with their text decoded (UTF-8 or cp1252), white space made single blanks and trimmed. */
  cells: string[];
}

/** Longest record that is read: a notice of several paragraphs is one. */
const longestRecord = 1 << 18;
/** What may lie in buffers between the file and the parser. */
const buffered = 1 << 18;

/**
 * Reads a comma-, semicolon- or tab-separated file with quoted cells, streaming. Records may have any number of cells; empty
 * lines are left out. Keeps `line` and `done` of `report`.
 *
 * @param longest bytes of the longest record that is read
 * @throws AppError `source-damaged` when a quoted cell never ends or a record is longer than any real one
 */
export async function* csvRecords(
  member: Member,
  report: ImportReport,
  delimiter: ',' | ';' | '\t' = ',',
  longest = longestRecord,
): AsyncGenerator<CsvRecord> {
  const stream = await member.open();
  const parser = parse({
    bom: true,
    delimiter,
    encoding: 'latin1',
    info: true,
    max_record_size: longest,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  let bytes = 0;
  let parsed = 0;
  let sinceParsed = 0;
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    report.done = Math.min(1, bytes / Math.max(1, member.size));
    // The parser's own limit counts neither delimiters nor quotes.
    const { records, empty_lines: empty } = parser.info;
    sinceParsed = records + empty > parsed ? 0 : sinceParsed + chunk.length;
    parsed = records + empty;
    if (sinceParsed > longest + buffered) stream.destroy(new Error('A record never ends.'));
  });
  // A failure of either end reaches the reader through the parser.
  pipeline(stream, parser, () => {});
  let before = 0;
  let emptyBefore = 0;
  try {
    for await (const item of parser) {
      const { record, info } = item as { record: string[]; info: { lines: number; empty_lines: number } };
      const line = before + 1 + info.empty_lines - emptyBefore;
      report.line = line;
      yield { line, cells: record.map(fieldText) };
      before = info.lines;
      emptyBefore = info.empty_lines;
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'source-damaged',
      `${member.name} is not a sound ${delimiter === '\t' ? 'tab-separated' : 'CSV'} file after line ${before}. Download it again, or export it anew.`,
      { cause: error },
    );
  } finally {
    stream.destroy();
    parser.destroy();
  }
}
