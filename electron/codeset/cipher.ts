import Database from 'better-sqlite3';
import { AppError } from '../contract/errors.ts';
import { keyLength } from './keys.ts';

export type Sqlite = Database.Database;

/**
 * Opens an encrypted SQLite file with a raw key, so that no key derivation runs (0.6 ms instead of 70–480 ms).
 * The cipher is AEGIS-256, which authenticates every page: a changed page is an error, not a wrong title.
 * Nothing is read yet; the first statement tells whether the key fits.
 */
export function openEncrypted(file: string, key: Buffer, mode: 'read' | 'create'): Sqlite {
  if (key.length !== keyLength) {
    throw new AppError(
      'library-wrong-key',
      `A library key has ${keyLength} bytes; this one has ${key.length}.`,
    );
  }
  const database = new Database(
    file,
    mode === 'read' ? { readonly: true, fileMustExist: true } : { fileMustExist: false },
  );
  try {
    applyKey(database, key, 'key');
    // Sorting what does not fit into memory would otherwise write codes to a file that no cipher covers.
    database.pragma('temp_store = MEMORY');
    // Nobody writes to a file that is read: one shared lock for as long as it is open, and not one a statement, which
    // costs ten times what a row does. Several processes may hold it.
    if (mode === 'read') database.pragma('locking_mode = EXCLUSIVE');
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** `key` opens, `rekey` re-encrypts under another key. */
export function applyKey(database: Sqlite, key: Buffer, pragma: 'key' | 'rekey'): void {
  database.pragma(`cipher='aegis'`);
  database.pragma(`${pragma}="raw:${key.toString('hex')}"`);
}
