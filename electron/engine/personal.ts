import { randomBytes } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import { AppError } from '../contract/errors.ts';
import type { Digest, RecentCode } from '../contract/recent.ts';
import { codeKey } from '../codeset/code-format.ts';
import type { Chosen } from '../userdata/pick-memory.ts';
import { PickMemory, queryWords } from '../userdata/pick-memory.ts';
import type { Picked } from '../userdata/user-data.ts';
import { UserData } from '../userdata/user-data.ts';
import type { LibrarySession } from './library-session.ts';
import type { UserDataFile } from './rpc.ts';

type Log = (id: string, error: unknown) => void;

/**
 * The user's own data in the process that answers. It opens beside the library and never in its way: what is wrong
 * with it is told to those who ask for it.
 */
export class Personal {
  #file: string | null = null;
  #data: UserData | null = null;
  #trouble: AppError | null = null;
  /** What was chosen for which query, as the file has it; null until it is read. */
  #picks: PickMemory | null = null;
  #isUnread = false;
  #log: Log = () => {};

  /** Opens the file once; the same one again changes nothing. One that does not open any more is set aside. */
  open({ file, key }: UserDataFile, log: Log): void {
    if (this.#file === file) return;
    this.#file = file;
    this.#log = log;
    try {
      this.#data = UserData.open(file, Buffer.from(key));
    } catch (error) {
      log('user data', error);
      if (!(error instanceof AppError)) throw error;
      this.#trouble = error;
      if (error.code === 'library-wrong-key') this.#beginAnew(file, Buffer.from(key));
    }
    this.#picks = null;
    // Whoever waits for the library does not wait for this.
    setImmediate(() => {
      this.#chosen();
    });
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

  /** Remembers which code was opened for what was typed; a code typed whole is found without. */
  picked({ query: text, ...rest }: Picked): void {
    const words = queryWords(text);
    if (words === null || codeKey(text) === codeKey(rest.code)) return;
    const touched = this.data.picked({ ...rest, query: words.join(' ') });
    const picks = this.data.picks(touched);
    const memory = this.#chosen();
    for (const query of touched)
      memory.set(
        query,
        picks.filter((pick) => pick.query === query),
      );
  }

  /** Choices that are remembered. */
  get kept(): number {
    return this.#chosen().kept;
  }

  /** Codes chosen before for these words, first what was chosen most; none where nothing of a user is kept. */
  chosenFor(text: string): Chosen[] {
    return this.#chosen().find(text);
  }

  forget(what: 'recents' | 'picks'): void {
    this.data.forget(what);
    if (what === 'picks') this.#picks = null;
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
    this.#picks = null;
  }

  /** Read once, when there is something to read. Searches answer also where the choices cannot be read. */
  #chosen(): PickMemory {
    if (this.#picks) return this.#picks;
    try {
      if (this.#data) return (this.#picks = new PickMemory(this.#data.picks()));
    } catch (error) {
      // Every search asks; the log needs it once.
      if (!this.#isUnread) this.#log('choices', error);
      this.#isUnread = true;
    }
    return new PickMemory([]);
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
