import type { KeyObject } from 'node:crypto';
import { createCipheriv, createHash, randomBytes, sign } from 'node:crypto';

/** How Keygen writes a file: certificate lines of 60 characters around base64 of `{enc, sig, alg}`. */
export function certificate(
  kind: 'license' | 'machine' | 'roster',
  document: unknown,
  { privateKey, secret }: { privateKey: KeyObject; secret: string | null },
): string {
  const text = JSON.stringify(document);
  const enc = secret === null ? Buffer.from(text).toString('base64') : encrypt(text, secret);
  const sig = sign(null, Buffer.from(`${kind}/${enc}`), privateKey).toString('base64');
  const alg = secret === null ? 'base64+ed25519' : 'aes-256-gcm+ed25519';
  const body = Buffer.from(JSON.stringify({ enc, sig, alg })).toString('base64');
  const name = `${kind.toUpperCase()} FILE`;
  return `-----BEGIN ${name}-----\n${body.replaceAll(/(.{60})(?=.)/g, '$1\n')}\n-----END ${name}-----\n`;
}

function encrypt(text: string, secret: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', createHash('sha256').update(secret).digest(), iv);
  const bytes = Buffer.concat([cipher.update(text), cipher.final()]);
  return [bytes, iv, cipher.getAuthTag()].map((part) => part.toString('base64')).join('.');
}
