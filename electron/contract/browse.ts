import { z } from 'zod';
import type { System } from './codes.ts';
import { dateSchema, editionSchema, sourceSchema, systemSchema, verdictSchema } from './codes.ts';

/** Books that open level by level: the indexes by their terms, the code lists by their chapters or letters. */
export const treeBooks = ['index', 'external', 'procedures', 'tabular', 'supplies'] as const;
/** Tables that are read row by row, in the order printed. */
export const gridBooks = ['neoplasms', 'drugs'] as const;
export const treeBookSchema = z.enum(treeBooks);
export const gridBookSchema = z.enum(gridBooks);
export const browseBookSchema = z.enum([...treeBooks, ...gridBooks]);
export type TreeBook = z.infer<typeof treeBookSchema>;
export type GridBook = z.infer<typeof gridBookSchema>;
export type BrowseBook = z.infer<typeof browseBookSchema>;

/** Rows that one answer holds at most. */
export const mostBrowsed = 200;

/** What a code named by a book is on the date of service; see `Target` of the engine. */
export const targetSchema = z.object({
  system: systemSchema,
  /** As written on a claim form. */
  code: z.string(),
  state: z.enum(['valid', 'header', 'gone', 'not-yet', 'unknown-date']),
  /** Empty where no edition held has the code: there is no page to open. */
  title: z.string(),
  /** Codes below a header that may be reported on the date. */
  below: z.number().int(),
  /** Codes that a conversion table names for one that is gone: candidates, never the replacement. */
  candidates: z.array(z.string()),
  verdict: verdictSchema.nullable(),
});
export type BrowseTarget = z.infer<typeof targetSchema>;

/** Where a reference leads. */
export const destinationSchema = z.discriminatedUnion('to', [
  /** An entry of a book by its words (`PlaceRequest`), none for its beginning; `column` is a cell's place from 0. */
  z.object({
    to: z.literal('entry'),
    book: browseBookSchema,
    text: z.string(),
    column: z.number().int().nullable(),
  }),
  z.object({ to: z.literal('code'), target: targetSchema }),
  /** The beginning of ICD-10-PCS codes, to go on with in the table builder. */
  z.object({ to: z.literal('pcs'), code: z.string() }),
]);
export type Destination = z.infer<typeof destinationSchema>;

export const referenceSchema = z.object({
  kind: z.enum(['see', 'seeAlso', 'category', 'table', 'use', 'note']),
  /** As printed, without the words that `kind` stands for. */
  text: z.string(),
  /** Null where it names nothing that is held ("see condition"). */
  destination: destinationSchema.nullable(),
});
export type BrowseReference = z.infer<typeof referenceSchema>;

/** The edition of a book that speaks for the date. */
export const speaksSchema = z.object({
  edition: editionSchema,
  source: sourceSchema,
  /** "Not known for this date: …" where it was not in force. */
  notKnown: z.string().nullable(),
  /** The edition of the codes that its entries are judged by; null where none is held. */
  codes: editionSchema.nullable(),
});
export type Speaks = z.infer<typeof speaksSchema>;

export const entrySchema = z.object({
  /** Names the entry within its edition. */
  id: z.string(),
  title: z.string(),
  /** Words in parentheses that do not change the code. */
  nonessential: z.array(z.string()),
  code: targetSchema.nullable(),
  /** The second code of a pair: the manifestation. */
  manifestation: targetSchema.nullable(),
  references: z.array(referenceSchema),
  /** Entries one level below. */
  children: z.number().int(),
});
export type BrowseEntry = z.infer<typeof entrySchema>;

const page = {
  date: dateSchema,
  /** Rows before the first one wanted. */
  from: z.number().int().min(0).max(1_000_000),
  limit: z.number().int().min(1).max(mostBrowsed),
};
const entryId = z.string().min(1).max(24);

export const entriesRequestSchema = z.strictObject({
  book: treeBookSchema,
  /** The entry whose next level is wanted; null for the first. */
  under: entryId.nullable(),
  ...page,
});
export type EntriesRequest = z.infer<typeof entriesRequestSchema>;

export const entriesSchema = z.object({
  speaks: speaksSchema,
  /** Entries of that level, all pages together. */
  total: z.number().int(),
  rows: z.array(entrySchema),
});
export type Entries = z.infer<typeof entriesSchema>;

export const gridRequestSchema = z.strictObject({ book: gridBookSchema, ...page });
export type GridRequest = z.infer<typeof gridRequestSchema>;

export const cellSchema = z.object({ code: z.string(), state: targetSchema.shape.state });

export type GridCell = z.infer<typeof cellSchema>;

export const gridRowSchema = z.object({
  id: z.string(),
  level: z.number().int(),
  title: z.string(),
  nonessential: z.array(z.string()),
  /** One for each of the six columns; null is the printed "--". */
  cells: z.array(cellSchema.nullable()),
  references: z.array(referenceSchema),
});
export type GridRow = z.infer<typeof gridRowSchema>;

export const gridSchema = z.object({
  speaks: speaksSchema,
  total: z.number().int(),
  rows: z.array(gridRowSchema),
});
export type Grid = z.infer<typeof gridSchema>;

export const placeRequestSchema = z.strictObject({
  book: browseBookSchema,
  date: dateSchema,
  at: z.union([
    /** An entry as an edition named it: another edition is searched for its words. */
    z.strictObject({ id: entryId, edition: z.string().max(120) }),
    /** What was typed: the beginning of a main term, and of the terms below it. */
    z.strictObject({ text: z.string().max(200) }),
  ]),
});
export type PlaceRequest = z.infer<typeof placeRequestSchema>;

export const stepSchema = z.object({
  id: z.string(),
  /** Place among the entries of its level; in a table, of all rows. */
  index: z.number().int(),
  title: z.string(),
});
export type Step = z.infer<typeof stepSchema>;

export const placeSchema = z.object({
  edition: z.string(),
  /** From the main term down; empty where the book has no such entry. */
  path: z.array(stepSchema),
  /** False where nothing begins with what was typed and the path is its place in the alphabet. */
  isFound: z.boolean(),
});
export type Place = z.infer<typeof placeSchema>;

export const pcsRequestSchema = z.strictObject({
  /** As far as it is typed, or chosen. */
  code: z.string().max(7),
  date: dateSchema,
});
export type PcsRequest = z.infer<typeof pcsRequestSchema>;

/** Systems that the books lead to: all of them public. A CPT descriptor is shown on its page and nowhere else. */
const bookSystems = ['icd10cm', 'icd10pcs', 'hcpcs', 'modifier'] as const satisfies readonly System[];

export const targetRequestSchema = z.strictObject({
  system: z.enum(bookSystems),
  code: z.string().min(1).max(16),
  date: dateSchema,
});
export type TargetRequest = z.infer<typeof targetRequestSchema>;

const meaning = {
  /** Null where the tables held are older than the value. */
  label: z.string().nullable(),
  definition: z.string().nullable(),
  explanation: z.string().nullable(),
  includes: z.array(z.string()),
};

export const pcsStepSchema = z.object({
  axis: z.string(),
  value: z.string(),
  ...meaning,
});
export type PcsStep = z.infer<typeof pcsStepSchema>;

export const pcsChoiceSchema = z.object({
  value: z.string(),
  ...meaning,
  /** Title of the first code that the value leads to, where there is no label. */
  example: z.string().nullable(),
});
export type PcsChoice = z.infer<typeof pcsChoiceSchema>;

export const pcsSchema = z.object({
  speaks: speaksSchema,
  /** The part of the code that leads to codes, a step for each character. */
  steps: z.array(pcsStepSchema),
  /** What was typed beyond it and leads to no code; empty as a rule. */
  refused: z.string(),
  /** Name of the next axis; empty when the code is whole. */
  axis: z.string(),
  /** Values of the next axis that lead to codes of the date. */
  choices: z.array(pcsChoiceSchema),
  /** The whole code. */
  target: targetSchema.nullable(),
});
export type Pcs = z.infer<typeof pcsSchema>;
