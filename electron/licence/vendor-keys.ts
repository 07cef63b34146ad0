import { z } from 'zod';
import list from '../../data/vendor-keys.json' with { type: 'json' };
import { keyIdOf } from './signature.ts';

export const keyUses = ['licences', 'packs', 'feed'] as const;
export type KeyUse = (typeof keyUses)[number];

/** A public key in a list of trusted ones: the raw 32 bytes of an Ed25519 key, and the days it may sign on. */
export interface TrustedKey {
  /** Base64. */
  publicKey: string;
  /** First day on which it may sign. */
  from: string;
  /** Last day on which it may sign; null while it is the current one. What it signed by then stays good. */
  until: string | null;
}

/** The public keys that are trusted for one use, by id (`keyIdOf`). Plain values: a job's process takes them too. */
export type TrustedKeys = ReadonlyMap<string, TrustedKey>;

/** One vendor key as the list prints it and `licence keys create` makes it. */
export const vendorKeySchema = z
  .strictObject({
    id: z.string().regex(/^[0-9a-f]{16}$/),
    publicKey: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
    uses: z.array(z.enum(keyUses)).min(1),
    from: z.iso.date(),
    until: z.iso.date().nullable(),
  })
  .refine(({ id, publicKey }) => keyIdOf(Buffer.from(publicKey, 'base64')) === id, 'the id is not the key’s')
  .refine(({ from, until }) => until === null || until >= from, 'ends before it begins');
export type VendorKey = z.infer<typeof vendorKeySchema>;

/** A key that was found out is taken off the list: then nothing that it signed is good any more. */
export const vendorKeyListSchema = z.strictObject({
  format: z.literal('case2code vendor keys'),
  version: z.literal(1),
  keys: z.array(vendorKeySchema).max(50),
});

/**
 * The vendor's public keys, compiled into the program: no file on the user's disk can add one.
 *
 * @param added a list as JSON text, for test runs only. The main process passes one only when it is not packaged.
 * @throws ZodError, SyntaxError where `added` is no such list
 */
export function vendorKeys(added?: string): VendorKey[] {
  const builtIn = vendorKeyListSchema.parse(list).keys;
  return added === undefined ? builtIn : [...builtIn, ...vendorKeyListSchema.parse(JSON.parse(added)).keys];
}

/** Those of `keys` that may sign for `use`. */
export function trustedFor(use: KeyUse, keys: readonly VendorKey[]): TrustedKeys {
  return new Map(
    keys
      .filter(({ uses }) => uses.includes(use))
      .map(({ id, publicKey, from, until }) => [id, { publicKey, from, until }]),
  );
}

/**
 * The public key that verifies what says it was signed on a day; undefined for an unknown key and for one that was
 * not in force on that day.
 *
 * @param signedOn `YYYY-MM-DD`, as the signed thing says it. Whoever holds a private key can write any day there: what
 *   the dates guard is a rotation, not a key that was found out.
 */
export function publicKeyOf(trusted: TrustedKeys, id: string, signedOn: string): Buffer | undefined {
  const key = trusted.get(id);
  return key && isInForce(key, signedOn) ? Buffer.from(key.publicKey, 'base64') : undefined;
}

/** @param signedOn `YYYY-MM-DD` */
export function isInForce({ from, until }: TrustedKey, signedOn: string): boolean {
  return signedOn >= from && (until === null || signedOn <= until);
}
