import { createHash } from 'node:crypto';
import { z } from 'zod';
import { lineSchema, sourceSchema } from '../contract/codes.ts';
import { releaseSchema } from '../contract/editions.ts';

/**
 * A public pack: `C2CPACK1`, the manifest's length (u32, little-endian), the manifest (JSON), then the body — rows
 * as JSON lines, gzipped, encrypted with AES-256-GCM. Packs carry rows; the index is built where they are installed.
 * A public pack prints its content key: the encryption then only keeps one format for public and licensed content.
 */
export const packMagic = 'C2CPACK1';

export const packManifestSchema = z.object({
  format: z.literal('case2code pack'),
  version: z.literal(1),
  id: z.string(),
  created: z.iso.date(),
  contentKey: z.string().regex(/^[0-9a-f]{64}$/),
  iv: z.string().regex(/^[0-9a-f]{24}$/),
  tag: z.string().regex(/^[0-9a-f]{32}$/),
  bodySize: z.number().int().nonnegative(),
  bodySha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** SHA-256 over the other fields (`checkOf`): a changed edition or notice must not install. */
  check: z.string(),
  starter: z.boolean(),
  sets: z
    .array(
      z.object({
        line: lineSchema,
        releases: z.array(releaseSchema.extend({ sources: z.tuple([sourceSchema], sourceSchema) })).min(1),
      }),
    )
    .min(1),
});
export type PackManifest = z.infer<typeof packManifestSchema>;

/** What `check` must be: over the fields as the schema gives them, so in one order for writer and reader. */
export function checkOf(manifest: PackManifest): string {
  const { check: _, ...fields } = packManifestSchema.parse(manifest);
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}

/** Longest manifest that is read; a real one has a few kilobytes. */
export const longestManifest = 1 << 20;

/** Longest row that is read; a real one, with a table in it, has a few kilobytes. */
export const longestRow = 1 << 20;
