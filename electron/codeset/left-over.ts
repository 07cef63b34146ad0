import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiskUse } from '../contract/library.ts';
import { temporaryForm } from './atomic-file.ts';
import type { Library } from './library.ts';
import { damagedName } from './library.ts';
import { manifestFileOf, readManifest } from './manifest.ts';
import { isWhollyShipped } from './releases.ts';

/**
 * Code-set files of one line that are kept because a `library.json` that lies aside may name them. Without a bound
 * every restore would cost the size of what it replaced.
 */
const mostAside = 2;

const codeSetName = /^(?<line>[a-z0-9]+)-[0-9a-f]{16}\.c2c$/;
const besideName = /^[a-z0-9]+-[0-9a-f]{16}\.c2c\.(json|key)$/;
const temporaryName = new RegExp(`${temporaryForm}(-journal)?$`);

/**
 * Deletes code-set files that `library.json` no longer names, and left-over temporary files. Only at start, before
 * anything is open: no path that is open is ever deleted. While a `library.json` lies aside, what it may name stays,
 * but for starter sets, which the program carries, and more than two files of a line.
 */
export async function removeUnusedFiles(folder: string, library: Library): Promise<void> {
  const { unused } = await sorted(folder, library);
  for (const name of unused) await rm(join(folder, name), { force: true });
}

/**
 * Deletes what lies aside and every other file that `library.json` does not name. Nothing but the files it names may
 * be open.
 */
export async function removeUnnamed(folder: string, library: Library): Promise<void> {
  const { unused, aside } = await sorted(folder, library);
  for (const name of [...unused, ...aside]) await rm(join(folder, name), { force: true });
}

/** How much of the disk a library takes, and for what. */
export async function diskUse(folder: string, library: Library): Promise<DiskUse> {
  const { answering, kept, aside, unused } = await sorted(folder, library);
  return {
    answering: await bytesOf(folder, answering),
    kept: await bytesOf(folder, kept),
    aside: await bytesOf(folder, aside),
    unused: await bytesOf(folder, unused),
  };
}

/** The names of the program's own files in a library folder, by what they are for. */
async function sorted(folder: string, library: Library): Promise<Record<keyof DiskUse, string[]>> {
  const names = await readdir(folder);
  const answering = namesOf(Object.values(library.lines));
  const kept = namesOf(Object.values(library.kept)).filter((name) => !answering.includes(name));
  const named = new Set([...answering, ...kept]);
  const unnamed = names.filter(
    (name) => !named.has(name) && (codeSetName.test(name) || besideName.test(name)),
  );
  const damaged = names.filter((name) => damagedName.test(name));
  const wanted = damaged.length === 0 ? [] : await perhapsNamed(folder, unnamed);
  const aside = unnamed.filter((name) => wanted.some((file) => name.startsWith(file)));
  const temporary = names.filter((name) => temporaryName.test(name));
  return {
    answering,
    kept,
    aside: [...damaged, ...aside],
    unused: [...unnamed.filter((name) => !aside.includes(name)), ...temporary],
  };
}

/** The code-set files that are worth keeping for what lies aside: the newest of each line. */
async function perhapsNamed(folder: string, unnamed: readonly string[]): Promise<string[]> {
  const found: { name: string; line: string; written: number }[] = [];
  for (const name of unnamed) {
    const line = codeSetName.exec(name)?.groups?.['line'];
    if (line === undefined) continue;
    const manifest = await readManifest(join(folder, name)).catch(() => null);
    if (manifest && isWhollyShipped(manifest)) continue;
    const { mtimeMs } = await stat(join(folder, name));
    found.push({ name, line, written: mtimeMs });
  }
  const newestFirst = found.toSorted((a, b) => b.written - a.written);
  return newestFirst
    .filter(({ line }, at) => newestFirst.slice(0, at).filter((one) => one.line === line).length < mostAside)
    .map(({ name }) => name);
}

function namesOf(entries: readonly { file: string }[]): string[] {
  return entries.flatMap(({ file }) => [file, manifestFileOf(file), `${file}.key`]);
}

async function bytesOf(folder: string, names: readonly string[]): Promise<number> {
  let sum = 0;
  for (const name of names)
    sum += await stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    );
  return sum;
}
