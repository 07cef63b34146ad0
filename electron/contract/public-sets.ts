import { z } from 'zod';
import { dateSchema, lineSchema } from './codes.ts';
import { datasetSchema } from './editions.ts';
import { problemSchema } from './errors.ts';
import { offerSchema } from './import.ts';
import { webAddressSchema } from './web-address.ts';

/** A publisher's set that can be had without a vendor. */
export const publicSetSchema = z.object({
  id: z.string(),
  line: lineSchema,
  /** "ICD-10-CM codes" */
  title: z.string(),
  /** "CMS" */
  publisher: z.string(),
  /** What its files hold, so that what the library has of it can be shown beside it. */
  datasets: z.array(datasetSchema).min(1),
  /** Who is asked when the user looks for it: "www.cms.gov". */
  hosts: z.array(z.string()),
});
export type PublicSet = z.infer<typeof publicSetSchema>;

/** A zip that a publisher offers. */
export const publicFileSchema = z.object({
  /** `PublicSet.id` */
  source: z.string(),
  address: webAddressSchema,
  /** The link's own words: "2026 Code Descriptions in Tabular Order (ZIP)". */
  title: z.string(),
  /** First day of the edition, as far as its name tells; the importer decides by the content. */
  begins: dateSchema.nullable(),
  /** In force today, or published ahead; and first of its edition. */
  recommended: z.boolean(),
});
export type PublicFile = z.infer<typeof publicFileSchema>;

/** What a publisher offers of a set now. */
export const publicListingSchema = z.object({
  source: z.string(),
  /** Newest edition first. */
  files: z.array(publicFileSchema),
  /** Why nothing could be listed; null where something was. */
  problem: problemSchema.nullable(),
});
export type PublicListing = z.infer<typeof publicListingSchema>;

/** Files of one download at most: all that the publishers offer are fewer. */
export const mostPublicFiles = 100;

export const publicRequestSchema = z.strictObject({
  /** Among those listed last. */
  addresses: z.array(webAddressSchema).min(1).max(mostPublicFiles),
});

/** What became of one file; `same`: the publisher has no other version than the one that lies here. */
export const obtainedSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.enum(['fetched', 'same']),
    file: publicFileSchema,
    /** As it is kept, without its place. */
    name: z.string(),
    bytes: z.number().int(),
    /** Of the zip, so that it can be compared with what others have. */
    sha256: z.string(),
    /** When it was fetched, in UTC. */
    fetched: z.iso.datetime(),
  }),
  z.object({ outcome: z.literal('failed'), file: publicFileSchema, problem: problemSchema }),
]);
export type Obtained = z.infer<typeof obtainedSchema>;

export const publicDownloadSchema = z.object({
  files: z.array(obtainedSchema),
  /** The zips that are here, to be looked at and imported; null where there is none. */
  offer: offerSchema.nullable(),
});
export type PublicDownload = z.infer<typeof publicDownloadSchema>;
