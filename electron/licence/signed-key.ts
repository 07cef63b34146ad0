import { fromBase64Url } from './encoding.ts';
import type { Outcome } from './envelope.ts';
import { refuse } from './envelope.ts';
import { verifyBytes } from './signature.ts';
import type { TrustedKeys } from './vendor-keys.ts';

/** Longest signed key that is read; Keygen embeds a small data set. */
const longestKey = 8000;

/**
 * The data set in a signed key, `key/{base64url}.{base64url}` with the signature over `key/` + data (Keygen's scheme
 * ED25519_SIGN). It proves that the vendor made the key: a typing error shows without a network. It opens nothing; that
 * takes a file for this computer or person.
 */
export function openSignedKey(text: string, trusted: TrustedKeys): Outcome<string> {
  if (text.length > longestKey) return refuse('too-large');
  const [, data, sig] = /^key\/([A-Za-z0-9_=-]+)\.([A-Za-z0-9_=-]+)$/.exec(text.trim()) ?? [];
  const bytes = data === undefined ? undefined : fromBase64Url(data);
  const signature = sig === undefined ? undefined : fromBase64Url(sig);
  if (!bytes || !signature) return refuse('not-a-file');
  const signed = Buffer.from(`key/${data}`);
  for (const { publicKey } of trusted.values()) {
    if (verifyBytes(signed, signature, Buffer.from(publicKey, 'base64'))) {
      return { ok: true, value: bytes.toString('utf8') };
    }
  }
  return refuse('bad-signature');
}
