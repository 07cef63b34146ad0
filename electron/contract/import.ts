import { z } from 'zod';
import { editionSchema, lineSchema } from './codes.ts';
import { datasetSchema } from './editions.ts';
import { problemSchema } from './errors.ts';
import { packPreviewSchema } from './pack.ts';

/**
 * Files that the user chose, dropped on the window or opened with the program. Only the main process knows where they
 * lie: the window names an offer by its id and can have nothing else read.
 */
export const offerSchema = z.object({
  id: z.uuid(),
  /** Names of the files and folders, without their place. */
  names: z.array(z.string()).min(1),
});
export type Offer = z.infer<typeof offerSchema>;

/** A file, and the zip or folder it lies in; `source` is the file itself where it was given alone. */
export const importFileSchema = z.object({
  name: z.string(),
  source: z.string(),
  bytes: z.number().int(),
});

/** What will become, or became, of a release: new, in place of another file of this edition, or held already. */
export const outcomeSchema = z.enum(['added', 'replaced', 'same']);

/** A release that was recognised, before its records are read. */
export const plannedReleaseSchema = z.object({
  dataset: datasetSchema,
  edition: editionSchema,
  /** The publisher's own name of the format: "ICD-10-CM order file". */
  format: z.string(),
  files: z.array(importFileSchema).min(1),
  outcome: outcomeSchema,
  /** What the library holds of this very edition now. */
  held: z.object({ files: z.array(z.string()), rows: z.number().int() }).nullable(),
});
export type PlannedRelease = z.infer<typeof plannedReleaseSchema>;

/**
 * What answers for a line now: nothing; what is kept; the starter selection, which gives way to the publisher's codes
 * among these releases; or a file that cannot be opened, which a new one takes the place of.
 */
export const standingSchema = z.enum(['none', 'held', 'starter', 'unreadable']);

export const plannedLineSchema = z.object({
  line: lineSchema,
  standing: standingSchema,
  releases: z.array(plannedReleaseSchema).min(1),
});
export type PlannedLine = z.infer<typeof plannedLineSchema>;

/** A file that is not imported. `reason` is a sentence without its full stop, or a whole message. */
export const passedFileSchema = z.object({ name: z.string(), source: z.string(), reason: z.string() });
export type PassedFile = z.infer<typeof passedFileSchema>;

/** Files listed of each kind at most; the counts are of all. */
export const mostListed = 200;

export const passedSchema = z.object({
  /** Of a format this version reads but not usable, or not readable at all: a user should hear of it. */
  notable: z.array(passedFileSchema).max(mostListed),
  notableCount: z.number().int(),
  /** Of no format this version reads: layouts, read-mes, other tables. */
  others: z.array(passedFileSchema).max(mostListed),
  otherCount: z.number().int(),
});
export type Passed = z.infer<typeof passedSchema>;

/** What official files are, and what importing them would do. */
export const filesPreviewSchema = z.object({
  /** In the order of lines. */
  lines: z.array(plannedLineSchema),
  passed: passedSchema,
  /** Every format this version reads, by line. */
  formats: z.array(z.object({ line: lineSchema, format: z.string() })),
});
export type FilesPreview = z.infer<typeof filesPreviewSchema>;

/** A pack among the files offered: what it is, or why nothing of it can be believed or shown. */
export const foundPackSchema = z.object({
  /** Names it in a request to install it; means nothing else. */
  id: z.string().regex(/^[0-9a-f]{16}$/),
  /** Name of its file, and of the folder it was found in; empty where it was given alone. */
  name: z.string(),
  source: z.string(),
  preview: packPreviewSchema.nullable(),
  problem: problemSchema.nullable(),
});
export type FoundPack = z.infer<typeof foundPackSchema>;

/** Packs that one offer shows at most. */
export const mostPacks = 100;

export const previewSchema = filesPreviewSchema.extend({ packs: z.array(foundPackSchema).max(mostPacks) });
export type Preview = z.infer<typeof previewSchema>;

/** What became of a pack; `unchanged`: all of it was held already; `untouched`: cancelled before its turn ended. */
export const installedPackSchema = z.object({
  id: foundPackSchema.shape.id,
  outcome: z.enum(['installed', 'unchanged', 'failed', 'untouched']),
  problem: problemSchema.nullable(),
});
export type InstalledPack = z.infer<typeof installedPackSchema>;

/** Rejected records listed one by one; beyond them only the count goes up. */
export const mostRejects = 20;

/** `read` = `kept` + `rejected` + all of `leftOut`. Nothing is read of a release that is held already. */
export const importedReleaseSchema = plannedReleaseSchema.extend({
  read: z.number().int(),
  kept: z.number().int(),
  /** Left out on purpose. */
  leftOut: z.array(z.object({ reason: z.string(), count: z.number().int() })),
  rejected: z.number().int(),
  rejects: z.array(z.object({ line: z.number().int(), reason: z.string() })).max(mostRejects),
});
export type ImportedRelease = z.infer<typeof importedReleaseSchema>;

/**
 * What became of a line: `finished` it answers with its new editions; `unchanged` all was held already; `failed` or
 * `untouched` (cancelled before its turn ended) it is as it was.
 */
export const importedLineSchema = z.discriminatedUnion('outcome', [
  plannedLineSchema.extend({
    outcome: z.literal('finished'),
    releases: z.array(importedReleaseSchema),
    codes: z.number().int(),
    bytes: z.number().int(),
  }),
  plannedLineSchema.extend({ outcome: z.literal('unchanged') }),
  plannedLineSchema.extend({ outcome: z.literal('failed'), error: problemSchema }),
  plannedLineSchema.extend({ outcome: z.literal('untouched') }),
]);
export type ImportedLine = z.infer<typeof importedLineSchema>;

export const importSummarySchema = z.object({
  cancelled: z.boolean(),
  lines: z.array(importedLineSchema),
  passed: passedSchema,
});
export type ImportSummary = z.infer<typeof importSummarySchema>;
