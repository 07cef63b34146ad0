import type { KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { InvalidArgumentError, Option } from 'commander';
import { isCalendarDate } from '../../electron/codeset/dates.ts';
import { replaceFile } from '../../electron/codeset/atomic-file.ts';
import { AppError } from '../../electron/contract/errors.ts';
import type { KeyUse, TrustedKeys } from '../../electron/licence/vendor-keys.ts';
import { isInForce, trustedFor } from '../../electron/licence/vendor-keys.ts';
import { Ledger } from './ledger.ts';
import { openPrivateKey, readKeyFile } from './private-key.ts';

/** What the commands need of where they run. */
export interface Place {
  now: Date;
  /** Takes the result, to be printed as JSON. */
  say: (result: object) => void;
}

/** What every command is given. */
export interface Common {
  desk: string;
  passphraseFile?: string;
}

export const deskOption = () =>
  new Option('--desk <folder>', 'folder of the vendor’s keys and licences').makeOptionMandatory();
export const passphraseOption = () =>
  new Option(
    '--passphrase-file <file>',
    'file whose first line is the passphrase of the private key; “-” reads it from standard input',
  ).makeOptionMandatory();
export const outOption = () => new Option('--out <file>', 'file to write to').makeOptionMandatory();
export const ttlOption = () =>
  new Option(
    '--ttl-days <days>',
    'life of the file, which is not the licence’s; as long as the licence without',
  )
    .argParser(wholeNumber)
    .default(null);

export function wholeNumber(given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('Give a whole number, 1 or more.');
  return value;
}

export function calendarDate(given: string): string {
  if (!isCalendarDate(given)) throw new InvalidArgumentError('Give a date as YYYY-MM-DD.');
  return given;
}

export const seconds = (days: number | null): number | null => (days === null ? null : days * 86_400);
/** The end of a licence's last day in UTC; what is left of that day in America is in its grace. */
export const endOf = (day: string): string => `${day}T23:59:59.000Z`;
export const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

export async function readPassphrase(file = '-'): Promise<string> {
  const content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
  return content.split(/\r?\n/)[0] ?? '';
}

/**
 * The newest private key on the desk that may sign for `use` today.
 *
 * @throws AppError `usage` where there is none, or the passphrase does not open it
 */
export async function signingKey(
  { desk, passphraseFile }: Common,
  use: KeyUse,
  now: Date,
): Promise<KeyObject> {
  const files = await new Ledger(desk).keyFiles();
  const keys = await Promise.all(
    files.map(async (file) => ({ file, entry: (await readKeyFile(file)).public })),
  );
  const [key] = keys
    .filter(({ entry }) => entry.uses.includes(use) && isInForce(entry, dayOf(now)))
    .toSorted((a, b) => b.entry.from.localeCompare(a.entry.from));
  if (!key) {
    throw new AppError(
      'usage',
      `No key in ${desk} may sign ${use} today. Make one with “licence keys create --use ${use}”.`,
    );
  }
  return openPrivateKey(key.file, await readPassphrase(passphraseFile));
}

/** The public halves of the desk's own keys. */
export async function ownKeys(desk: string): Promise<TrustedKeys> {
  const files = await new Ledger(desk).keyFiles();
  return trustedFor(
    'licences',
    await Promise.all(files.map(async (file) => (await readKeyFile(file)).public)),
  );
}

/** Never overwrites in silence what a customer may still need: the file's mode lets others read it. */
export async function writeOut(file: string, content: string): Promise<void> {
  await replaceFile(file, content, 0o644);
}
