import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { fromBase64Url, fromJson } from './encoding.ts';
import { signBytes, verifyBytes } from './signature.ts';

const receiptSchema = z.strictObject({
  /** Keygen's id of the licence that was taken off. */
  licence: z.string().min(1).max(120),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
});
export type Receipt = z.infer<typeof receiptSchema>;

const shape = /^receipt\/([\w-]{1,2000})\.([\w-]{86})$/;

/**
 * Says that a licence was taken off a computer: `receipt/{base64url}.{base64url}`, signed by the installation's key,
 * whose public half went to the vendor with the first request. It is as good as the computer that wrote it: a copy of
 * the data folder made before, on the same computer and keyring, could still be put back (docs/clinics.md).
 */
export function writeReceipt(receipt: Receipt, installKey: KeyObject): string {
  const data = Buffer.from(JSON.stringify(receiptSchema.parse(receipt))).toString('base64url');
  return `receipt/${data}.${signBytes(Buffer.from(`receipt/${data}`), installKey).toString('base64url')}`;
}

/** The licence that a receipt names, unproven: to find whose key proves it (`readReceipt`). Null where it names none. */
export function licenceNamedIn(text: string): string | null {
  const [, data] = shape.exec(text) ?? [];
  const bytes = data === undefined ? undefined : fromBase64Url(data);
  return (bytes && receiptSchema.safeParse(fromJson(bytes)).data?.licence) ?? null;
}

/**
 * What a receipt says; undefined where it is none, or not of the installation with this key.
 *
 * @param installKey the raw 32 bytes of the public half, from the first request
 */
export function readReceipt(text: string, installKey: Uint8Array): Receipt | undefined {
  const [, data, signed] = shape.exec(text) ?? [];
  const bytes = data === undefined ? undefined : fromBase64Url(data);
  const signature = signed === undefined ? undefined : fromBase64Url(signed);
  if (!bytes || !signature || !verifyBytes(Buffer.from(`receipt/${data}`), signature, installKey))
    return undefined;
  return receiptSchema.safeParse(fromJson(bytes)).data;
}
