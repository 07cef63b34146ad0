import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { lineSchema } from '../../contract/codes.ts';
import { replaceFile } from '../../codeset/atomic-file.ts';
import { asAppError } from '../../codeset/disk-errors.ts';

/** What this keeps in a folder: the newest list that was read, and what is remembered of feeds. */
export const memoryFiles = ['list.json', 'updates.json'] as const;
const [listFile, memoryFile] = memoryFiles;

/** What is remembered between two looks at a feed. */
const memorySchema = z.strictObject({
  /** Random, made once; it decides when a staged pack is offered here, and never leaves the computer. */
  installation: z.uuid(),
  /** Of each feed, by its address: the newest serial seen, and when it last answered. */
  feeds: z.record(z.string(), z.strictObject({ serial: z.number().int(), checked: z.iso.datetime() })),
  /** Of lines to which changes were refused: the content that they were refused over, one a line. */
  refused: z.partialRecord(lineSchema, z.string().regex(/^[0-9a-f]{64}$/)).optional(),
});
export type UpdateMemory = z.infer<typeof memorySchema>;

/** What `folder` remembers; a new memory where there is none, or it is damaged: the next list is the first one seen. */
export async function readMemory(folder: string): Promise<UpdateMemory> {
  try {
    return memorySchema.parse(JSON.parse(await readFile(memoryOf(folder), 'utf8')));
  } catch {
    return { installation: randomUUID(), feeds: {} };
  }
}

/** @throws AppError `disk-full`, `read-only` */
export async function writeMemory(folder: string, memory: UpdateMemory): Promise<void> {
  await replaceIn(folder, memoryOf(folder), JSON.stringify(memory, null, 2));
}

const storedSchema = z.strictObject({
  /** The address that it came from. */
  from: z.string(),
  /** `index.json` to the letter: whoever reads it checks its signature again. */
  text: z.string(),
});
export type StoredList = z.infer<typeof storedSchema>;

/** The newest list that was read, as it came; null where there is none that can be read. */
export async function readStoredList(folder: string): Promise<StoredList | null> {
  try {
    return storedSchema.parse(JSON.parse(await readFile(listOf(folder), 'utf8')));
  } catch {
    return null;
  }
}

/** @throws AppError `disk-full`, `read-only` */
export async function storeList(folder: string, list: StoredList): Promise<void> {
  await replaceIn(folder, listOf(folder), JSON.stringify(list));
}

async function replaceIn(folder: string, file: string, text: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await replaceFile(file, `${text}\n`);
  } catch (error) {
    throw asAppError(error, file);
  }
}

function listOf(folder: string): string {
  return join(folder, listFile);
}

function memoryOf(folder: string): string {
  return join(folder, memoryFile);
}
