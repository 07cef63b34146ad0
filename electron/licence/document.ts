import { z } from 'zod';
import type { WrappedKey } from './content-key.ts';
import { wrappedKeySchema } from './content-key.ts';

/** A licence as its signed file tells it, whichever kind of file that was. Times are milliseconds since 1970. */
export interface LicenceDocument {
  id: string;
  /** The licence key: content keys are wrapped under it. Secret. */
  key: string;
  name: string | null;
  /** End of the licence; null where it has none. */
  expiry: number | null;
  suspended: boolean;
  entitlements: string[];
  contentKeys: WrappedKey[];
  /** A licence counts computers (then a machine file must name this one), or named people. */
  binding: 'machine' | 'people';
  graceDays: number;
  /** Most named people; null where the licence does not count them. */
  seats: number | null;
  /** Of owner and users, in lower case. */
  emails: string[];
  /** Computer of a machine file; null in a licence file. */
  fingerprint: string | null;
  /** The file's own life, which is not the licence's. */
  issued: number;
  fileExpiry: number | null;
}

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** What this program reads of Keygen's JSON:API resources; the rest is left alone. */
const licenceSchema = z.object({
  id: z.string().min(1).max(120),
  type: z.literal('licenses'),
  attributes: z.object({
    name: z.string().max(500).nullish(),
    key: z.string().min(1).max(8000),
    expiry: moment.nullish(),
    status: z.string().max(40).nullish(),
    suspended: z.boolean().nullish(),
    maxUsers: z.number().int().nonnegative().nullish(),
    metadata: z
      .object({
        binding: z.enum(['machine', 'people']).optional(),
        graceDays: z.number().int().min(0).max(90).optional(),
        contentKeys: z.array(wrappedKeySchema).max(500).optional(),
      })
      .nullish(),
  }),
});
const machineSchema = z.object({
  type: z.literal('machines'),
  attributes: z.object({ fingerprint: z.string().min(1).max(500) }),
});
const entitlementSchema = z.object({
  type: z.literal('entitlements'),
  attributes: z.object({ code: z.string().min(1).max(120) }),
});
const userSchema = z.object({
  type: z.literal('users'),
  attributes: z.object({ email: z.string().max(254).nullish() }),
});
const documentSchema = z.object({
  data: z.unknown(),
  included: z.array(z.unknown()).max(10_000).optional(),
  meta: z.object({ issued: moment, expiry: moment.nullish(), ttl: z.number().int().positive().nullish() }),
});

/** Days that a licence goes on after its end where its metadata says nothing else. */
const usualGraceDays = 14;

/**
 * The licence in the document of a licence or machine file; undefined where it is no such document. A machine file must
 * include its licence (`include=license,license.entitlements`).
 */
export function readDocument(kind: 'license' | 'machine', value: unknown): LicenceDocument | undefined {
  const parsed = documentSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const { data, included = [], meta } = parsed.data;
  const machine = kind === 'machine' ? machineSchema.safeParse(data) : undefined;
  const licence = kind === 'machine' ? all(licenceSchema, included)[0] : licenceSchema.safeParse(data).data;
  if (!licence || machine?.success === false) return undefined;
  const { name, key, expiry, status, suspended, maxUsers, metadata } = licence.attributes;
  return {
    id: licence.id,
    key,
    name: name ?? null,
    expiry: expiry ?? null,
    suspended: suspended === true || status === 'SUSPENDED' || status === 'BANNED',
    entitlements: [...new Set(all(entitlementSchema, included).map(({ attributes }) => attributes.code))],
    contentKeys: metadata?.contentKeys ?? [],
    binding: metadata?.binding ?? 'machine',
    graceDays: metadata?.graceDays ?? usualGraceDays,
    seats: maxUsers ?? null,
    emails: all(userSchema, included).flatMap(({ attributes: { email } }) =>
      email ? [email.toLowerCase()] : [],
    ),
    fingerprint: machine?.data?.attributes.fingerprint ?? null,
    issued: meta.issued,
    fileExpiry: meta.ttl ? (meta.expiry ?? null) : null,
  };
}

function all<T>(schema: z.ZodType<T>, included: readonly unknown[]): T[] {
  return included.flatMap((one) => {
    const parsed = schema.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
}
