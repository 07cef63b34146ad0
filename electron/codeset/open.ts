import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../contract/errors.ts';
import type { Sqlite } from './cipher.ts';
import { openEncrypted } from './cipher.ts';
import { systemCode } from './disk-errors.ts';
import { keyFits } from './keys.ts';
import type { Manifest } from './manifest.ts';
import { readHead, readManifest } from './manifest.ts';

/**
 * Opens a code-set file and its manifest, or says exactly what is wrong with it. Reads one page, never the whole
 * file: damage further in shows when that page is read (`pageError`) or in `verifyFile`.
 *
 * @throws AppError `library-missing`, `library-foreign`, `library-future-schema`, `library-truncated`,
 *   `library-header-damaged`, `library-wrong-key`
 */
export async function openCodeSetFile(
  file: string,
  key: Buffer,
): Promise<{ database: Sqlite; manifest: Manifest }> {
  const manifest = await checkFile(file, key);
  let database: Sqlite | undefined;
  try {
    database = openEncrypted(file, key, 'read');
    const line = database.prepare("SELECT value FROM meta WHERE key = 'line'").pluck().get();
    if (line !== manifest.line) throw foreign(file);
    const sources = database.prepare("SELECT value FROM meta WHERE key = 'sources'").pluck().get();
    if (sources !== JSON.stringify(manifest.sources)) throw changedManifest(file);
    return { database, manifest };
  } catch (error) {
    database?.close();
    const told = pageError(error, basename(file));
    if (told instanceof AppError) throw told;
    throw new AppError(
      'library-header-damaged',
      `The beginning of ${basename(file)} is damaged, so it cannot be opened. Restore it from its pack or build it again.`,
      { cause: error },
    );
  }
}

/** Everything that can be told about a file without decrypting it. Returns its manifest when all is well. */
async function checkFile(file: string, key: Buffer): Promise<Manifest> {
  const name = basename(file);
  const found = await stat(file).catch((error: unknown) => {
    throw new AppError(
      'library-missing',
      `${name} is not where the library expects it. Put it back, or build or install it again.`,
      { cause: error },
    );
  });
  const manifest = await readManifest(file);
  if (!found.isFile()) throw foreign(file);
  const { size, start, head } = await readHead(file);
  const begins = Buffer.from(manifest.start, 'base64').subarray(0, start.length).equals(start);
  const same = head.filter((hash, index) => hash === manifest.head[index]).length;
  if (same === 0 && !begins) throw foreign(file);
  if (size < manifest.size) {
    throw new AppError(
      'library-truncated',
      `${name} is cut off: ${size.toLocaleString('en-US')} of ${manifest.size.toLocaleString('en-US')} bytes are there. Restore it from its pack or build it again.`,
    );
  }
  if (same < manifest.head.length) {
    throw new AppError(
      'library-header-damaged',
      `The beginning of ${name} is damaged, so it cannot be opened. Restore it from its pack or build it again.`,
    );
  }
  if (size > manifest.size) throw foreign(file);
  if (!keyFits(key, manifest.keyCheck)) {
    throw new AppError(
      'library-wrong-key',
      `The key held for ${name} is not its key. The file is whole; restore the key, or build or install the file again.`,
    );
  }
  return manifest;
}

function foreign(file: string): AppError {
  return new AppError(
    'library-foreign',
    `${basename(file)} is not the file its manifest describes: something else was put in its place.`,
  );
}

/** The manifest beside a file names its sources, and what opens them, otherwise than the file itself. */
function changedManifest(file: string): AppError {
  return new AppError(
    'library-header-damaged',
    `The manifest of ${basename(file)} is not the one it was written with, so the file stays closed. Restore it from its pack or build it again.`,
  );
}

/** A failed read inside an open file as a typed error: the cipher authenticates every page it reads. */
export function pageError(error: unknown, name: string): unknown {
  const code = systemCode(error);
  if (code?.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_IOERR')) {
    return new AppError(
      'library-page-damaged',
      `A page of ${name} is damaged. Restore it from its pack or build it again; your other code sets are not affected.`,
      { cause: error },
    );
  }
  return error;
}
