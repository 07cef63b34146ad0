import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AppError } from '../contract/errors.ts';
import { replaceFile } from './atomic-file.ts';

/** Length of a raw file key in bytes. */
export const keyLength = 32;

/** A new random file key. */
export function newKey(): Buffer {
  return randomBytes(keyLength);
}

/** Where the terminal's `codeset build` keeps the key of `file`: beside it, readable by its owner only. */
export function keyFileOf(file: string): string {
  return `${file}.key`;
}

/**
 * Reads a key file: 64 hexadecimal digits.
 * @throws AppError `library-key-missing` when there is none or it does not hold a key
 */
export async function readKeyFile(file: string): Promise<Buffer> {
  let text: string;
  try {
    text = (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new AppError('library-key-missing', `No key: ${file} could not be read.`, { cause: error });
  }
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new AppError(
      'library-key-missing',
      `${file} does not hold a key: 64 hexadecimal digits were expected.`,
    );
  }
  return Buffer.from(text, 'hex');
}

/** Writes a key file with mode 0600. */
export async function writeKeyFile(file: string, key: Buffer): Promise<void> {
  if (key.length !== keyLength) throw new AppError('internal', 'A library key has 32 bytes.');
  await replaceFile(file, `${key.toString('hex')}\n`, 0o600);
}

/**
 * A value that tells a wrong key from a damaged file without opening it. It is a one-way function of the key, so
 * it may stand in the clear.
 */
export function keyCheck(key: Buffer): string {
  return createHmac('sha256', key).update('case2code library key').digest('hex').slice(0, 32);
}

export function keyFits(key: Buffer, check: string): boolean {
  const ours = Buffer.from(keyCheck(key));
  const theirs = Buffer.from(check);
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}
