import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from './atomic-file.ts';
import { keyCheck } from './keys.ts';
import type { Manifest } from './manifest.ts';
import { hashFile, manifestFileOf, readHead, writeManifest } from './manifest.ts';
import type { WrittenCodeSet } from './rows.ts';

/**
 * Gives a finished temporary file its lasting name and its manifest, durably. The manifest comes first: a code-set
 * file without one is never looked at.
 */
export async function finishFile(
  temporary: string,
  folder: string,
  fields: Pick<
    Manifest,
    'schema' | 'line' | 'editions' | 'releases' | 'sources' | 'notices' | 'starter' | 'pack' | 'codes'
  >,
  key: Buffer,
): Promise<WrittenCodeSet> {
  const handle = await open(temporary, 'r+');
  try {
    // Readable by its owner only, like the files that are adopted.
    await handle.chmod(0o600);
    await handle.sync();
  } finally {
    await handle.close();
  }
  const { sha256, size } = await hashFile(temporary);
  const { head, start } = await readHead(temporary);
  const name = `${fields.line}-${sha256.slice(0, 16)}.c2c`;
  const { schema, line, editions, releases, sources, notices, starter, pack, codes } = fields;
  await writeManifest(join(folder, name), {
    format: 'case2code code set',
    schema,
    line,
    editions,
    releases,
    sources,
    notices,
    starter,
    ...(pack === undefined ? {} : { pack }),
    codes,
    keyCheck: keyCheck(key),
    size,
    sha256,
    head,
    start: start.toString('base64'),
  });
  try {
    await rename(temporary, join(folder, name));
    await syncFolder(folder);
  } catch (error) {
    await removeCodeSet(folder, name);
    throw error;
  }
  return { line, file: name, key, codes, bytes: size };
}

/** Removes a file that nothing answers from yet, with its manifest: the job that wrote it did not finish. */
export async function removeCodeSet(folder: string, file: string): Promise<void> {
  for (const path of [join(folder, file), manifestFileOf(join(folder, file))]) {
    // What cannot be removed now goes at the next start; the failure that brought us here is the one to tell.
    await rm(path, { force: true }).catch(() => {});
  }
}
