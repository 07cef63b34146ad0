import { basename } from 'node:path';
import { AppError } from '../contract/errors.ts';
import type { Manifest } from './manifest.ts';
import { hashFile } from './manifest.ts';
import { openCodeSetFile, pageError } from './open.ts';

/**
 * Reads a whole code-set file: opens it, lets SQLite check every page and index, and compares its SHA-256 with the
 * manifest's. Takes about a second per 100 MB.
 *
 * @throws AppError any of `openCodeSetFile`'s, or `library-page-damaged`
 */
export async function verifyFile(file: string, key: Buffer): Promise<Manifest> {
  const { database, manifest } = await openCodeSetFile(file, key);
  try {
    const answer = database.pragma('integrity_check', { simple: true });
    if (answer !== 'ok') throw damaged(file);
  } catch (error) {
    throw pageError(error, basename(file));
  } finally {
    database.close();
  }
  const { sha256 } = await hashFile(file);
  if (sha256 !== manifest.sha256) throw damaged(file);
  return manifest;
}

function damaged(file: string): AppError {
  return new AppError(
    'library-page-damaged',
    `${basename(file)} is damaged: its content is not what its manifest says. Restore it from its pack or build it again.`,
  );
}
