import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../codeset/atomic-file.ts';
import type { KeySeal } from '../engine/sealed-files.ts';

/** Number of the last writing, and what was written. */
const writtenSchema = z.object({ count: z.number().int().nonnegative(), value: z.unknown() });

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
  #count: number;
  #value: T;
  #writing: Promise<unknown> = Promise.resolve();
  /** True where something lies here that this installation's key does not open: another computer's or account's. */
  readonly isForeign: boolean;

  private constructor(options: ProtectedStoreOptions<T>, count: number, value: T, isForeign: boolean) {
    this.#options = options;
    this.#count = count;
    this.#value = value;
    this.isForeign = isForeign;
  }

  static async load<T>(options: ProtectedStoreOptions<T>): Promise<ProtectedStore<T>> {
    const read = await Promise.all(options.places.map((place) => readPlace(place, options)));
    const held = read
      .filter((one) => one !== 'none' && one !== 'unreadable')
      .toSorted((a, b) => b.count - a.count);
    const isForeign = held.length === 0 && read.includes('unreadable');
    const [newest] = held;
    return new ProtectedStore(options, newest?.count ?? 0, newest?.value ?? options.fresh, isForeign);
  }

  get(): T {
    return this.#value;
  }

  /**
   * Holds at once; the promise settles when both places are written.
   *
   * @throws AppError `disk-full`, `read-only` where neither could be written
   */
  async set(value: T): Promise<void> {
    this.#value = value;
    this.#count += 1;
    const { seal, places, log } = this.#options;
    const sealed = seal.wrap(Buffer.from(JSON.stringify({ count: this.#count, value })));
    const write = this.#writing.then(async () => {
      const written = await Promise.allSettled(places.map((place) => writePlace(place, sealed)));
      const failed = written.filter((one) => one.status === 'rejected');
      for (const { reason } of failed) log(`protected state: ${String(reason)}`);
      if (failed.length === places.length) throw failed[0]?.reason;
    });
    this.#writing = write.catch(() => {});
    await write;
  }
}

async function writePlace(place: string, sealed: string): Promise<void> {
  await mkdir(dirname(place), { recursive: true });
  await replaceFile(place, `${sealed}\n`, 0o600);
}

async function readPlace<T>(
  place: string,
  { seal, schema, log }: ProtectedStoreOptions<T>,
): Promise<{ count: number; value: T } | 'none' | 'unreadable'> {
  let sealed: string;
  try {
    sealed = await readFile(place, 'utf8');
  } catch {
    return 'none';
  }
  try {
    const { count, value } = writtenSchema.parse(JSON.parse(seal.unwrap(sealed.trim()).toString('utf8')));
    return { count, value: schema.parse(value) };
  } catch {
    // The keyring may only be locked today, or this is another computer: kept beside, for support to bring back.
    log('a protected state here was sealed by another installation, or is damaged; it is kept beside');
    await rename(place, `${place}.lost`).catch(() => {});
    return 'unreadable';
  }
}
