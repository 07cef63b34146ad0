import { mkdir, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { replaceFile } from '../../electron/codeset/atomic-file.ts';
import { AppError } from '../../electron/contract/errors.ts';
import { wrappedKeySchema } from '../../electron/licence/content-key.ts';
import { rosterSchema } from '../../electron/licence/roster.ts';

const machineSchema = z.strictObject({
  id: z.uuid(),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  computer: z.string(),
  platform: z.string(),
  /** Public half of the installation's key, base64: its receipts are signed with the other. */
  installKey: z.string(),
  activated: z.iso.datetime(),
  /** When it gave its licence back; null while it counts. */
  deactivated: z.iso.datetime().nullable(),
});

/** What the vendor keeps of one licence; secret, for it holds the licence key. */
export const recordSchema = z.strictObject({
  format: z.literal('case2code licence record'),
  version: z.literal(1),
  id: z.uuid(),
  name: z.string().min(1).max(200),
  key: z.string().min(1),
  created: z.iso.datetime(),
  expiry: z.iso.datetime().nullable(),
  suspended: z.boolean(),
  entitlements: z.array(z.string().regex(/^[A-Z][A-Z0-9_]{0,60}$/)),
  binding: z.enum(['machine', 'people']),
  graceDays: z.number().int().min(0).max(90),
  /** Most named people and most computers at once; null where they are not counted. */
  seats: z.number().int().positive().nullable(),
  mostMachines: z.number().int().positive().nullable(),
  emails: z.array(z.email()),
  contentKeys: z.array(wrappedKeySchema),
  machines: z.array(machineSchema),
  /** Of the newest roster that was signed; 0 before the first. */
  rosterSerial: z.number().int().nonnegative(),
  people: rosterSchema.shape.roster.shape.people,
});
export type LicenceRecord = z.infer<typeof recordSchema>;

/** The folder in which a vendor keeps keys and licences. */
export class Ledger {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async keyFile(id: string): Promise<string> {
    const folder = join(this.#folder, 'keys');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return join(folder, `${id}.json`);
  }

  async keyFiles(): Promise<string[]> {
    return this.#files('keys');
  }

  async save(record: LicenceRecord): Promise<void> {
    const folder = join(this.#folder, 'licences');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const text = `${JSON.stringify(recordSchema.parse(record), null, 2)}\n`;
    await replaceFile(join(folder, `${record.id}.json`), text);
  }

  async all(): Promise<LicenceRecord[]> {
    const records: LicenceRecord[] = [];
    for (const file of await this.#files('licences')) records.push(await read(file));
    return records;
  }

  /**
   * @param which id, key or name of a licence, or the beginning of its id
   * @throws AppError `usage` where it is none's or several's
   */
  async find(which: string): Promise<LicenceRecord> {
    const records = await this.all();
    const exact = records.filter(({ id, key, name }) => [id, key, name].includes(which));
    const found = exact.length > 0 ? exact : records.filter(({ id }) => id.startsWith(which));
    const [record] = found;
    if (record && found.length === 1) return record;
    const why = record ? `is the beginning or name of ${found.length} licences` : 'is no licence';
    throw new AppError(
      'usage',
      `“${which}” ${why} in ${this.#folder}. “licence list” shows those there are.`,
    );
  }

  /** Exactly the one with this id, or with this key: what a customer's request names is no search. */
  async exact(what: 'id' | 'key', value: string | null): Promise<LicenceRecord | undefined> {
    return (await this.all()).find((record) => record[what] === value);
  }

  async #files(kind: 'keys' | 'licences'): Promise<string[]> {
    const folder = join(this.#folder, kind);
    const names = await readdir(folder).catch(() => []);
    return names
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => join(folder, name));
  }
}

async function read(file: string): Promise<LicenceRecord> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new AppError(
      'usage',
      `${file} is no licence record, or was damaged. Restore it from your backup.`,
      {
        cause: error,
      },
    );
  }
}
