import type { Fact } from '../codeset/facts.ts';
import { AppError } from '../contract/errors.ts';
import type { Member } from './importer.ts';

/** Rows of one release at most: of no table but these has one had more than 100,000. */
const mostRows = 2 ** 20;
const mostRowsOf: Partial<Record<Fact['table'], number>> = {
  // Held in memory until they are written: 98,186 of ICD-10-CM are the most.
  code: 2 ** 18,
  // 2.6 million, 12 bytes each in memory.
  editPair: 2 ** 23,
  coverageCode: 2 ** 23,
  zipLocality: 2 ** 22,
};
/** Characters of all codes of a release; those of ICD-10-CM have 14 million. */
const mostCodeText = 2 ** 25;
/** Characters of facts that a byte of the files may give; the most that an official file gives is 1.4. */
const mostPerByte = 16;
/** What small files may give, whatever their size. */
const freeText = 2 ** 24;

/**
 * Refuses a release that holds more than any official one does, or far more than its files could hold: a few bytes
 * of a file may be repeated in every row, and a file without end may name a new code in every line.
 */
export class ReleaseLimits {
  readonly #rows = new Map<Fact['table'], number>();
  readonly #mostText: number;
  #text = 0;
  #codeText = 0;

  constructor(files: readonly Member[]) {
    this.#mostText = freeText + mostPerByte * files.reduce((sum, { size }) => sum + size, 0);
  }

  /** @throws AppError `source-damaged` */
  count({ table, row }: Fact): void {
    const rows = (this.#rows.get(table) ?? 0) + 1;
    this.#rows.set(table, rows);
    if (rows > (mostRowsOf[table] ?? mostRows)) throw tooMuch('more records');
    // Edit pairs come by the million, and their texts are short.
    if (table === 'editPair') return;
    const text = lengthOf(row);
    this.#text += text;
    if (table === 'code') this.#codeText += text;
    if (this.#text > this.#mostText || this.#codeText > mostCodeText) throw tooMuch('more text');
  }
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  let length = 0;
  for (const part of Object.values(value)) length += lengthOf(part);
  return length;
}

function tooMuch(what: string): AppError {
  return new AppError(
    'source-damaged',
    `It holds ${what} than any official release. Download it again from its publisher.`,
  );
}
