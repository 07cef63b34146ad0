import type { KeyObject } from 'node:crypto';
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { signBytes } from '../../electron/licence/signature.ts';

/** As `electron/licence/envelope.ts` reads them. */
type Kind = 'license' | 'machine' | 'roster';

/**
 * A signed file around a document: frame, signature and encryption as Keygen writes them.
 *
 * @param secret licence key, for machine files with the fingerprint behind it; null to leave the document readable
 */
export function sealDocument(
  kind: Kind,
  document: unknown,
  privateKey: KeyObject,
  secret: string | null,
): string {
  const plain = Buffer.from(JSON.stringify(document));
  const enc = secret === null ? plain.toString('base64') : encrypt(plain, secret);
  const sig = signBytes(Buffer.from(`${kind}/${enc}`), privateKey).toString('base64');
  const alg = `${secret === null ? 'base64' : 'aes-256-gcm'}+ed25519`;
  const body = Buffer.from(JSON.stringify({ enc, sig, alg })).toString('base64');
  const lines = body.match(/.{1,60}/g) ?? [];
  const name = `${kind.toUpperCase()} FILE`;
  return `-----BEGIN ${name}-----\n${lines.join('\n')}\n-----END ${name}-----\n`;
}

function encrypt(plain: Buffer, secret: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', createHash('sha256').update(secret).digest(), iv);
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return [ciphertext, iv, cipher.getAuthTag()].map((part) => part.toString('base64')).join('.');
}

/** A licence key that carries its own signature: `key/{data}.{signature}` (Keygen's scheme ED25519_SIGN). */
export function signedKeyOf(data: string, privateKey: KeyObject): string {
  const encoded = Buffer.from(data).toString('base64url');
  const signature = signBytes(Buffer.from(`key/${encoded}`), privateKey).toString('base64url');
  return `key/${encoded}.${signature}`;
}
