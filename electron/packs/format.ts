import { z } from 'zod';
import { editionSchema, lineSchema, sourceSchema } from '../contract/codes.ts';

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
  starter: z.boolean(),
  sets: z
    .array(
      z.object({
        line: lineSchema,
        edition: editionSchema,
        sources: z.array(sourceSchema),
        notices: z.array(z.string()),
        codes: z.number().int().nonnegative(),
      }),
    )
    .min(1),
});
export type PackManifest = z.infer<typeof packManifestSchema>;

/** Longest manifest that is read; a real one has a few kilobytes. */
export const longestManifest = 1 << 20;
