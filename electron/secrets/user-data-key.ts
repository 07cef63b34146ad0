import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../contract/errors.ts';
import { replaceFile } from '../codeset/atomic-file.ts';
import { systemCode } from '../codeset/disk-errors.ts';
import { newKey } from '../codeset/keys.ts';
import type { UserDataFile } from '../engine/rpc.ts';
import type { KeySeal } from '../engine/sealed-files.ts';

const storedSchema = z.object({ format: z.literal('case2code user data'), wrappedKey: z.string() });

/**
 * Where the user's own data lies, and the key that opens it: a random one, wrapped by the install key in a small file
 * beside. A key that does not unseal any more is kept aside and a new one made; the engine sets the data aside that the
 * new one does not open.
 */
export async function loadUserDataKey(
  folder: string,
  seal: KeySeal,
  log: (message: string) => void,
): Promise<UserDataFile> {
  const file = join(folder, 'user-data.db');
  const keyFile = join(folder, 'user-data-key.json');
  try {
    const { wrappedKey } = storedSchema.parse(JSON.parse(await readFile(keyFile, 'utf8')));
    return { file, key: seal.unwrap(wrappedKey) };
  } catch (error) {
    const code = systemCode(error);
    // A failed read is no reason to begin anew; unsealing fails without a code of the system's.
    if (code !== undefined && code !== 'ENOENT' && !code.startsWith('ERR_')) {
      throw new AppError('read-only', `${keyFile} could not be read. Check who owns it.`, { cause: error });
    }
    if (code !== 'ENOENT') {
      log('the key of the user data does not unseal; a new one is made');
      await rename(keyFile, `${keyFile}.lost`);
    }
  }
  const key = newKey();
  await mkdir(folder, { recursive: true });
  const stored = { format: 'case2code user data', wrappedKey: seal.wrap(key) };
  await replaceFile(keyFile, `${JSON.stringify(stored)}\n`);
  return { file, key };
}
