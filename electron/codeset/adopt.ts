import { chmod, copyFile, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Line } from '../contract/codes.ts';
import { temporaryBeside } from './atomic-file.ts';
import { applyKey, openEncrypted } from './cipher.ts';
import { newKey } from './keys.ts';
import { asAppError } from './disk-errors.ts';
import { finishFile, removeCodeSet } from './finish.ts';
import type { Manifest } from './manifest.ts';
import { verifyFile } from './verify.ts';
import type { WrittenCodeSet } from './rows.ts';

/** A file of another library and the key that opens it. */
export interface AdoptedFile {
  line: Line;
  file: string;
  key: Uint8Array;
}

/**
 * Copies code-set files of another library into `folder`, each verified first and re-encrypted under a new random
 * key: a key that ever lay in a key file opens nothing in the app's own library.
 *
 * @throws AppError any of `verifyFile`'s, `disk-full`, `read-only`
 */
export async function adoptFiles(
  files: AdoptedFile[],
  folder: string,
  report: (progress: { done: number | null; detail: string }) => void = () => {},
): Promise<WrittenCodeSet[]> {
  const written: WrittenCodeSet[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const [place, { line, file, key }] of files.entries()) {
      report({ done: place / files.length, detail: `Checking ${basename(file)}` });
      const manifest = await verifyFile(file, Buffer.from(key));
      report({ done: (place + 0.5) / files.length, detail: `Copying ${basename(file)}` });
      written.push(await rekeyedCopy(line, file, Buffer.from(key), manifest, folder));
    }
  } catch (error) {
    for (const { file } of written) await removeCodeSet(folder, file);
    throw asAppError(error, folder);
  }
  report({ done: 1, detail: 'Done' });
  return written;
}

async function rekeyedCopy(
  line: Line,
  file: string,
  oldKey: Buffer,
  manifest: Manifest,
  folder: string,
): Promise<WrittenCodeSet> {
  const key = newKey();
  const temporary = temporaryBeside(join(folder, line));
  try {
    await copyFile(file, temporary);
    // A copy keeps the permissions, and files on a share or a stick are often read-only.
    await chmod(temporary, 0o600);
    const database = openEncrypted(temporary, oldKey, 'create');
    try {
      database.pragma('journal_mode = DELETE');
      applyKey(database, key, 'rekey');
    } finally {
      database.close();
    }
    return await finishFile(temporary, folder, manifest, key);
  } catch (error) {
    for (const left of [temporary, `${temporary}-journal`]) await rm(left, { force: true }).catch(() => {});
    throw asAppError(error, join(folder, line));
  }
}
