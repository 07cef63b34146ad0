import { z } from 'zod';
import { editionSchema, lineSchema, sourceSchema } from './codes.ts';
import { releaseSchema } from './editions.ts';
import { problemSchema } from './errors.ts';

/** One line of a pack, and what installing it does to what the library holds of that line. */
export const packSetPreviewSchema = z.object({
  line: lineSchema,
  /** Those that its codes answer from, newest first. */
  editions: z.array(editionSchema),
  releases: z.array(releaseSchema),
  sources: z.array(sourceSchema),
  notices: z.array(z.string()),
  /** Editions held that the new file will not hold: of the data sets that the pack brings. */
  givesWay: z.array(releaseSchema),
  /** Editions held that stay beside the pack's: of data sets that it does not speak of. */
  stays: z.array(releaseSchema),
});

/** What a signed pack is, before it is installed. Its signature is good; of its content only the size was looked at. */
export const packPreviewSchema = z.object({
  id: z.string(),
  kind: z.enum(['full', 'delta']),
  serial: z.number().int(),
  created: z.iso.date(),
  /** Of the whole file, in bytes. */
  size: z.number().int(),
  /** Id of the key that signed it. */
  signedBy: z.string(),
  sets: z.array(packSetPreviewSchema).min(1),
  needs: z.object({
    minimumApp: z.string(),
    /** Names of editions that must be held: of a delta. */
    base: z.array(z.string()),
    /** Id of the content key that a licence must hold; null for a public pack. */
    contentKey: z.string().nullable(),
  }),
  /** True where the library holds all of it: installing it would change nothing, and does not. */
  alreadyHeld: z.boolean(),
  /** Why it cannot be installed here, the gravest first; none where it can. */
  problems: z.array(problemSchema),
});
export type PackPreview = z.infer<typeof packPreviewSchema>;
