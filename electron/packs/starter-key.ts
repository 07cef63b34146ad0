import { readFile } from 'node:fs/promises';
import { AppError } from '../contract/errors.ts';
import { keyIdOf } from '../licence/signature.ts';
import type { TrustedKeys } from '../licence/vendor-keys.ts';

/**
 * The key that the shipped pack is signed with. Only for that pack, which lies in the program's own folder: a key that
 * lies beside any other pack says nothing.
 *
 * @throws AppError `pack-unknown-key`
 */
export async function starterKeys(pack: string): Promise<TrustedKeys> {
  try {
    const publicKey = (await readFile(publicKeyFileOf(pack), 'utf8')).trim();
    const id = keyIdOf(Buffer.from(publicKey, 'base64'));
    return new Map([[id, { publicKey, from: '0001-01-01', until: null }]]);
  } catch (error) {
    throw new AppError(
      'pack-unknown-key',
      'The key of the starter set is missing from the program’s folder. Install the program again.',
      { cause: error },
    );
  }
}

/** Where the public half of its key lies. */
export function publicKeyFileOf(pack: string): string {
  return `${pack}.pub`;
}
