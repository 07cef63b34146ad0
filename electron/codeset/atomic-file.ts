import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { asAppError } from './disk-errors.ts';

/**
 * Replaces `file` so that a reader sees the old bytes or the new ones, never a mixture, and so that the new ones
 * survive a power cut: temporary file beside it, fsync, rename, fsync of the folder.
 *
 * @throws AppError `disk-full`, `read-only`
 */
export async function replaceFile(file: string, data: string | Uint8Array, mode = 0o600): Promise<void> {
  const temporary = temporaryBeside(file);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(data);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw asAppError(error, file);
  }
  await syncFolder(dirname(file));
}

/** How the names of `temporaryBeside` end, as a part of a regular expression. */
export const temporaryForm = String.raw`\.[0-9a-f]{12}\.tmp`;

/** A name in the same folder (renames must not cross file systems) that start-up recognises as left-over. */
export function temporaryBeside(file: string): string {
  return `${file}.${randomBytes(6).toString('hex')}.tmp`;
}

/** Makes a rename in `folder` durable. Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
