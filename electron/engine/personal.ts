import { randomBytes } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { AppError } from '../contract/errors.ts';
import type { Digest, RecentCode } from '../contract/recent.ts';
import { UserData } from '../userdata/user-data.ts';
import type { LibrarySession } from './library-session.ts';
import type { UserDataFile } from './rpc.ts';

/**
 * The user's own data in the process that answers. It opens beside the library and never in its way: what is wrong
 * with it is told to those who ask for it.
 */
export class Personal {
  #file: string | null = null;
  #data: UserData | null = null;
  #trouble: AppError | null = null;

  /** Opens the file once; the same one again changes nothing. One that does not open any more is set aside. */
  open({ file, key }: UserDataFile, log: (id: string, error: unknown) => void): void {
    if (this.#file === file) return;
    this.#file = file;
    try {
      this.#data = UserData.open(file, Buffer.from(key));
    } catch (error) {
      log('user data', error);
      if (!(error instanceof AppError)) throw error;
      this.#trouble = error;
      if (error.code === 'library-wrong-key') this.#beginAnew(file, Buffer.from(key));
    }
  }

  /** @throws AppError `not-found` where the program keeps none (the terminal, a job), and why it did not open */
  get data(): UserData {
    if (this.#data) return this.#data;
    throw this.#trouble ?? new AppError('not-found', 'Nothing of yours is kept here.');
  }

  /** Codes opened, newest first, with the titles that the library has for them now; others are passed over. */
  recent(limit: number, library: LibrarySession): RecentCode[] {
    return this.data.recent(limit).flatMap(({ system, code, at }) => {
      const title = library.titleOf(system, code);
      return title === undefined ? [] : [{ system, code, title, opened: at }];
    });
  }

  digests(library: LibrarySession): Digest[] {
    return this.data.digests().map((digest) => ({
      ...digest,
      changed: digest.changed.map((one) => ({ ...one, title: library.titleOf(one.system, one.code) ?? '' })),
    }));
  }

  close(): void {
    this.#data?.close();
    this.#data = null;
    this.#file = null;
  }

  /** Nothing has it open: opening failed. Its bytes stay, under a name that says what they are. */
  #beginAnew(file: string, key: Buffer): void {
    const aside = `${file}.lost-${randomBytes(4).toString('hex')}`;
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(`${file}${suffix}`)) renameSync(`${file}${suffix}`, `${aside}${suffix}`);
    }
    this.#data = UserData.open(file, key);
    this.#trouble = null;
  }
}
