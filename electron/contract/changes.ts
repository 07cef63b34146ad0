import { z } from 'zod';
import { editionSchema, lineSchema, systemSchema } from './codes.ts';
import { datasetSchema } from './editions.ts';

/** What happened to a code from one release to the next. A code that became a header was not deleted. */
export const changeKinds = ['new', 'revised', 'deleted', 'became-header', 'became-billable'] as const;
export const changeKindSchema = z.enum(changeKinds);
export type ChangeKind = z.infer<typeof changeKindSchema>;

/** Changes that one answer holds at most. */
export const mostChanges = 200;

export const changesRequestSchema = z.strictObject({
  line: lineSchema,
  /** The newer of the two editions; null for the newest one of the line that has an older one beside it. */
  edition: z.strictObject({ dataset: datasetSchema, name: z.string().max(120) }).nullable(),
  /** Empty means all. */
  kinds: z.array(changeKindSchema).max(changeKinds.length),
  offset: z.number().int().min(0).max(1_000_000),
  limit: z.number().int().min(1).max(mostChanges),
});
export type ChangesRequest = z.infer<typeof changesRequestSchema>;

/** An edition of codes and the next older one held, which it is compared with. */
export const comparisonSchema = z.object({
  dataset: datasetSchema,
  edition: editionSchema,
  before: editionSchema,
  counts: z.record(changeKindSchema, z.number().int()),
});
export type Comparison = z.infer<typeof comparisonSchema>;

export const codeChangeSchema = z.object({
  system: systemSchema,
  /** As written on a claim form. */
  code: z.string(),
  kind: changeKindSchema,
  /** The text that changed, as each edition prints it; null where one does not hold the code. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type CodeChange = z.infer<typeof codeChangeSchema>;

export const changesSchema = z.object({
  /** Every comparison that the line allows, newest edition first; empty where it holds one edition of its codes. */
  comparisons: z.array(comparisonSchema),
  /** Place of the one asked for among them; null where there is none. */
  shown: z.number().int().nullable(),
  /** In the publisher's order. */
  rows: z.array(codeChangeSchema),
  /** Changes of the kinds asked for, all pages together. */
  total: z.number().int(),
});
export type Changes = z.infer<typeof changesSchema>;
