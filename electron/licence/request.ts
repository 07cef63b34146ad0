import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../contract/errors.ts';
import { fromJson } from './encoding.ts';
import { rawPublicKey, signBytes, verifyBytes } from './signature.ts';

const publicKey = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const signature = z.string().regex(/^[A-Za-z0-9+/]{86}==$/);

/**
 * What a desk without a network hands to the vendor: a file, or a QR code of the same text. It asks for a machine file
 * (`activate`), for a free account's one (`register`), or tells that the licence was taken off this computer
 * (`deactivate`).
 */
const contentSchema = z.strictObject({
  format: z.literal('case2code request'),
  version: z.literal(1),
  purpose: z.enum(['activate', 'register', 'deactivate']),
  /** The licence key as the user typed it; null to register. */
  licenceKey: z.string().min(1).max(4000).nullable(),
  email: z.email().max(254).nullable(),
  /** Of this computer (`fingerprint.ts`): 64 hexadecimal digits. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  /** What the user calls this computer; the vendor's list shows it. */
  computer: z.string().max(120),
  platform: z.string().max(40),
  app: z.string().max(40),
  made: z.iso.datetime(),
  /** For `deactivate`: what proves it (`receipt.ts`); null otherwise. */
  receipt: z.string().max(4000).nullable(),
});
export type RequestContent = z.infer<typeof contentSchema>;

/**
 * The request as it travels: with the public half of the installation's key pair (base64, 32 bytes) and that key's
 * signature over the JSON of everything else, fields in this order. It shows a slip on the way; and since the vendor
 * keeps the public half, a later receipt of the same installation can be told from one that somebody else wrote.
 */
export const requestSchema = z.strictObject({ ...contentSchema.shape, installKey: publicKey, signature });
export type LicenceRequest = z.infer<typeof requestSchema>;

/** @param installKey the installation's private key */
export function signRequest(content: RequestContent, installKey: KeyObject): LicenceRequest {
  const fields = { ...contentSchema.parse(content), installKey: rawPublicKey(installKey).toString('base64') };
  return { ...fields, signature: signBytes(signedPart(fields), installKey).toString('base64') };
}

/**
 * The request in a file's or QR code's text.
 *
 * @throws AppError `licence-request-damaged`
 */
export function parseRequest(text: string): LicenceRequest {
  const parsed = requestSchema.safeParse(text.length > 20_000 ? undefined : fromJson(Buffer.from(text)));
  if (parsed.success && isWhole(parsed.data)) return parsed.data;
  throw new AppError(
    'licence-request-damaged',
    'That is no activation request of this program, or it was changed on its way. Make it again on the computer that is to be activated.',
    parsed.success ? undefined : { cause: parsed.error },
  );
}

function isWhole({ signature: signed, ...fields }: LicenceRequest): boolean {
  const key = Buffer.from(fields.installKey, 'base64');
  return verifyBytes(signedPart(fields), Buffer.from(signed, 'base64'), key);
}

/** The schema puts the fields in its own order, whatever the order in the file was. */
function signedPart(fields: Omit<LicenceRequest, 'signature'>): Buffer {
  return Buffer.from(`request/${JSON.stringify(fields)}`);
}
