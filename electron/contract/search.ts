import { z } from 'zod';
import { maxQueryLength } from './names.ts';
import { codeRefSchema, dateSchema, systemSchema, verdictStates } from './codes.ts';

/** A chapter of ICD-10-CM by its number, 1–22. */
export const chapterSchema = z.string().regex(/^\d{1,2}$/);

export const searchRequestSchema = z.strictObject({
  text: z.string().max(maxQueryLength),
  /** Code systems to search; empty means all. */
  systems: z.array(systemSchema).max(16),
  /** Date of service: codes that had ended before it are left out of word searches. */
  date: dateSchema,
  limit: z.number().int().min(1).max(50),
  /** Only codes that are valid for submission (true) or headers (false); systems without such a flag stay. */
  billable: z.boolean().optional(),
  /** Only codes of these chapters of ICD-10-CM, by number ("9"); none means all codes of all systems. */
  chapters: z.array(chapterSchema).max(22).optional(),
});
export type SearchRequest = z.infer<typeof searchRequestSchema>;

/** A row that was opened, and for which text it stood in the list. */
export const pickSchema = z.strictObject({
  text: z.string().min(1).max(maxQueryLength),
  system: systemSchema,
  code: z.string().min(1).max(16),
});

export const searchRowSchema = codeRefSchema.extend({
  /** `[start, length]` in UTF-16 units of `title`: what matched. */
  marks: z.array(z.tuple([z.number().int(), z.number().int()])),
  /** Why this row is here where the title does not show it ("abbreviation: htn"); empty otherwise. */
  why: z.string(),
  /** Valid for submission; null for systems that have no such flag. Shown even where the date is not answered for. */
  billable: z.boolean().nullable(),
  state: z.enum(verdictStates),
  /** Last day of the code where it has ended. */
  ended: dateSchema.nullable(),
  /** How many near-duplicates (7th characters of one code) this row stands for, besides itself. */
  more: z.number().int(),
});
export type SearchRow = z.infer<typeof searchRowSchema>;

export const searchResponseSchema = z.object({
  rows: z.array(searchRowSchema),
  /** Codes that match, per system, before the `systems` filter and the limit. */
  counts: z.partialRecord(systemSchema, z.number().int()),
  /** Codes that match, by number or in words, and pass the other filters: each before that filter itself and the limit. */
  facets: z.object({
    billable: z.number().int(),
    header: z.number().int(),
    /** By number of the ICD-10-CM chapter; chapters without a match are left out. */
    chapters: z.record(chapterSchema, z.number().int()),
  }),
  /** Codes of a pasted list, or the one code typed, that no open file holds; as typed. Never passed over in silence. */
  missing: z.array(z.string()),
  /** What was read differently from what was typed: "pnuemonia → pneumonia". */
  readAs: z.array(z.object({ typed: z.string(), read: z.string() })),
  /** The query with misspelt words put right, where that is what the rows answer or would answer; else null. */
  didYouMean: z.string().nullable(),
  /** Where no row is shown: known words that come nearest to typed ones, each with the one it would replace. */
  closest: z.array(z.object({ typed: z.string(), read: z.string() })),
  /** What a coder should know about how the query was read, each a sentence. */
  notes: z.array(z.object({ kind: z.enum(['field', 'uncertain']), text: z.string() })),
  /** What the text asks for beside words, each as typed so that it can be taken out again. */
  conditions: z.array(z.object({ kind: z.enum(['field', 'phrase', 'excluded']), typed: z.string() })),
  /** Short forms with several readings: the words to type instead, the most usual first. */
  choices: z.array(z.object({ typed: z.string(), readings: z.array(z.string()) })),
  /** The engine's own time, milliseconds. */
  ms: z.number(),
});
export type SearchResponse = z.infer<typeof searchResponseSchema>;
