import { parseArgs } from 'node:util';
import { AppError } from '../../contract/errors.ts';
import type { Validity } from '../../contract/licence.ts';

/** What a deployment tool asks of the program instead of opening its window. */
export interface Command {
  /** Licence, machine or roster files to take. */
  activate: string[];
  /** Opens them, where they are encrypted. */
  licenceKey: string | null;
  /** Puts them into the machine-wide folder, for everybody; takes an administrator. */
  machineWide: boolean;
  status: boolean;
  json: boolean;
  /** A Windows program has no standard output: what would be printed goes into this file. */
  out: string | null;
}

/** Exit codes of `--activate` and `--status`, as docs/clinics.md documents them for deployment tools. */
export const exitCodes = {
  /** The file was taken, or the licence is active or in grace. */
  done: 0,
  /** Something failed that has nothing to do with the licence: the disk, the permissions. */
  failed: 1,
  usage: 2,
  none: 10,
  expired: 11,
  suspended: 12,
  wrongMachine: 13,
  wrongUser: 14,
  tampered: 15,
  /** The file was not taken. */
  refused: 16,
} as const;

const codeOfValidity: Record<Validity, number> = {
  active: exitCodes.done,
  grace: exitCodes.done,
  none: exitCodes.none,
  expired: exitCodes.expired,
  suspended: exitCodes.suspended,
  'wrong-machine': exitCodes.wrongMachine,
  'wrong-user': exitCodes.wrongUser,
  tampered: exitCodes.tampered,
};
export const exitCodeOf = (validity: Validity): number => codeOfValidity[validity];

const options = {
  activate: { type: 'string', multiple: true },
  'licence-key': { type: 'string' },
  'machine-wide': { type: 'boolean' },
  status: { type: 'boolean' },
  json: { type: 'boolean' },
  out: { type: 'string' },
} as const;

/**
 * The command on a command line; null for an ordinary start. Other switches belong to Chromium and are passed over.
 *
 * @param args the program's own arguments
 * @throws AppError `usage`
 */
export function readCommand(args: readonly string[]): Command | null {
  const { values, tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  const given = Array.isArray(values.activate) ? values.activate : [];
  const asks = given.length > 0 || values.status === true;
  if (!asks) return null;
  for (const token of tokens) {
    // Without its file, the parser takes the next switch for one, or none at all.
    const wantsValue = token.kind === 'option' && Object.hasOwn(options, token.name) && isText(token.name);
    if (wantsValue && (text(token.value) === null || token.value?.startsWith('--') === true)) {
      throw new AppError('usage', `--${token.name} needs a value after it: --${token.name} FILE.`);
    }
  }
  return {
    activate: given.flatMap((file) => text(file) ?? []),
    licenceKey: text(values['licence-key']),
    machineWide: values['machine-wide'] === true,
    status: values.status === true,
    json: values.json === true,
    out: text(values.out),
  };
}

const isText = (name: string): boolean => name === 'activate' || name === 'licence-key' || name === 'out';
