import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../contract/errors.ts';
import { fromBase64 } from './encoding.ts';

/** A pack's content key as a licence carries it: `metadata.contentKeys` of the Keygen licence. */
export const wrappedKeySchema = z.object({
  pack: z.string().min(1).max(120),
  /** Id of the key: packs name it in their manifest. */
  kid: z.string().min(1).max(120),
  /** Base64 of IV (12 bytes), ciphertext (32) and tag (16). */
  wrapped: z.string().length(80),
});
export type WrappedKey = z.infer<typeof wrappedKeySchema>;

/**
 * Wraps a pack's 32-byte content key for one licence: AES-256-GCM under HKDF-SHA256 of the licence key. Pack and key id
 * go into the derivation, so a wrapped key opens only what it was made for.
 */
export function wrapContentKey(
  licenceKey: string,
  { pack, kid }: { pack: string; kid: string },
  contentKey: Uint8Array,
): WrappedKey {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey(licenceKey, pack, kid), iv);
  const wrapped = Buffer.concat([iv, cipher.update(contentKey), cipher.final(), cipher.getAuthTag()]);
  return { pack, kid, wrapped: wrapped.toString('base64') };
}

/** @throws AppError `licence-content-key` where it was wrapped for another licence, pack or key, or was changed */
export function unwrapContentKey(licenceKey: string, { pack, kid, wrapped }: WrappedKey): Buffer {
  try {
    const bytes = fromBase64(wrapped);
    if (bytes?.length !== 60) throw new Error(`${bytes?.length ?? 0} bytes instead of 60`);
    const key = wrappingKey(licenceKey, pack, kid);
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(bytes.subarray(44));
    return Buffer.concat([decipher.update(bytes.subarray(12, 44)), decipher.final()]);
  } catch (error) {
    throw new AppError(
      'licence-content-key',
      `The licence holds no key that opens “${pack}”: the one in it was made for another licence or pack. Ask the vendor for a new licence file.`,
      { cause: error },
    );
  }
}

function wrappingKey(licenceKey: string, pack: string, kid: string): Uint8Array {
  const info = `case2code content key\n${JSON.stringify([pack, kid])}`;
  return new Uint8Array(hkdfSync('sha256', licenceKey, new Uint8Array(), info, 32));
}
