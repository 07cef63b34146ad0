import { basename } from 'node:path';
import { z } from 'zod';
import type { Block, System } from '../contract/codes.ts';
import { blockSchema, systemSchema } from '../contract/codes.ts';
import type { Sqlite } from './cipher.ts';
import type { Manifest } from './manifest.ts';
import { openCodeSetFile, pageError } from './open.ts';
import type { Segment } from './segment.ts';
import { segmentFromBlobs } from './segment.ts';

const storedCodeSchema = z.object({
  doc: z.number(),
  system: systemSchema,
  key: z.string(),
  title: z.string(),
  short: z.string(),
  billable: z.number().nullable(),
  parent: z.number().nullable(),
  added: z.string().nullable(),
  ended: z.string().nullable(),
  source: z.string(),
  detail: z.string().nullable(),
});

/** One row of the `code` table. */
export type StoredCode = z.infer<typeof storedCodeSchema>;

/** One row of the `page_text` table, in the order it was written. */
export interface StoredText {
  kind: string;
  block: Block;
  source: string;
  edition: string | null;
}

const columns = 'doc, system, key, title, short, billable, parent, added, ended, source, detail';

/**
 * An open code-set file: its search segment, and typed questions over prepared statements. All answers come from
 * the one edition it holds. A file that cannot be searched does not open.
 */
export class CodeSet {
  readonly manifest: Manifest;
  readonly name: string;
  readonly segment: Segment;
  readonly #database: Sqlite;
  readonly #statements;

  private constructor(database: Sqlite, manifest: Manifest, name: string) {
    this.#database = database;
    this.manifest = manifest;
    this.name = name;
    this.#statements = {
      byDoc: database.prepare(`SELECT ${columns} FROM code WHERE doc = ?`),
      byKey: database.prepare(`SELECT ${columns} FROM code WHERE key = ?`),
      byPrefix: database.prepare(
        `SELECT ${columns} FROM code
         WHERE key > ? AND key < ? AND system IN (SELECT value FROM json_each(?)) ORDER BY key LIMIT ?`,
      ),
      byRange: database.prepare(
        `SELECT ${columns} FROM code
         WHERE key >= ? AND key <= ? AND length(key) = length(?)
           AND system IN (SELECT value FROM json_each(?)) ORDER BY key LIMIT ?`,
      ),
      prefixCounts: database.prepare(
        'SELECT system, count(*) AS codes FROM code WHERE key >= ? AND key < ? GROUP BY system',
      ),
      children: database.prepare(`SELECT ${columns} FROM code WHERE parent = ? ORDER BY doc LIMIT ?`),
      childCount: database.prepare('SELECT count(*) FROM code WHERE parent = ?').pluck(),
      texts: database.prepare(
        'SELECT kind, block, source, edition FROM page_text WHERE system = ? AND key = ? ORDER BY kind, ordinal',
      ),
    };
    const blob = database.prepare('SELECT data FROM segment WHERE name = ?').pluck();
    this.segment = this.#read(() =>
      segmentFromBlobs((part) => {
        const data = blob.get(part);
        return Buffer.isBuffer(data) ? data : undefined;
      }),
    );
  }

  /** @throws AppError see `openCodeSetFile` */
  static async open(file: string, key: Buffer): Promise<CodeSet> {
    const { database, manifest } = await openCodeSetFile(file, key);
    try {
      // Pages stay decrypted in the cache: 16 MB hold what a day's pages and rows touch.
      database.pragma('cache_size = -16384');
      return new CodeSet(database, manifest, basename(file));
    } catch (error) {
      database.close();
      throw pageError(error, basename(file));
    }
  }

  code(doc: number): StoredCode | undefined {
    return this.#read(() => asCode(this.#statements.byDoc.get(doc)));
  }

  /** Codes with exactly this key: one per system of the file. */
  codesByKey(key: string): StoredCode[] {
    return this.#read(() => this.#statements.byKey.all(key).flatMap((row) => asCode(row) ?? []));
  }

  /** The first codes of these systems that begin with `prefix` and go on, in the order of their keys. */
  codesByPrefix(prefix: string, systems: readonly System[], limit: number): StoredCode[] {
    const names = JSON.stringify(systems);
    return this.#read(() =>
      this.#statements.byPrefix.all(prefix, endOf(prefix), names, limit).flatMap((row) => asCode(row) ?? []),
    );
  }

  /** The codes of these systems from `first` to `last`, both included, as long as `first` is. */
  codesInRange(first: string, last: string, systems: readonly System[], limit: number): StoredCode[] {
    const names = JSON.stringify(systems);
    return this.#read(() =>
      this.#statements.byRange.all(first, last, first, names, limit).flatMap((row) => asCode(row) ?? []),
    );
  }

  /** How many codes begin with `prefix`, by system; a code that is the prefix counts. */
  countByPrefix(prefix: string): { system: System; codes: number }[] {
    return this.#read(() =>
      prefixCountsSchema.parse(this.#statements.prefixCounts.all(prefix, endOf(prefix))),
    );
  }

  children(doc: number, limit: number): StoredCode[] {
    return this.#read(() => this.#statements.children.all(doc, limit).flatMap((row) => asCode(row) ?? []));
  }

  childCount(doc: number): number {
    return this.#read(() => z.number().parse(this.#statements.childCount.get(doc)));
  }

  /** Texts for a code's page, whichever file holds the code itself. */
  texts(system: System, key: string): StoredText[] {
    return this.#read(() => this.#statements.texts.all(system, key).map(asText));
  }

  close(): void {
    this.#database.close();
  }

  #read<T>(question: () => T): T {
    try {
      return question();
    } catch (error) {
      throw pageError(error, this.name);
    }
  }
}

function asCode(row: unknown): StoredCode | undefined {
  return row === undefined ? undefined : storedCodeSchema.parse(row);
}

const storedTextSchema = z.object({
  kind: z.string(),
  block: z.string(),
  source: z.string(),
  edition: z.string().nullable(),
});

function asText(row: unknown): StoredText {
  const text = storedTextSchema.parse(row);
  return { ...text, block: blockSchema.parse(JSON.parse(text.block)) };
}

const prefixCountsSchema = z.array(z.object({ system: systemSchema, codes: z.number() }));

/** Greater than every text that begins with `prefix`, less than all that come after. */
function endOf(prefix: string): string {
  return `${prefix}\uffff`;
}
