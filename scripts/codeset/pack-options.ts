import type { KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { keyFileOf, readKeyFile } from '../../electron/codeset/keys.ts';
import { readManifest } from '../../electron/codeset/manifest.ts';
import type { Line } from '../../electron/contract/codes.ts';
import { AppError } from '../../electron/contract/errors.ts';
import { keyIdOf, rawPublicKey } from '../../electron/licence/signature.ts';
import type { TrustedKeys } from '../../electron/licence/vendor-keys.ts';
import { trustedFor, vendorKeys } from '../../electron/licence/vendor-keys.ts';
import type { CodeSetFile } from '../../electron/packs/build.ts';
import { readPassphrase } from '../licence/options.ts';
import { openPrivateKey } from '../licence/private-key.ts';
import { codeSetFiles } from '../terminal/open-library.ts';

export interface SigningFlags {
  signKey?: string;
  passphraseFile?: string;
}
export interface KeyFlags {
  trust?: string[];
  contentKeyFile?: string;
  kid?: string;
}

/**
 * One code-set file and its key: the file itself, or the one of a line in a library folder.
 * @throws AppError `usage`, `library-missing`, `library-key-missing`
 */
export async function codeSetAt(
  path: string,
  line: Line | undefined,
  keyFile: string | undefined,
): Promise<CodeSetFile> {
  const files: { file: string; line: Line }[] = [];
  for (const file of await codeSetFiles(path)) files.push({ file, line: (await readManifest(file)).line });
  const found = line === undefined ? files : files.filter((one) => one.line === line);
  const [only, ...others] = found;
  if (!only || others.length > 0) {
    const held = files.map((one) => one.line).join(', ');
    throw new AppError('usage', `Name with --line which one of ${path} is meant. It holds: ${held}.`);
  }
  return { file: only.file, key: await readKeyFile(keyFile ?? keyFileOf(only.file)) };
}

/** The private key that signs, from a key file of `npm run licence -- keys create`. @throws AppError `usage` */
export async function signingKey({ signKey, passphraseFile }: SigningFlags): Promise<KeyObject | undefined> {
  if (signKey === undefined) return undefined;
  return openPrivateKey(signKey, await readPassphrase(passphraseFile));
}

/**
 * Keys that may have signed a pack: those of the program, and public keys named on the command line, each a PEM file or
 * a file that holds one in base64 (such as `starter.c2cpack.pub`).
 */
export async function trustedKeys({ trust = [] }: KeyFlags): Promise<TrustedKeys> {
  const trusted = new Map(trustedFor('packs', vendorKeys()));
  for (const file of trust) {
    const raw = await publicKeyIn(file);
    trusted.set(keyIdOf(raw), { publicKey: raw.toString('base64'), from: '0001-01-01', until: null });
  }
  return trusted;
}

async function publicKeyIn(file: string): Promise<Buffer> {
  try {
    const text = (await readFile(file, 'utf8')).trim();
    return /^[A-Za-z0-9+/]{43}=$/.test(text)
      ? Buffer.from(text, 'base64')
      : rawPublicKey(createPublicKey(text));
  } catch (error) {
    throw new AppError('usage', `${file} holds no Ed25519 public key.`, { cause: error });
  }
}

/** The content key that was named, by its id. @throws AppError `usage`, `library-key-missing` */
export async function contentKeyFrom({
  contentKeyFile,
  kid,
}: KeyFlags): Promise<{ id: string; key: Buffer } | undefined> {
  if (contentKeyFile === undefined && kid === undefined) return undefined;
  if (contentKeyFile === undefined || kid === undefined) {
    throw new AppError('usage', 'Give a content key and its id together: --content-key-file and --kid.');
  }
  return { id: kid, key: await readKeyFile(contentKeyFile) };
}
