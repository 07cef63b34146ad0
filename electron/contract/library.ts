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
  /** True for the set that ships with the program. */
  starter: z.boolean(),
});
export type LineInfo = z.infer<typeof lineInfoSchema>;

export const lineProblemSchema = problemSchema.extend({ line: lineSchema.nullable(), file: z.string() });
export type LineProblem = z.infer<typeof lineProblemSchema>;

export const libraryStatusSchema = z.object({
  /** `installing`: first run; `ready`: at least one line answers; `damaged`: no line answers. */
  state: z.enum(['starting', 'installing', 'ready', 'damaged']),
  lines: z.array(lineInfoSchema),
  /** Files that could not be opened; the others answer. */
  problems: z.array(lineProblemSchema),
  /** Where the keys of the library files are kept. `file` is weaker and the interface says so. */
  keysIn: z.enum(['keyring', 'file']),
  /** Today, as the program sees it. */
  today: dateSchema,
});
export type LibraryStatus = z.infer<typeof libraryStatusSchema>;

/** A long job's state as the interface shows it. */
export const jobSchema = z.object({
  id: z.string(),
  kind: z.enum(['add', 'inspect', 'import']),
  title: z.string(),
  /** 0–1, or null while the length is not known. */
  done: z.number().min(0).max(1).nullable(),
  detail: z.string(),
  state: z.enum(['running', 'finished', 'failed', 'cancelled']),
  error: problemSchema.nullable(),
});
export type Job = z.infer<typeof jobSchema>;
