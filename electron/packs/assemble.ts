import type { KeyObject } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder, temporaryBeside } from '../codeset/atomic-file.ts';
import { asAppError } from '../codeset/disk-errors.ts';
import { keyIdOf, rawPublicKey, signBytes } from '../licence/signature.ts';
import type { PackManifest } from './format.ts';
import { packManifestSchema, packMagic, signedBytes } from './format.ts';
import { readHead, statedManifest } from './head.ts';

/**
 * Writes a pack of a manifest, its signature where there is a private key, and a body that lies in another file from
 * byte `at` on. The manifest then names the key.
 *
 * @throws AppError `disk-full`, `read-only`
 */
export async function assemble(
  out: string,
  fields: PackManifest,
  body: { file: string; at: number },
  privateKey?: KeyObject,
): Promise<PackManifest> {
  const keyId = privateKey ? keyIdOf(rawPublicKey(privateKey)) : null;
  const manifest = packManifestSchema.parse({ ...fields, keyId });
  const bytes = Buffer.from(JSON.stringify(manifest));
  const signature = privateKey ? signBytes(signedBytes(bytes), privateKey) : Buffer.alloc(0);
  const temporary = temporaryBeside(out);
  try {
    const handle = await open(temporary, 'wx', 0o644);
    try {
      await handle.writeFile(
        Buffer.concat([Buffer.from(packMagic), u32(bytes.length), bytes, u32(signature.length), signature]),
      );
      await handle.writeFile(createReadStream(body.file, { start: body.at, highWaterMark: 1 << 20 }));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, out);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw asAppError(error, out);
  }
  await syncFolder(dirname(out));
  return manifest;
}

/**
 * Signs a pack, whoever signed it before: only its manifest changes, which names the key, and its signature.
 * @throws AppError `readHead`'s and `statedManifest`'s, `disk-full`, `read-only`
 */
export async function signPack(file: string, out: string, privateKey: KeyObject): Promise<PackManifest> {
  const head = await readHead(file);
  return assemble(out, statedManifest(file, head), { file, at: head.bodyAt }, privateKey);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
