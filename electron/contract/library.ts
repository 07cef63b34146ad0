import { z } from 'zod';
import { dateSchema, editionSchema, lineSchema, sourceSchema, systemSchema } from './codes.ts';
import { releaseSchema } from './editions.ts';
import { problemSchema } from './errors.ts';

/** One code-set file of the open library. */
export const lineInfoSchema = z.object({
  line: lineSchema,
  /** Those its codes answer from, newest first. */
  editions: z.array(editionSchema),
  /** Everything it holds, by data set, then oldest first. */
  releases: z.array(releaseSchema),
  /** True where an edition of its codes has an older one beside it to be compared with. */
  comparable: z.boolean(),
  sources: z.array(sourceSchema),
  /** Whole notices that must be readable in About and beside exports. */
  notices: z.array(z.string()),
  codes: z.number().int(),
  /** Code systems that the line is searched for; none where it holds facts only. */
  systems: z.array(systemSchema),
  bytes: z.number().int(),
  /** True where some of it came with the program. */
  starter: z.boolean(),
  /** The pack that it came from, or that most of it came from; null where no pack was installed. */
  pack: z
    .object({
      id: z.string(),
      serial: z.number().int(),
      keyId: z.string(),
      starter: z.boolean().optional(),
    })
    .nullable(),
});
export type LineInfo = z.infer<typeof lineInfoSchema>;

export const lineProblemSchema = problemSchema.extend({ line: lineSchema.nullable(), file: z.string() });
export type LineProblem = z.infer<typeof lineProblemSchema>;

/** A file that does not answer and can be gone back, or forward, to; one of a line at most. */
export const keptLineSchema = z.object({
  line: lineSchema,
  /** A newer file took its place; it was rolled back from; or its line was removed. */
  because: z.enum(['replaced', 'rolled-back', 'removed']),
  /** Newest first; empty where its manifest cannot be read. */
  editions: z.array(editionSchema),
  bytes: z.number().int(),
  starter: z.boolean(),
});
export type KeptLine = z.infer<typeof keptLineSchema>;

/** Bytes on disk by what they are for. */
export const diskUseSchema = z.object({
  answering: z.number().int(),
  /** What can be gone back, or forward, to. */
  kept: z.number().int(),
  /** Set aside at a restore, for a `library.json` or a keyring that comes back. */
  aside: z.number().int(),
  /** Goes at the next start. */
  unused: z.number().int(),
});
export type DiskUse = z.infer<typeof diskUseSchema>;

/** Packs of a feed and publishers' files that were downloaded and not used yet, and parts of some, in bytes. */
export const downloadsSchema = z.object({ bytes: z.number().int() });

export const libraryStatusSchema = z.object({
  /** `installing`: first run; `ready`: at least one line answers; `damaged`: no line answers. */
  state: z.enum(['starting', 'installing', 'ready', 'damaged']),
  lines: z.array(lineInfoSchema),
  /** Files that could not be opened; the others answer. */
  problems: z.array(lineProblemSchema),
  kept: z.array(keptLineSchema),
  disk: diskUseSchema,
  /** Where the keys of the library files are kept. `file` is weaker and the interface says so. */
  keysIn: z.enum(['keyring', 'file']),
  /** Today, as the program sees it. */
  today: dateSchema,
});
export type LibraryStatus = z.infer<typeof libraryStatusSchema>;

/** What reading every page of a line's file has shown; `problem` is null where it is whole. */
export const verifiedLineSchema = z.object({
  line: lineSchema,
  file: z.string(),
  bytes: z.number().int(),
  problem: problemSchema.nullable(),
});
export type VerifiedLine = z.infer<typeof verifiedLineSchema>;

/** A long job's state as the interface shows it. */
export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum([
    'add',
    'inspect',
    'import',
    'verify',
    'roll-back',
    'list',
    'download',
    'check',
    'update',
    'install',
  ]),
  /** The line it is about; null where it is about several, or about what is not in the library yet. */
  line: lineSchema.nullable(),
  title: z.string(),
  /** 0–1, or null while the length is not known. */
  done: z.number().min(0).max(1).nullable(),
  detail: z.string(),
  state: z.enum(['running', 'finished', 'failed', 'cancelled']),
  error: problemSchema.nullable(),
});
export type Job = z.infer<typeof jobSchema>;
