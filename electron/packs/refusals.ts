import { basename } from 'node:path';
import type { ErrorCode } from '../contract/errors.ts';
import { AppError } from '../contract/errors.ts';

type PackCode = Extract<ErrorCode, `pack-${string}`>;

/** What to do about each; `pack-locked`, `pack-older` and `pack-base` say more than one thing. */
const advice: Readonly<Record<PackCode, string>> = {
  'pack-foreign': 'Choose a file that ends in .c2cpack and came from your vendor.',
  'pack-truncated': 'Fetch it again.',
  'pack-damaged': 'Fetch it again.',
  'pack-rearranged': 'Its parts were moved about by somebody: do not use it, and fetch it from your vendor.',
  'pack-swapped': 'It was put together from two packs: do not use it, and fetch it from your vendor.',
  'pack-signature': 'Do not use it: it may have been changed. Fetch it from your vendor.',
  'pack-unknown-key':
    'It may be genuine and newer than this program: update the program, or ask your vendor which key signs its packs.',
  'pack-locked': 'Add the licence that includes it.',
  'pack-future': 'Update the program.',
  'pack-past': 'Fetch a current one.',
  'pack-older': 'To go back to an edition you had, use Roll back in the library.',
  'pack-base': 'Fetch the full pack of this edition.',
};

/** A pack that is not installed, as people read it: what happened, what it means, what to do. */
export function refused(code: PackCode, file: string, what: string, cause?: unknown): AppError {
  return new AppError(
    code,
    `The pack ${basename(file)} cannot be installed: ${what}. ${advice[code]} Nothing was changed.`,
    { cause },
  );
}
