import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../codeset/atomic-file.ts';
import type { KeySeal } from '../engine/sealed-files.ts';
import { mergeState } from './merge-state.ts';

/** Number of the last writing, and what was written. */
const writtenSchema = z.object({
  count: z.number().int().nonnegative(),
  value: z.unknown(),
  /** True from the day on which something lay here that another installation had sealed. */
  foreign: z.boolean().default(false),
});

interface Written<T> {
  count: number;
  value: T;
  foreign: boolean;
}

export interface ProtectedStoreOptions<T> {
  /** Two files in folders that are not copied, restored or removed together. */
  places: readonly [string, string];
  seal: Pick<KeySeal, 'wrap' | 'unwrap'>;
  schema: z.ZodType<T>;
  /** What there is where nothing has been written yet. */
  fresh: T;
  log: (message: string) => void;
}

/**
 * A small state that nobody should read or set back: sealed by the install key and written to two places with a count
 * that only goes up. The place that is further on counts, so that deleting or restoring one of them changes nothing.
 * Whoever restores both at once sets it back; an offline program cannot know (docs/security.md).
 */
export class ProtectedStore<T> {
  readonly #options: ProtectedStoreOptions<T>;
  /** As it was last read or written. */
  #written: Written<T>;
  #value: T;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(options: ProtectedStoreOptions<T>, written: Written<T>) {
    this.#options = options;
    this.#written = written;
    this.#value = written.value;
  }

  /**
   * True where something lay here, once, that this installation's key did not open: another computer's or account's.
   */
  get isForeign(): boolean {
    return this.#written.foreign;
  }

  static async load<T>(options: ProtectedStoreOptions<T>): Promise<ProtectedStore<T>> {
    const read = await Promise.all(options.places.map((place) => readPlace(place, options)));
    const newest = newestOf(read);
    const foreign = newest === undefined && read.includes('unreadable');
    const store = new ProtectedStore(options, newest ?? { count: 0, value: options.fresh, foreign });
    // At once, or the next start would find nothing and take this for a new installation. A failure is logged.
    if (foreign) await store.set(options.fresh).catch(() => {});
    return store;
  }

  get(): T {
    return this.#value;
  }

  /**
   * Holds at once; the promise settles when both places are written. What another process of the program has written
   * meanwhile (a command beside the window) stays, apart from what is changed here.
   *
   * @throws AppError `disk-full`, `read-only` where neither could be written: then all is as it was before
   */
  async set(value: T): Promise<void> {
    const base = this.#value;
    this.#value = value;
    const write = this.#writing.then(() => this.#write(base, value));
    this.#writing = write.catch(() => {});
    try {
      await write;
    } finally {
      // A later change that is still to be written carries its own part over.
      if (this.#value === value) this.#value = this.#written.value;
    }
  }

  async #write(base: T, value: T): Promise<void> {
    const { seal, places, schema, log } = this.#options;
    const found = newestOf(await Promise.all(places.map((place) => readPlace(place, this.#options))));
    const current = found && found.count > this.#written.count ? found : this.#written;
    const merged = schema.safeParse(mergeState(base, value, current.value));
    const next: Written<T> = {
      count: current.count + 1,
      value: merged.success ? merged.data : value,
      foreign: current.foreign,
    };
    const sealed = seal.wrap(Buffer.from(JSON.stringify(next)));
    const written = await Promise.allSettled(places.map((place) => writePlace(place, sealed)));
    const failed = written.filter((one) => one.status === 'rejected');
    for (const { reason } of failed) log(`protected state: ${String(reason)}`);
    if (failed.length === places.length) throw failed[0]?.reason;
    this.#written = next;
  }
}

type Found<T> = Written<T> | 'none' | 'unreadable';

function newestOf<T>(read: readonly Found<T>[]): Written<T> | undefined {
  return read
    .filter((one) => one !== 'none' && one !== 'unreadable')
    .toSorted((a, b) => b.count - a.count)[0];
}

async function writePlace(place: string, sealed: string): Promise<void> {
  await mkdir(dirname(place), { recursive: true });
  await replaceFile(place, `${sealed}\n`, 0o600);
}

async function readPlace<T>(
  place: string,
  { seal, schema, log }: ProtectedStoreOptions<T>,
): Promise<Found<T>> {
  let sealed: string;
  try {
    sealed = await readFile(place, 'utf8');
  } catch {
    return 'none';
  }
  try {
    const written = writtenSchema.parse(JSON.parse(seal.unwrap(sealed.trim()).toString('utf8')));
    return { ...written, value: schema.parse(written.value) };
  } catch {
    // The keyring may only be locked today, or this is another computer: kept beside, for support to bring back.
    log('a protected state here was sealed by another installation, or is damaged; it is kept beside');
    await rename(place, `${place}.lost`).catch(() => {});
    return 'unreadable';
  }
}
