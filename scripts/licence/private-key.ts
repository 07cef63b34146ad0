import type { KeyObject } from 'node:crypto';
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  scryptSync,
} from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { replaceFile } from '../../electron/codeset/atomic-file.ts';
import { AppError } from '../../electron/contract/errors.ts';
import { keyIdOf, rawPublicKey } from '../../electron/licence/signature.ts';
import type { KeyUse, VendorKey } from '../../electron/licence/vendor-keys.ts';
import { vendorKeySchema } from '../../electron/licence/vendor-keys.ts';

/** scrypt's cost: 128 MB for each guess of the passphrase (RFC 7914; OWASP's least for N). */
const cost = { N: 1 << 17, r: 8, p: 1, maxmem: 160 << 20 };

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);
const keyFileSchema = z.strictObject({
  format: z.literal('case2code private key'),
  version: z.literal(1),
  public: vendorKeySchema,
  /** scrypt, N 2^17, r 8, p 1. */
  salt: base64,
  /** AES-256-GCM of the key in PKCS #8; the public entry is authenticated with it. */
  iv: base64,
  ciphertext: base64,
  tag: base64,
});
type KeyFile = z.infer<typeof keyFileSchema>;

/** Shortest passphrase that is taken. */
const leastPassphrase = 12;

/**
 * Makes a key pair and writes its private half to `file`, encrypted under the passphrase. Never overwrites a file.
 *
 * @throws AppError `usage`
 */
export async function createKeyFile(
  fileOf: (id: string) => string,
  wanted: { uses: KeyUse[]; from: string; until: string | null },
  passphrase: string,
): Promise<{ file: string; entry: VendorKey }> {
  if (passphrase.length < leastPassphrase) {
    throw new AppError('usage', `The passphrase must have at least ${leastPassphrase} characters.`);
  }
  const { privateKey } = generateKeyPairSync('ed25519');
  const raw = rawPublicKey(privateKey);
  const entry = { id: keyIdOf(raw), publicKey: raw.toString('base64'), ...wanted };
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', scryptSync(passphrase, salt, 32, cost), iv);
  cipher.setAAD(boundTo(entry));
  const plain = privateKey.export({ format: 'der', type: 'pkcs8' });
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  const content: KeyFile = {
    format: 'case2code private key',
    version: 1,
    public: entry,
    salt: salt.toString('base64'),
    iv: iv.toString('base64'),
    ciphertext: ciphertext.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
  const file = fileOf(entry.id);
  await replaceFile(file, `${JSON.stringify(content, null, 2)}\n`);
  return { file, entry };
}

/** The public half of a key file; needs no passphrase. @throws AppError `usage` */
export async function readKeyFile(file: string): Promise<KeyFile> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new AppError('usage', `${file} could not be read.`, { cause: error });
  });
  try {
    return keyFileSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new AppError('usage', `${file} is no private key of “licence keys create”.`, { cause: error });
  }
}

/** Sets the last day on which a key signs. What it signed by then stays good. */
export async function retireKey(file: string, until: string): Promise<VendorKey> {
  const content = await readKeyFile(file);
  const entry = vendorKeySchema.parse({ ...content.public, until });
  await replaceFile(file, `${JSON.stringify({ ...content, public: entry }, null, 2)}\n`);
  return entry;
}

/** @throws AppError `usage` for another passphrase or a changed file */
export async function openPrivateKey(file: string, passphrase: string): Promise<KeyObject> {
  const content = await readKeyFile(file);
  const key = scryptSync(passphrase, Buffer.from(content.salt, 'base64'), 32, cost);
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(content.iv, 'base64'), {
    authTagLength: 16,
  });
  decipher.setAAD(boundTo(content.public));
  decipher.setAuthTag(Buffer.from(content.tag, 'base64'));
  try {
    const ciphertext = Buffer.from(content.ciphertext, 'base64');
    const plain = Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    return createPrivateKey({ key: plain, format: 'der', type: 'pkcs8' });
  } catch (error) {
    throw new AppError('usage', `The passphrase does not open ${file}.`, { cause: error });
  }
}

/** What a key may sign cannot be changed without its passphrase; its last day can, so that it may be retired. */
function boundTo({ id, publicKey, uses, from }: VendorKey): Buffer {
  return Buffer.from(JSON.stringify([id, publicKey, uses, from]));
}
