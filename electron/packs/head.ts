import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { verifyBytes } from '../licence/signature.ts';
import type { TrustedKeys } from '../licence/vendor-keys.ts';
import { publicKeyOf } from '../licence/vendor-keys.ts';
import { AppError } from '../contract/errors.ts';
import type { PackManifest } from './format.ts';
import {
  anyMagic,
  longestManifest,
  packHeadSchema,
  packManifestSchema,
  packMagic,
  packVersion,
  signedBytes,
} from './format.ts';
import { refused } from './refusals.ts';
import { rowsSchema } from './rows.ts';

/** The part of a pack before its body, nothing of it believed yet. */
export interface PackHead {
  /** Exactly the bytes that were signed. */
  bytes: Buffer;
  /** Empty where nobody has signed. */
  signature: Buffer;
  bodyAt: number;
  /** Of the whole pack. */
  size: number;
}

/** @throws AppError `not-found`, `pack-foreign`, `pack-truncated`, `pack-damaged`, `pack-past`, `pack-future` */
export async function readHead(file: string): Promise<PackHead> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw new AppError('not-found', `The pack ${basename(file)} could not be opened.`, { cause: error });
  });
  try {
    const { size } = await handle.stat();
    let at = 0;
    const take = async (length: number): Promise<Buffer> => {
      if (at + length > size) throw refused('pack-truncated', file, 'it is cut off');
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
      if (bytesRead < length) throw refused('pack-truncated', file, 'it is cut off');
      at += length;
      return buffer;
    };
    checkMagic(file, await take(Math.min(packMagic.length, size)));
    const length = (await take(4)).readUInt32LE();
    if (length > longestManifest) throw refused('pack-damaged', file, 'its manifest is damaged');
    const bytes = await take(length);
    const signed = (await take(4)).readUInt32LE();
    if (signed !== 0 && signed !== 64) throw refused('pack-damaged', file, 'its signature is damaged');
    const signature = await take(signed);
    return { bytes, signature, bodyAt: at, size };
  } finally {
    await handle.close();
  }
}

function checkMagic(file: string, begins: Buffer): void {
  const text = begins.toString('latin1');
  if (text === packMagic) return;
  if (begins.length > 0 && text.length < packMagic.length && packMagic.startsWith(text)) {
    throw refused('pack-truncated', file, 'it is cut off');
  }
  const version = anyMagic.exec(text)?.[1];
  if (version === undefined) throw refused('pack-foreign', file, 'it is not a Case2Code pack');
  throw Number(version) < packVersion ? past(file) : future(file);
}

/**
 * The manifest of a pack that a trusted key has signed and that this version of the program can read.
 * @throws AppError `pack-signature`, `pack-unknown-key`, `pack-future`, `pack-past`, `pack-damaged`
 */
export function trustedManifest(file: string, head: PackHead, trusted: TrustedKeys): PackManifest {
  const manifest = parseManifest(head.bytes);
  const found = packHeadSchema.safeParse(manifest);
  // A manifest that is none was damaged; only where it can be read does it matter who signed it.
  if (!found.success) throw refused('pack-damaged', file, 'its manifest is damaged', found.error);
  const { keyId, created } = found.data;
  if (keyId === null || head.signature.length === 0) {
    throw refused('pack-signature', file, 'nobody has signed it');
  }
  const key = publicKeyOf(trusted, keyId, created);
  if (key === undefined) {
    throw refused('pack-unknown-key', file, `this program does not know the key ${keyId} that signed it`);
  }
  if (!verifyBytes(signedBytes(head.bytes), head.signature, key)) {
    throw refused('pack-signature', file, 'its manifest is not what was signed');
  }
  return readableManifest(file, manifest);
}

/** The manifest, whoever signed it: for showing what a file says of itself. */
export function statedManifest(file: string, head: PackHead): PackManifest {
  return readableManifest(file, parseManifest(head.bytes));
}

function readableManifest(file: string, json: unknown): PackManifest {
  const found = packHeadSchema.safeParse(json);
  if (found.success && (found.data.version > packVersion || found.data.schema > rowsSchema)) {
    throw future(file);
  }
  if (found.success && (found.data.version < packVersion || found.data.schema < rowsSchema)) {
    throw past(file);
  }
  const manifest = packManifestSchema.safeParse(json);
  if (!manifest.success) throw refused('pack-damaged', file, 'its manifest is damaged', manifest.error);
  return manifest.data;
}

function parseManifest(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

const future = (file: string): AppError =>
  refused('pack-future', file, 'it was made for a newer version of this program');
const past = (file: string): AppError =>
  refused('pack-past', file, 'it was made for an earlier version of this program');
