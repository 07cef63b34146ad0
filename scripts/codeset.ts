/**
 * Builds, lists and checks libraries of code-set files: `npm run codeset -- build --from FILE --out DIR`.
 *
 * Standard output holds the result, standard error progress and one sentence for a failure. Exit codes: 0 done,
 * 1 failed or cancelled, 2 wrong usage, 3 built but some records were rejected, 4 nothing was recognised,
 * 5 damaged (verify).
 */
import { setFlagsFromString } from 'node:v8';
import { Command, CommanderError, Option } from 'commander';
import type { Line } from '../electron/contract/codes.ts';
import { datasetLines } from '../electron/contract/editions.ts';
import { AppError } from '../electron/contract/errors.ts';
import { importers } from '../electron/importers/registry.ts';
import { buildLibrary } from './codeset/build.ts';
import { buildJson, buildText } from './codeset/build-summary.ts';
import { addFeedCommand } from './codeset/feed-command.ts';
import { exitCodeOf, exitCodes, isDamage } from './codeset/exit-codes.ts';
import { packCommand } from './codeset/pack-command.ts';
import { inspect, inspectJson, inspectText, verify, verifyJson } from './codeset/look.ts';

interface BuildFlags {
  from: string[];
  out: string;
  line?: Line[];
  keyFile?: string;
  json?: boolean;
}
interface LookFlags {
  keyFile?: string;
  json?: boolean;
}

// A build makes much garbage and keeps little: a smaller heap costs no time and halves the memory.
setFlagsFromString('--optimize-for-size');

const readable = [...new Set(importers.map(({ dataset }) => datasetLines[dataset]))];
const formats = importers.map(({ format }) => `  ${format}`).join('\n');

const program = new Command('codeset')
  .description('Builds encrypted code-set files from the publishers’ own files, lists them and checks them.')
  .addHelpText(
    'after',
    `\nExit codes: 0 done; 1 failed or cancelled (finished lines are kept,
the same command goes on with the rest); 2 wrong usage; 3 built, but some records
of a source were rejected; 4 nothing was recognised; 5 damaged (verify).`,
  )
  .exitOverride();

program
  .command('build')
  .description('Import every edition found in the sources into a library, beside those that it holds.')
  .requiredOption(
    '--from <path...>',
    'zips as downloaded, folders or single files; recognised by their content',
  )
  .requiredOption('--out <folder>', 'library folder to write to; other lines in it stay')
  .addOption(new Option('--line <line...>', 'build only these lines').choices(readable))
  .option(
    '--key-file <file>',
    'use the key in this file (64 hexadecimal digits) and write none beside the result',
  )
  .option('--json', 'print one JSON object')
  .addHelpText('after', `\nFormats:\n${formats}`)
  .exitOverride()
  .action((flags: BuildFlags) => answer(flags.json, () => runBuild(flags)));

program
  .command('inspect')
  .description('List what a library folder or a code-set file holds. Needs no key.')
  .argument('<path>', 'library folder or code-set file')
  .option('--json', 'print one JSON object')
  .exitOverride()
  .action((path: string, flags: LookFlags) =>
    answer(flags.json, async () => {
      const found = await inspect(path);
      print(flags.json, inspectJson(found), inspectText(found));
      return exitCodes.done;
    }),
  );

program
  .command('verify')
  .description(
    'Read every byte of a library folder or of a code-set file and tell whether it is as it was written.',
  )
  .argument('<path>', 'library folder or code-set file')
  .option('--key-file <file>', 'key of the files, where it does not lie beside them')
  .option('--json', 'print one JSON object')
  .exitOverride()
  .action((path: string, flags: LookFlags) => answer(flags.json, () => runVerify(path, flags)));

addFeedCommand(program, { answer, print });
program.addCommand(packCommand({ answer, print }));

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
}

async function runBuild({ from, out, line, keyFile, json }: BuildFlags): Promise<number> {
  const cancel = new AbortController();
  const stop = (): void => {
    if (cancel.signal.aborted) process.exit(exitCodes.failed);
    cancel.abort();
  };
  // Not `once`: the progress display kills a process that has no listener left while a signal is handled.
  process.on('SIGINT', stop).on('SIGTERM', stop);
  const result = await buildLibrary({
    from,
    out,
    lines: line ?? [],
    keyFile: keyFile ?? null,
    quiet: json === true,
    signal: cancel.signal,
  });
  print(json, buildJson(result, out), buildText(result));
  if (result.built.length === 0) {
    process.stderr.write(`None of the files in ${from.join(', ')} could be used; nothing was built.\n`);
    return exitCodes.unrecognised;
  }
  const rejected = result.built.some(({ releases }) => releases.some(({ report }) => report.rejected > 0));
  return rejected ? exitCodes.rejected : exitCodes.done;
}

async function runVerify(path: string, { keyFile, json }: LookFlags): Promise<number> {
  const results = await verify(path, keyFile ?? null);
  const lines = results.map(({ file, error }) => `${error === null ? 'good' : 'NOT GOOD'}  ${file}\n`);
  print(json, verifyJson(results), lines.join(''));
  const errors = results.flatMap(({ error }) => (error === null ? [] : [error]));
  for (const error of errors) process.stderr.write(`${error.message}\n`);
  if (errors.some(isDamage)) return exitCodes.damaged;
  return errors.length > 0 ? exitCodes.failed : exitCodes.done;
}

/** Runs a subcommand; a failure is one sentence on stderr and, with --json, the object on stdout too. */
async function answer(json: boolean | undefined, run: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run();
  } catch (error) {
    const known = error instanceof AppError ? error : null;
    const message =
      known?.message ?? (error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (json) print(true, { ok: false, error: { code: known?.code ?? 'internal', message } }, '');
    process.stderr.write(`${message}\n`);
    process.exitCode = exitCodeOf(error);
  }
}

function print(json: boolean | undefined, object: object, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(object)}\n` : text);
}
