import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

const recordsSchema = z.array(z.record(z.string(), z.string()));

/** A table of the starter set: reads fields by the names of its header row. */
export class Table {
  readonly rows: Row[];

  constructor(folder: string, name: string) {
    const text = readFileSync(join(folder, name), 'utf8');
    const records = recordsSchema.parse(parse(text, { columns: true, delimiter: '\t', quote: false }));
    this.rows = records.map((record, index) => new Row(record, `${name}, line ${index + 2}`));
  }
}

export class Row {
  readonly #fields: Record<string, string>;
  readonly #place: string;

  constructor(fields: Record<string, string>, place: string) {
    this.#fields = fields;
    this.#place = place;
  }

  /** A field that may be empty. */
  get(name: string): string {
    const value = this.#fields[name];
    if (value === undefined) throw new Error(`${this.#place}: no column “${name}”`);
    return value;
  }

  /** A field that must not be empty. */
  need(name: string): string {
    const value = this.get(name);
    if (value === '') throw new Error(`${this.#place}: “${name}” is empty`);
    return value;
  }

  date(name: string): string | null {
    const value = this.get(name);
    return value === '' ? null : z.iso.date().parse(value);
  }
}
