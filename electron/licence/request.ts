import { z } from 'zod';
import { AppError } from '../contract/errors.ts';
import { fromJson } from './encoding.ts';

/**
 * What a desk without a network hands to the vendor: a file, or a QR code of the same text. It asks for a machine file
 * (`activate`), for a free account's one (`register`), or tells that the licence was taken off this computer
 * (`deactivate`).
 */
export const requestSchema = z.strictObject({
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
  /** For `deactivate`: what proves it, as `receipt.ts` writes it; null otherwise. */
  receipt: z.string().max(4000).nullable(),
});
export type LicenceRequest = z.infer<typeof requestSchema>;

/**
 * The request in a file's or QR code's text.
 *
 * @throws AppError `licence-request-damaged`
 */
export function parseRequest(text: string): LicenceRequest {
  const parsed = requestSchema.safeParse(text.length > 20_000 ? undefined : fromJson(Buffer.from(text)));
  if (parsed.success) return parsed.data;
  throw new AppError(
    'licence-request-damaged',
    'That is no activation request of this program, or it was changed on its way. Make it again on the computer that is to be activated.',
    { cause: parsed.error },
  );
}
