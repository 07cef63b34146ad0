import type { ErrorCode } from '../../electron/contract/errors.ts';
import { AppError } from '../../electron/contract/errors.ts';

/** Exit codes of `codeset`. */
export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  /** Built, but some records of a source were rejected. */
  rejected: 3,
  /** No file of the sources could be used; nothing was built. */
  unrecognised: 4,
  /** `verify`: a code-set file is not what was written; `pack`: a pack is not what was signed. */
  damaged: 5,
} as const;

const damage: ReadonlySet<ErrorCode> = new Set([
  'library-missing',
  'library-truncated',
  'library-header-damaged',
  'library-page-damaged',
  'library-foreign',
]);
const packDamage: ReadonlySet<ErrorCode> = new Set([
  'pack-foreign',
  'pack-truncated',
  'pack-damaged',
  'pack-rearranged',
  'pack-swapped',
  'pack-signature',
]);

/** Whether a failure to open or read a code-set file means that the file itself is damaged or gone. */
export function isDamage(error: unknown): boolean {
  return error instanceof AppError && damage.has(error.code);
}

/** The exit code of a failure of any subcommand but `verify`. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof AppError)) return exitCodes.failed;
  if (error.code === 'usage') return exitCodes.usage;
  if (packDamage.has(error.code)) return exitCodes.damaged;
  return error.code === 'source-unrecognised' ? exitCodes.unrecognised : exitCodes.failed;
}
