import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, readdir, rm, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { replaceFile } from '../../codeset/atomic-file.ts';
import { longestFile } from '../encoding.ts';

/** Extensions of licence, machine and roster files. */
const extensions: ReadonlySet<string> = new Set(['.lic', '.roster']);
/** More than this in one folder is no licence folder. */
const mostFiles = 50;

export interface LicenceFile {
  /** As messages name it. */
  name: string;
  path: string;
  text: string;
}

/** True for a name that a licence file goes by; what it really is shows when it is read. */
export function isLicenceName(path: string): boolean {
  return extensions.has(extname(path).toLowerCase());
}

/** The licence files of a folder, or one file; what is not there or cannot be read is left out. */
export async function readLicenceFiles(path: string): Promise<LicenceFile[]> {
  const paths = (await isFolder(path)) ? await namesIn(path) : [path];
  const read = await Promise.all(paths.map((one) => readOne(one).catch(() => null)));
  return read.filter((one) => one !== null);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  return names
    .filter(isLicenceName)
    .toSorted()
    .slice(0, mostFiles)
    .map((name) => join(folder, name));
}

async function readOne(path: string): Promise<LicenceFile | null> {
  const { size } = await stat(path);
  // One that is too long is still named among the refused: its head is enough for that.
  if (size > 4 * longestFile) return { name: basename(path), path, text: 'x'.repeat(longestFile + 1) };
  const text = await readFile(path, 'utf8');
  return { name: basename(path), path, text: text.replace(/^\uFEFF/, '') };
}

/**
 * Keeps a file's text under a name made from it, for this user alone or, in the machine-wide folder, for all to read.
 *
 * @returns its path
 * @throws AppError `disk-full`, `read-only`
 */
export async function keepLicenceFile(
  folder: string,
  text: string,
  { forAll = false }: { forAll?: boolean } = {},
): Promise<string> {
  const made = await mkdir(folder, { recursive: true });
  // Whatever the umask of whoever rolls out: what others cannot read licenses nobody.
  if (forAll && made !== undefined) await chmod(folder, 0o755);
  const isRoster = text.trimStart().startsWith('-----BEGIN ROSTER FILE-----');
  const name = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const path = join(folder, `${name}${isRoster ? '.roster' : '.lic'}`);
  await replaceFile(path, text, 0o600);
  if (forAll) await chmod(path, 0o644);
  return path;
}

export async function removeLicenceFiles(paths: readonly string[]): Promise<void> {
  await Promise.all(paths.map((path) => rm(path, { force: true })));
}
