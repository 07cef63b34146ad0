import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Download } from '../../electron/packs/fetch/download.ts';
import { packForm } from '../../electron/packs/fetch/form.ts';
import type { FileServer } from './file-server.ts';

/** 2 KB that begin like a pack, and no two parts of which are alike. */
export const small = Buffer.concat([
  Buffer.from('C2CPACK2'),
  ...Array.from({ length: 64 }, (_, at) => createHash('sha256').update(String(at)).digest()),
]).subarray(0, 2048);

/** A zip without files. */
export const emptyZip = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Where `wanted` puts the file. */
export const targetIn = (folder: string): string => join(folder, 'in', 'file.c2cpack');

/** Asks for `small` as a signed list would. */
export function wanted(
  server: FileServer,
  folder: string,
  address: string,
  fields: Partial<Download> = {},
): Download {
  return { ...unknown(server, folder, address), size: small.length, sha256: hashOf(small), ...fields };
}

/** Without anything that a signed list would promise: as a publisher's file is fetched. */
export function unknown(
  server: FileServer,
  folder: string,
  address: string,
  fields: Partial<Download> = {},
): Download {
  return {
    address,
    target: targetIn(folder),
    rules: { hosts: [server.host], loopback: true },
    form: packForm,
    most: 1 << 20,
    signal: new AbortController().signal,
    ...fields,
  };
}
