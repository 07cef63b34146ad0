import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AppError } from '../contract/errors.ts';
import { replaceFile } from '../codeset/atomic-file.ts';
import { systemCode } from '../codeset/disk-errors.ts';
import type { KeySeal } from '../engine/sealed-files.ts';

/** The system's keyring, as far as this program needs it. */
export interface Keyring {
  /** False where the system offers no protection beyond a constant key ("basic_text"). */
  available: boolean;
  seal(text: string): Promise<Buffer>;
  unseal(sealed: Buffer): Promise<string>;
}

const storedSchema = z.discriminatedUnion('in', [
  z.object({ in: z.literal('keyring'), sealed: z.string() }),
  z.object({ in: z.literal('file'), key: z.string().regex(/^[0-9a-f]{64}$/) }),
]);

/**
 * The install key: one random key per installation that wraps the keys of the library's files. It sits in the
 * system's keyring; where there is none, in a file that only this account can read, which is weaker and is said so.
 * A key that cannot be unsealed any more (keyring reset, copied folder) is replaced: what it wrapped is then
 * reported as lost and can be added again.
 */
export async function loadInstallKey(
  file: string,
  keyring: Keyring,
  log: (message: string) => void,
): Promise<KeySeal> {
  const stored = await readStored(file, log);
  if (stored?.in === 'file') {
    const key = Buffer.from(stored.key, 'hex');
    // A keyring has come since: the same key moves there, and everything it wrapped stays open.
    return keyring.available ? await keepKey(file, key, keyring) : sealWith(key, 'file');
  }
  if (stored?.in === 'keyring' && keyring.available) {
    try {
      const key = Buffer.from(await keyring.unseal(Buffer.from(stored.sealed, 'base64')), 'hex');
      if (key.length === 32) return sealWith(key, 'keyring');
    } catch (error) {
      log(`the keyring does not unseal the install key: ${String(error)}`);
    }
  }
  // The keyring may only be locked or absent today: what it sealed is kept beside, for support to bring back.
  if (stored?.in === 'keyring') await rename(file, `${file}.lost`);
  return keepKey(file, randomBytes(32), keyring);
}

/** The install key where it lies in a file; undefined where it sits in the keyring or there is none. */
export async function readInstallKey(file: string): Promise<KeySeal | undefined> {
  const stored = await readStored(file, () => {});
  return stored?.in === 'file' ? sealWith(Buffer.from(stored.key, 'hex'), 'file') : undefined;
}

async function keepKey(file: string, key: Buffer, keyring: Keyring): Promise<KeySeal> {
  const stored: z.infer<typeof storedSchema> = keyring.available
    ? { in: 'keyring', sealed: (await keyring.seal(key.toString('hex'))).toString('base64') }
    : { in: 'file', key: key.toString('hex') };
  await mkdir(dirname(file), { recursive: true });
  await replaceFile(file, `${JSON.stringify(stored)}\n`, 0o600);
  return sealWith(key, stored.in);
}

async function readStored(file: string, log: (message: string) => void) {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw new AppError('read-only', `${file} could not be read. Check who owns it.`, { cause: error });
  }
  try {
    return storedSchema.parse(JSON.parse(text));
  } catch {
    log('the install key file is damaged; a new key is made');
    return undefined;
  }
}

/** AES-256-GCM: `iv.tag.ciphertext`, each in base64. */
export function sealWith(installKey: Buffer, keysIn: KeySeal['keysIn']): KeySeal {
  return {
    keysIn,
    wrap(key) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', installKey, iv);
      const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
      return [iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64')).join('.');
    },
    unwrap(wrapped) {
      const [iv, tag, sealed] = wrapped.split('.').map((part) => Buffer.from(part, 'base64'));
      if (!iv || !tag || !sealed) throw new Error('not a wrapped key');
      const decipher = createDecipheriv('aes-256-gcm', installKey, iv, { authTagLength: 16 });
      decipher.setAuthTag(tag);
      return Buffer.concat([decipher.update(sealed), decipher.final()]);
    },
  };
}
