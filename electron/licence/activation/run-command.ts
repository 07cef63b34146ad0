import { writeFile } from 'node:fs/promises';
import { AppError } from '../../contract/errors.ts';
import type { Account } from '../../contract/account.ts';
import type { Command } from './commands.ts';
import { exitCodeOf, exitCodes } from './commands.ts';
import type { Custody } from './custody.ts';
import type { AccountDesk } from './desk.ts';
import { keepLicenceFile, readLicenceFiles } from './licence-files.ts';

export interface CommandParts {
  desk: AccountDesk;
  custody: Custody;
  print: (text: string) => void;
}

/**
 * Does what a deployment tool asked and says how it went, in words or as JSON.
 *
 * @returns the exit code; see `exitCodes`
 */
export async function runCommand(command: Command, { desk, custody, print }: CommandParts): Promise<number> {
  const problem = await takeAll(command, custody).then(
    () => null,
    (error: unknown) => asProblem(error),
  );
  await custody.refresh();
  const account = desk.account();
  const ended = exitCodeOf(account.licence.validity);
  // A licence for named people may name nobody who runs an installer: taking it is what was asked.
  const exitCode = problem?.exitCode ?? (command.status ? ended : exitCodes.done);
  const text = command.json
    ? JSON.stringify(statusOf(account, exitCode, problem?.message ?? null), null, 2)
    : (problem?.message ?? [account.licence.sentence, account.licence.next].filter(Boolean).join(' '));
  if (command.out === null) print(`${text}\n`);
  else {
    try {
      await writeFile(command.out, `${text}\n`);
    } catch {
      print(`${command.out} could not be written.\n`);
      return exitCodes.failed;
    }
  }
  return exitCode;
}

async function takeAll({ activate, licenceKey, machineWide }: Command, custody: Custody): Promise<void> {
  for (const path of activate) {
    const [file] = await readLicenceFiles(path);
    if (!file) throw new AppError('not-found', `${path} cannot be read.`);
    if (!machineWide) await custody.take(file.text, licenceKey);
    else {
      custody.check(file.text, licenceKey);
      await keepLicenceFile(custody.parts.machineFolder, file.text, { forAll: true });
    }
  }
}

function asProblem(error: unknown): { message: string; exitCode: number } {
  if (!(error instanceof AppError))
    return { message: 'Something failed. See the log.', exitCode: exitCodes.failed };
  const isRefused = error.code === 'licence-refused' || error.code === 'licence-needs-key';
  return { message: error.message, exitCode: isRefused ? exitCodes.refused : exitCodes.failed };
}

/** What `--status --json` prints; fields are only ever added. */
function statusOf(account: Account, exitCode: number, problem: string | null): object {
  const { licence, person, computer, managed } = account;
  return { format: 'case2code status', version: 1, exitCode, problem, ...licence, person, computer, managed };
}
