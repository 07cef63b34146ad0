import { z } from 'zod';
import { lineSchema, sourceSchema } from '../contract/codes.ts';
import { releaseSchema } from '../contract/editions.ts';
import { versionSchema } from './app-version.ts';

/**
 * A pack file, in this order (docs/packs.md tells it byte by byte):
 * `C2CPACK2` · length of the manifest (u32, little-endian) · the manifest (JSON) · length of the signature (u32: 64, or
 * 0 where nobody has signed) · Ed25519 signature over `signedBytes` of exactly the manifest's bytes · the body.
 *
 * The body: the pack's salt (16 bytes), then chunks, each as its length (u32) and that many bytes: ciphertext and tag of
 * AES-256-GCM. Decrypted and joined they are one Brotli stream of rows as JSON lines (`rows.ts`). Packs carry rows; the
 * index is built where they are installed.
 */
export const packMagic = 'C2CPACK2';

/** What a pack of any version begins with: its version is the digit behind. */
export const anyMagic = /^C2CPACK([0-9])$/;

export const packVersion = 2;

/** Longest manifest that is read; a real one has a few kilobytes, and 35 bytes for each chunk. */
export const longestManifest = 1 << 20;
/** Longest line of rows that is read; a real one, with a table in it, has a few kilobytes. */
export const longestLine = 4 << 20;
export const saltLength = 16;
export const tagLength = 16;
/** Bytes of compressed rows in a chunk; the last one has fewer. */
export const usualChunk = 1 << 18;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

/** An edition that a delta starts from: the held file must have it, with exactly these rows. */
export const fromSchema = releaseSchema
  .pick({ dataset: true, edition: true, sha256: true, rows: true })
  .extend({ content: hash });

/** The pack as a whole says whether it is the one that ships with the program. */
export const packReleaseSchema = releaseSchema.omit({ shipped: true }).extend({
  /** Over what it says: `contentOf` all its facts in their order. `rows` counts what its publisher's file had. */
  content: hash,
  /** How many facts follow in the body or are kept from `from`. */
  facts: count,
  /** The rows here are changes to that edition; null where they are all rows. */
  from: fromSchema.nullable(),
});
export type PackRelease = z.infer<typeof packReleaseSchema>;

export const packSetSchema = z.strictObject({
  line: lineSchema,
  /** `identityOf` the file that a delta was made against; null for a full pack. */
  base: hash.nullable(),
  /** `identityOf` what is installed where the line held nothing that the pack does not speak of. */
  result: hash,
  sources: z.array(sourceSchema).min(1).max(500),
  releases: z.array(packReleaseSchema).min(1).max(500),
});
export type PackSet = z.infer<typeof packSetSchema>;

/** What must be readable in a pack of any version, and before its signature is known to be good. */
export const packHeadSchema = z.object({
  format: z.literal('case2code pack'),
  version: z.number().int(),
  /** Of its rows: `rowsSchema`. */
  schema: z.number().int(),
  created: z.iso.date(),
  /** `keyIdOf` the key that signed it; null before it is signed. */
  keyId: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable(),
});

export const packManifestSchema = z.strictObject({
  ...packHeadSchema.shape,
  version: z.literal(packVersion),
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,119}$/),
  kind: z.enum(['full', 'delta']),
  /** Goes up with every pack that a vendor makes of a line: an old pack cannot take the place of a newer one. */
  serial: z.number().int().positive(),
  minimumApp: versionSchema,
  /** True for the selection that ships with the program. */
  starter: z.boolean(),
  /** Public packs print their key; one that a licence must unwrap names it, and has a one-way value to check it by. */
  contentKey: z.union([
    z.strictObject({ printed: hash }),
    z.strictObject({ id: z.string().regex(/^[A-Za-z0-9._:-]{1,120}$/), check: z.string().length(32) }),
  ]),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  body: z.strictObject({
    size: count.max(2 ** 40),
    sha256: hash,
    /** Of each chunk, length included, in their order: the first 16 bytes of its SHA-256. */
    chunks: z
      .array(z.string().regex(/^[0-9a-f]{32}$/))
      .min(1)
      .max(20_000),
    /** No chunk is longer, in bytes. */
    longest: count.max(1 << 22),
  }),
  sets: z.array(packSetSchema).min(1).max(20),
});
export type PackManifest = z.infer<typeof packManifestSchema>;

/** What is signed: a prefix, so that no other kind of signed document can be taken for a pack's manifest. */
export function signedBytes(manifest: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from('case2code pack manifest\n'), manifest]);
}
