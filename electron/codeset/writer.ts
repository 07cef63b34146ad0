import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { System } from '../contract/codes.ts';
import { systems } from '../contract/codes.ts';
import { AppError } from '../contract/errors.ts';
import { temporaryBeside } from './atomic-file.ts';
import type { Sqlite } from './cipher.ts';
import { openEncrypted } from './cipher.ts';
import { newKey } from './keys.ts';
import { asAppError } from './disk-errors.ts';
import { finishFile } from './finish.ts';
import type { CodeRow, CodeSetDraft, WrittenCodeSet } from './rows.ts';
import { createIndexes, createTables, schemaVersion } from './schema.ts';
import { segmentToBlobs } from './segment.ts';
import { SegmentBuilder } from './segment-builder.ts';

export interface WriteOptions {
  /** Raw 32-byte key; a new random one when left out. */
  key?: Buffer;
  signal?: AbortSignal;
  /** Called now and then with the number of codes written so far. */
  onProgress?: (codes: number) => void;
}

const rowsPerStep = 2000;

/**
 * Writes one code-set file and its manifest into `folder`: rows and search segment into an encrypted temporary
 * file, then fsync, then a rename to the name that its content gives it. Streaming: rows are not collected.
 * Cancelled or failed, it leaves nothing behind.
 *
 * @throws AppError `cancelled`, `disk-full`, `read-only`, `source-damaged` (two rows with one code)
 */
export async function writeCodeSet(
  draft: CodeSetDraft,
  folder: string,
  options: WriteOptions = {},
): Promise<WrittenCodeSet> {
  const key = options.key ?? newKey();
  const temporary = temporaryBeside(join(folder, draft.line));
  try {
    await mkdir(folder, { recursive: true });
    const codes = await fill(temporary, key, draft, options);
    const { edition, line, sources, notices, starter } = draft;
    const fields = { schema: schemaVersion, line, editions: [edition], sources, notices, starter, codes };
    return await finishFile(temporary, folder, fields, key);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw asAppError(error, join(folder, draft.line));
  }
}

async function fill(
  temporary: string,
  key: Buffer,
  draft: CodeSetDraft,
  options: WriteOptions,
): Promise<number> {
  const database = openEncrypted(temporary, key, 'create');
  try {
    // The file is worthless until it is renamed, so nothing needs a journal; fsync comes once, at the end.
    database.pragma('journal_mode = OFF');
    database.pragma('synchronous = OFF');
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec(createTables);
    database.exec('BEGIN');
    writeMeta(database, draft);
    const builder = new SegmentBuilder();
    const codes = await writeCodes(database, draft, builder, options);
    await writeTexts(database, draft);
    stopIfCancelled(options.signal);
    database.exec(createIndexes);
    const insert = database.prepare('INSERT INTO segment VALUES (?, ?)');
    for (const [name, blob] of segmentToBlobs(builder.finish())) insert.run(name, blob);
    database.exec('COMMIT');
    return codes;
  } finally {
    database.close();
  }
}

function writeMeta(database: Sqlite, draft: CodeSetDraft): void {
  const insert = database.prepare('INSERT INTO meta VALUES (?, ?)');
  insert.run('schema', String(schemaVersion));
  insert.run('line', draft.line);
  insert.run('editions', JSON.stringify([draft.edition]));
}

async function writeCodes(
  database: Sqlite,
  draft: CodeSetDraft,
  builder: SegmentBuilder,
  { signal, onProgress }: WriteOptions,
): Promise<number> {
  const insert = database.prepare('INSERT INTO code VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const docs = new Map<string, number>();
  let doc = 0;
  for await (const row of draft.codes) {
    const name = nameOf(row.system, row.key);
    if (docs.has(name)) throw duplicate(row, draft);
    const parent = row.parent === null ? null : (docs.get(nameOf(row.system, row.parent)) ?? null);
    docs.set(name, doc);
    const detail = Object.keys(row.detail).length > 0 ? JSON.stringify(row.detail) : null;
    const billable = row.billable === null ? null : Number(row.billable);
    insert.run(
      doc,
      row.system,
      row.key,
      row.title,
      row.short,
      billable,
      parent,
      row.added,
      row.ended,
      row.source,
      detail,
    );
    builder.add({ ...row, parent });
    doc += 1;
    if (doc % rowsPerStep === 0) {
      stopIfCancelled(signal);
      onProgress?.(doc);
      // Lets a cancel arrive and a progress message leave.
      await new Promise(setImmediate);
    }
  }
  onProgress?.(doc);
  return doc;
}

function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('cancelled', 'Cancelled. Nothing was changed.');
}

/** Systems of one file never share a key but for a few; the place of the system keeps them apart. */
function nameOf(system: System, key: string): string {
  return `${systems.indexOf(system)}${key}`;
}

function duplicate(row: CodeRow, draft: CodeSetDraft): AppError {
  return new AppError(
    'source-damaged',
    `${draft.edition.name} names the code ${row.key} twice, so nothing was written. Check that the file is complete and unchanged.`,
  );
}

async function writeTexts(database: Sqlite, draft: CodeSetDraft): Promise<void> {
  const insert = database.prepare('INSERT INTO page_text VALUES (?, ?, ?, ?, ?, ?, ?)');
  const ordinals = new Map<string, number>();
  for await (const text of draft.texts) {
    const place = `${text.system} ${text.key} ${text.kind}`;
    const ordinal = ordinals.get(place) ?? 0;
    ordinals.set(place, ordinal + 1);
    insert.run(
      text.system,
      text.key,
      text.kind,
      ordinal,
      JSON.stringify(text.block),
      text.source,
      text.edition,
    );
  }
}
