import { z } from 'zod';

/** https, or plain http on this computer itself: a licence key must not cross a network in the clear. */
function keepsSecrets(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return (
    protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname))
  );
}

/**
 * Where a licence is activated online: Keygen's cloud (`https://api.keygen.sh`) or a Keygen-compatible server of the
 * vendor's or the clinic's own. Without one the program never connects for a licence, and offers only files.
 */
export const endpointSchema = z.strictObject({
  /** Address before `/v1/accounts/…`. */
  address: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .refine(keepsSecrets, 'must be https'),
  /** Id or slug of the vendor's account. */
  account: z.string().regex(/^[\w-]{1,80}$/),
  /** Product that a key must belong to; unchecked where absent. */
  product: z
    .string()
    .regex(/^[\w-]{1,80}$/)
    .optional(),
  /** The open (unprotected) policy a registering user's licence is made under; without it nobody can register. */
  registrationPolicy: z
    .string()
    .regex(/^[\w-]{1,80}$/)
    .optional(),
  /** How long a checked-out machine file holds; 0 or absent: as long as its licence. */
  fileDays: z.int().min(0).max(365).optional(),
});
export type Endpoint = z.infer<typeof endpointSchema>;
