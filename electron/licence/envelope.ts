import { createDecipheriv, createHash } from 'node:crypto';
import { z } from 'zod';
import type { FileFault } from '../contract/licence.ts';
import { fromBase64, fromJson, longestFile } from './encoding.ts';
import { verifyBytes } from './signature.ts';
import type { TrustedKey, TrustedKeys } from './vendor-keys.ts';

/** The file kinds: Keygen's two, and the roster of named people that goes with a clinic's licence. */
export const fileKinds = ['license', 'machine', 'roster'] as const;
export type FileKind = (typeof fileKinds)[number];

/** `subject` is what a fault is about: the algorithm's name. */
export type Refusal = { ok: false; fault: FileFault; subject?: string };
export type Outcome<T> = { ok: true; value: T } | Refusal;

/** A file whose signature holds, before it is decrypted. */
export interface SignedFile {
  kind: FileKind;
  isEncrypted: boolean;
  enc: string;
  /** The key that signed it: whether it might do so on the day of issue is known when the document is open. */
  key: TrustedKey;
}

const envelopeSchema = z.object({
  enc: z.string().min(1),
  sig: z.string().min(1),
  alg: z.string().min(1).max(60),
});
const algorithms: ReadonlyMap<string, { isEncrypted: boolean }> = new Map([
  ['base64+ed25519', { isEncrypted: false }],
  ['aes-256-gcm+ed25519', { isEncrypted: true }],
]);
const frame =
  /^\s*-----BEGIN (LICENSE|MACHINE|ROSTER) FILE-----\r?\n([A-Za-z0-9+/=\r\n]+?)\r?\n?-----END \1 FILE-----\s*$/;

export const refuse = (fault: FileFault, subject?: string): Refusal =>
  subject === undefined ? { ok: false, fault } : { ok: false, fault, subject };

/**
 * Reads the frame of a licence, machine or roster file and checks its signature over `kind/` + `enc` (Keygen:
 * cryptographic license files). Nothing inside `enc` is looked at. The format does not name its key: every trusted one
 * is tried.
 */
export function openEnvelope(text: string, trusted: TrustedKeys): Outcome<SignedFile> {
  if (text.length > longestFile) return refuse('too-large');
  const [, name, body] = frame.exec(text) ?? [];
  if (name === undefined || body === undefined) return refuse('not-a-file');
  const bytes = fromBase64(body.replaceAll(/[\r\n]/g, ''));
  const envelope = envelopeSchema.safeParse(bytes && fromJson(bytes));
  if (!envelope.success) return refuse('damaged');
  const { enc, sig, alg } = envelope.data;
  const algorithm = algorithms.get(alg);
  if (!algorithm) return refuse('unsupported-algorithm', alg);
  const kind = name.toLowerCase() as FileKind;
  const signature = fromBase64(sig);
  const signed = Buffer.from(`${kind}/${enc}`);
  for (const key of signature ? trusted.values() : []) {
    if (signature && verifyBytes(signed, signature, Buffer.from(key.publicKey, 'base64'))) {
      return { ok: true, value: { kind, ...algorithm, enc, key } };
    }
  }
  return refuse('bad-signature');
}

/**
 * The document of a signed file. An encrypted one is `ciphertext.iv.tag`, each base64, AES-256-GCM without additional
 * data under the SHA-256 of its secret.
 *
 * @param secrets licence keys to try; for machine files with the fingerprint behind each
 */
export function openPayload(file: SignedFile, secrets: readonly string[]): Outcome<unknown> {
  if (!file.isEncrypted) return asDocument(fromBase64(file.enc));
  const parts = file.enc.split('.').map(fromBase64);
  const [ciphertext, iv, tag] = parts;
  if (parts.length !== 3 || !ciphertext || iv?.length !== 12 || tag?.length !== 16) return refuse('damaged');
  if (secrets.length === 0) return refuse('needs-key');
  for (const secret of secrets) {
    const plain = decrypt(secret, ciphertext, iv, tag);
    if (plain) return asDocument(plain);
  }
  return refuse('wrong-key');
}

function decrypt(secret: string, ciphertext: Buffer, iv: Buffer, tag: Buffer): Buffer | undefined {
  const key = createHash('sha256').update(secret).digest();
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    return undefined;
  }
}

function asDocument(bytes: Buffer | undefined): Outcome<unknown> {
  const value = bytes && fromJson(bytes);
  return value === undefined ? refuse('damaged') : { ok: true, value };
}
