import { basename } from 'node:path';
import { AppError } from '../../electron/contract/errors.ts';
import { keyFileOf, readKeyFile } from '../../electron/codeset/keys.ts';
import type { Manifest } from '../../electron/codeset/manifest.ts';
import { readManifest } from '../../electron/codeset/manifest.ts';
import { verifyFile } from '../../electron/codeset/verify.ts';
import { codeSetFiles } from '../terminal/open-library.ts';
import { isDamage } from './exit-codes.ts';

/** What `inspect` tells of one code-set file: its manifest, without the parts that only a program needs. */
export interface Inspected {
  file: string;
  manifest: Manifest;
}

/**
 * Reads the manifests of a library folder or of one code-set file. Needs no key.
 * @throws AppError `library-missing` and `readManifest`'s
 */
export async function inspect(path: string): Promise<Inspected[]> {
  const files = await codeSetFiles(path);
  return Promise.all(files.map(async (file) => ({ file, manifest: await readManifest(file) })));
}

export function inspectJson(found: readonly Inspected[]): object {
  return { ok: true, files: found.map(({ file, manifest }) => ({ file, ...publicPart(manifest) })) };
}

export function inspectText(found: readonly Inspected[]): string {
  const lines = found.flatMap(({ file, manifest }) => [
    `${basename(file)}: ${manifest.line}${manifest.starter ? ', starter set' : ''}`,
    ...manifest.releases.map(
      ({ edition: { name, begins, ends }, rows, files }) =>
        `  edition  ${name}, ${begins} to ${ends ?? 'further notice'}: ${rows.toLocaleString('en-US')} rows${files.length > 0 ? ` from ${files.join(', ')}` : ''}`,
    ),
    ...[...new Set(manifest.sources.map(({ publisher }) => publisher))].map((name) => `  source   ${name}`),
    `  holds    ${manifest.codes.toLocaleString('en-US')} codes, ${manifest.size.toLocaleString('en-US')} bytes, schema ${manifest.schema}`,
    `  sha256   ${manifest.sha256}`,
  ]);
  return `${lines.join('\n')}\n`;
}

/** What `verify` found of one file. */
export interface Verified {
  file: string;
  error: AppError | null;
}

/**
 * Reads every byte of the code-set files of a library folder, or of one file: hash, and every page under its key.
 * `keyFile` holds the key of all of them; by default each has its own beside it.
 *
 * @throws AppError `library-missing` when the path holds no library; what is wrong with a file is in the result
 */
export async function verify(path: string, keyFile: string | null): Promise<Verified[]> {
  const results: Verified[] = [];
  for (const file of await codeSetFiles(path)) results.push({ file, error: await verifyOne(file, keyFile) });
  return results;
}

async function verifyOne(file: string, keyFile: string | null): Promise<AppError | null> {
  try {
    await verifyFile(file, await readKeyFile(keyFile ?? keyFileOf(file)));
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

export function verifyJson(results: readonly Verified[]): object {
  return {
    ok: results.every(({ error }) => error === null),
    files: results.map(({ file, error }) => ({
      file,
      ok: error === null,
      damaged: isDamage(error),
      error: error === null ? null : { code: error.code, message: error.message },
    })),
  };
}

function publicPart({
  line,
  editions,
  releases,
  sources,
  notices,
  starter,
  codes,
  schema,
  size,
  sha256,
}: Manifest): object {
  return { line, editions, releases, sources, notices, starter, codes, schema, bytes: size, sha256 };
}
