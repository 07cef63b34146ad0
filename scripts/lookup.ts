import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { SearchResponse } from '../electron/contract/search.ts';
import { maxQueryLength } from '../electron/contract/names.ts';
import { AppError } from '../electron/contract/errors.ts';
import { isCalendarDate, localDate } from '../electron/codeset/dates.ts';
import { systemCode } from '../electron/codeset/disk-errors.ts';
import { EngineHost } from '../electron/engine/host.ts';
import { forkEngine } from '../electron/engine/node-port.ts';
import { openRequest } from './terminal/open-library.ts';
import { printRows } from './terminal/print-rows.ts';
import { exit, sayError } from './terminal/say.ts';
import { defaultRequest } from './terminal/user-library.ts';

interface Options {
  codeset: string[];
  date?: string;
  limit: number;
  json?: boolean;
  queries?: string;
}

const program = new Command('lookup')
  .description('Looks codes up in the terminal, through the same engine as the app.')
  .argument('[query...]', 'words, an abbreviation or a code; all words are one query')
  .option(
    '--codeset <folder or file>',
    'library folder or code-set file to answer from; may be repeated, the first that holds a line answers for it; “starter” is the starter set (default: the app’s library, else the starter set)',
    (value: string, all: string[]) => [...all, value],
    [] as string[],
  )
  .option('--date <YYYY-MM-DD>', 'date of service (default: today)', asDate)
  .option('--limit <n>', 'most rows per query, 1–50', asLimit, 10)
  .option('--queries <file>', 'answer every line of this file instead (one process answers all)')
  .option('--json', 'one JSON object a line: {query, ms, results:[{system, code, title, why, more}]}')
  .addHelpText('after', '\nExit codes: 0 answered (also with no result), 1 failed, 2 wrong usage.')
  .exitOverride();

// “lookup … | head” closes the pipe when it has seen enough.
process.stdout.on('error', (error) => process.exit(systemCode(error) === 'EPIPE' ? exit.done : exit.failed));

try {
  program.parse();
  process.exitCode = await run(program.args, program.opts<Options>());
} catch (error) {
  process.exitCode =
    error instanceof CommanderError ? (error.exitCode === 0 ? exit.done : exit.usage) : sayError(error);
}

async function run(words: string[], options: Options): Promise<number> {
  const queries = options.queries === undefined ? [words.join(' ')] : readQueries(options.queries);
  if (queries.every((query) => query.trim() === ''))
    throw new AppError('usage', 'Give a query, or --queries FILE.');
  const library = options.codeset.length > 0 ? await openRequest(options.codeset) : await defaultRequest();
  const entry = fileURLToPath(new URL('../electron/engine/entry.ts', import.meta.url));
  const host = new EngineHost({ spawn: () => forkEngine(entry) });
  try {
    const report = await host.open(library);
    for (const problem of report.problems) process.stderr.write(`${problem.message}\n`);
    if (report.lines.length === 0) return exit.failed;
    for (const query of queries) {
      const text = query.slice(0, maxQueryLength);
      const date = options.date ?? localDate(new Date());
      const answer = await host.request('search', { text, systems: [], date, limit: options.limit });
      print(query, answer, options.json === true);
    }
    return exit.done;
  } finally {
    await host.close();
  }
}

function print(query: string, { rows, ms, readAs }: SearchResponse, json: boolean): void {
  if (!json) {
    printRows(query, rows, readAs);
    return;
  }
  const results = rows.map(({ system, code, title, why, more }) => ({ system, code, title, why, more }));
  process.stdout.write(`${JSON.stringify({ query, ms: Math.round(ms * 1000) / 1000, results })}\n`);
}

function readQueries(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '');
  } catch (error) {
    throw new AppError('usage', `${file} could not be read.`, { cause: error });
  }
}

function asDate(value: string): string {
  if (isCalendarDate(value)) return value;
  throw new InvalidArgumentError('Give a calendar date as YYYY-MM-DD.');
}

function asLimit(value: string): number {
  const limit = Number(value);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 50) return limit;
  throw new InvalidArgumentError('Give a whole number from 1 to 50.');
}
