import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { replaceFile, syncFolder } from '../../codeset/atomic-file.ts';
import { asAppError } from '../../codeset/disk-errors.ts';

/** What is added to the name of a file for the part of it that has arrived, and for the notes on that part. */
export const partSuffix = '.part';
export const notesSuffix = '.part.json';

/** How many bytes may be lost to a power cut. */
const syncEvery = 4 << 20;

const notesSchema = z.strictObject({
  address: z.string(),
  /** Hash that the file must have, where it is known beforehand. */
  sha256: z.string().nullable(),
  /** Names of this very version of the file, as the server gave them. */
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** Of the whole file; null where the server does not say. */
  size: z.number().int().nonnegative().nullable(),
  /** Bytes that are surely on the disk. */
  kept: z.number().int().nonnegative(),
});
type Notes = z.infer<typeof notesSchema>;

/** What the server says of the file it sends. */
export type Version = Pick<Notes, 'etag' | 'lastModified' | 'size'>;

/**
 * The part of a file that has arrived, beside the place of the whole one, with notes on which version it is part of.
 * It outlives the program: the next download of the same file goes on from it.
 */
export class PartFile {
  readonly #target: string;
  readonly #handle: FileHandle;
  #notes: Notes;
  #bytes: number;
  #furthest: number;
  #begun: number;

  private constructor(target: string, handle: FileHandle, notes: Notes) {
    this.#target = target;
    this.#handle = handle;
    this.#notes = notes;
    this.#bytes = notes.kept;
    this.#furthest = notes.kept;
    this.#begun = notes.kept;
  }

  /**
   * What is there of the file to be kept as `target`; nothing, when it is part of another file or of a version that
   * nobody could tell from another.
   *
   * @throws AppError `disk-full`, `read-only`
   */
  static async open(target: string, address: string, sha256: string | null): Promise<PartFile> {
    const fresh: Notes = { address, sha256, etag: null, lastModified: null, size: null, kept: 0 };
    try {
      await mkdir(dirname(target), { recursive: true });
      const known = await readNotes(target);
      const size = await stat(partOf(target)).then(
        (there) => there.size,
        () => 0,
      );
      const notes = known !== null && isSame(known, fresh) && size >= known.kept ? known : fresh;
      const handle = await open(partOf(target), notes.kept === 0 ? 'w+' : 'r+');
      return new PartFile(target, handle, notes);
    } catch (error) {
      throw asAppError(error, target);
    }
  }

  get file(): string {
    return partOf(this.#target);
  }

  get handle(): FileHandle {
    return this.#handle;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The most that was ever there, also before it was thrown away and begun again. */
  get furthest(): number {
    return this.#furthest;
  }

  get version(): Version {
    return this.#notes;
  }

  /** True where it came in more than one piece: then it may be mixed of two versions. */
  get isPieced(): boolean {
    return this.#begun > 0;
  }

  /** Drops what is there and begins with another version. */
  async beginAnew(version: Version): Promise<void> {
    await this.#write(async () => {
      await this.#handle.truncate(0);
      this.#bytes = 0;
      this.#begun = 0;
      this.#notes = { ...this.#notes, ...version, kept: 0 };
      await this.#saveNotes();
    });
  }

  /** Further bytes come over another connection. */
  goOn(): void {
    this.#begun = this.#bytes;
  }

  async append(piece: Uint8Array): Promise<void> {
    await this.#write(async () => {
      await this.#handle.write(piece, 0, piece.length, this.#bytes);
      this.#bytes += piece.length;
      this.#furthest = Math.max(this.#furthest, this.#bytes);
      if (this.#bytes - this.#notes.kept >= syncEvery) await this.keep();
    });
  }

  /** Cuts off what was written after the last sync, and may have been lost in part: it is fetched again. */
  async trim(): Promise<void> {
    await this.#write(() => this.#handle.truncate(this.#bytes));
  }

  /** Makes what has arrived outlive the program and a power cut. */
  async keep(): Promise<void> {
    if (this.#bytes === this.#notes.kept) return;
    await this.#write(async () => {
      await this.#handle.sync();
      this.#notes = { ...this.#notes, kept: this.#bytes };
      await this.#saveNotes();
    });
  }

  /** Lets the whole file take its place, in one step. */
  async finish(): Promise<void> {
    await this.#write(async () => {
      await this.#handle.sync();
      await this.#handle.close();
      await rename(this.file, this.#target);
      await syncFolder(dirname(this.#target));
      await rm(notesOf(this.#target), { force: true });
    });
  }

  async discard(): Promise<void> {
    await this.close();
    await rm(this.file, { force: true }).catch(() => {});
    await rm(notesOf(this.#target), { force: true }).catch(() => {});
  }

  async close(): Promise<void> {
    await this.#handle.close().catch(() => {});
  }

  async #saveNotes(): Promise<void> {
    await replaceFile(notesOf(this.#target), `${JSON.stringify(this.#notes)}\n`);
  }

  async #write(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      throw asAppError(error, this.#target);
    }
  }
}

function partOf(target: string): string {
  return `${target}${partSuffix}`;
}

function notesOf(target: string): string {
  return `${target}${notesSuffix}`;
}

async function readNotes(target: string): Promise<Notes | null> {
  try {
    return notesSchema.parse(JSON.parse(await readFile(notesOf(target), 'utf8')));
  } catch {
    // None, or damaged: the part is of no use without them.
    return null;
  }
}

/** Whether bytes of one may be joined to bytes of the other. The hash decides; without one, the server's own name. */
function isSame(known: Notes, wanted: Notes): boolean {
  if (known.sha256 !== wanted.sha256) return false;
  if (wanted.sha256 !== null) return true;
  return known.address === wanted.address && (known.etag ?? known.lastModified) !== null;
}
