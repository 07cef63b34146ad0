import type { KeyObject } from 'node:crypto';
import { createHash, createPublicKey, sign, verify } from 'node:crypto';

/** What DER puts before the 32 bytes of an Ed25519 public key (RFC 8410, SubjectPublicKeyInfo). */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

/** The raw 32 bytes of a key pair's public half. */
export function rawPublicKey(key: KeyObject): Buffer {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(spkiHead.length);
}

/** A key's name in manifests and lists: the first 16 hexadecimal digits of the SHA-256 of its public half. */
export function keyIdOf(rawPublic: Uint8Array): string {
  return createHash('sha256').update(rawPublic).digest('hex').slice(0, 16);
}

/** Ed25519 (RFC 8032) over exactly these bytes; 64 bytes. */
export function signBytes(bytes: Uint8Array, privateKey: KeyObject): Buffer {
  return sign(null, bytes, privateKey);
}

/** @param rawPublic the 32 bytes of the public key. False also for a key or a signature that is none. */
export function verifyBytes(bytes: Uint8Array, signature: Uint8Array, rawPublic: Uint8Array): boolean {
  if (rawPublic.length !== 32 || signature.length !== 64) return false;
  try {
    const key = createPublicKey({
      key: Buffer.concat([spkiHead, rawPublic]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, bytes, key, signature);
  } catch {
    return false;
  }
}
