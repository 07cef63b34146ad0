import { z } from 'zod';
import { changeKindSchema } from '../contract/changes.ts';
import type { Block } from '../contract/codes.ts';
import { blockSchema, systemSchema } from '../contract/codes.ts';
import { datasetSchema } from '../contract/editions.ts';

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
  publishedAdded: z.string().nullable(),
  publishedEnded: z.string().nullable(),
  detail: z.string().nullable(),
  dataset: datasetSchema,
  releases: z.number(),
});

export const storedStateSchema = z.object({
  releases: z.number(),
  title: z.string(),
  short: z.string(),
  billable: z
    .number()
    .nullable()
    .transform((flag) => (flag === null ? null : flag === 1)),
  detail: z.string().nullable(),
});
/** What releases say of a code, where not all of them say the same. */
export type StoredState = z.infer<typeof storedStateSchema>;

export const storedChangeSchema = z.object({
  release: z.number(),
  system: systemSchema,
  key: z.string(),
  kind: changeKindSchema,
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** What happened to a code when a release came into force; `release` is its number in the file. */
export type StoredChange = z.infer<typeof storedChangeSchema>;

/** One row of the `code` table: what the newest release that holds the code says. */
export type StoredCode = z.infer<typeof storedCodeSchema>;

/** One row of the `page_text` table, in the order it was written. */
export interface StoredText {
  kind: string;
  block: Block;
  source: string;
  edition: string | null;
}

export function asCode(row: unknown): StoredCode | undefined {
  return row === undefined ? undefined : storedCodeSchema.parse(row);
}

const storedTextSchema = z.object({
  kind: z.string(),
  block: z.string(),
  source: z.string(),
  edition: z.string().nullable(),
});

export function asText(row: unknown): StoredText {
  const text = storedTextSchema.parse(row);
  return { ...text, block: blockSchema.parse(JSON.parse(text.block)) };
}

export const changeCountsSchema = z.array(z.object({ kind: changeKindSchema, codes: z.number() }));
export const prefixCountsSchema = z.array(z.object({ system: systemSchema, codes: z.number() }));

/** Greater than every text that begins with `prefix`, less than all that come after. */
export function endOf(prefix: string): string {
  return `${prefix}\uffff`;
}

/** What `asCode` reads of the `code` table. */
export const columns =
  'doc, system, key, title, short, billable, parent, added, ended, published_added AS publishedAdded, ' +
  'published_ended AS publishedEnded, detail, dataset, releases';
