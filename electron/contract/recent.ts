import { z } from 'zod';
import { changeKinds } from './changes.ts';
import { codeRefSchema, lineSchema, systemSchema } from './codes.ts';

/** Codes whose pages were opened that are remembered; the oldest make room. */
export const mostRecents = 500;

/** Choices for queries that are remembered; those made longest ago make room. */
export const mostPicks = 5000;

/** A code whose page was opened; its title is read from the library, never kept. */
export const recentCodeSchema = codeRefSchema.extend({
  /** When it was opened last, milliseconds since 1970. */
  opened: z.number().int(),
});
export type RecentCode = z.infer<typeof recentCodeSchema>;

/**
 * What a new edition changed of a code. `ended`: the publisher prints a last day now; `edits`, `unit-limit` and `fee`
 * are facts of NCCI and the fee schedule.
 */
export const digestKinds = [...changeKinds, 'ended', 'edits', 'unit-limit', 'fee'] as const;
export const digestKindSchema = z.enum(digestKinds);
export type DigestKind = z.infer<typeof digestKindSchema>;

/** `detail` is made of numbers, dates and codes: "2.60 → 2.72 non-facility". Empty where the kind says all. */
export const digestChangeSchema = z.object({ kind: digestKindSchema, detail: z.string() });

export const changedCodeSchema = z.object({
  system: systemSchema,
  /** As written on a claim form. */
  code: z.string(),
  changes: z.array(digestChangeSchema).min(1),
});

/** What an update of a line changed of the codes that were opened lately. No text of a code is kept in it. */
export const keptDigestSchema = z.object({
  line: lineSchema,
  /** Names of the editions that answered before and answer now. */
  from: z.string(),
  to: z.string(),
  changed: z.array(changedCodeSchema),
  /** How many of the remembered codes the line says something of, the changed ones among them. */
  looked: z.number().int(),
});
export type KeptDigest = z.infer<typeof keptDigestSchema>;

/** With the titles that the library has now; empty where it holds no page of the code any more. */
export const digestSchema = keptDigestSchema.extend({
  changed: z.array(changedCodeSchema.extend({ title: z.string() })),
});
export type Digest = z.infer<typeof digestSchema>;
