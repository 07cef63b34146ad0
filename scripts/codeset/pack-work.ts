import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openBase } from '../../electron/codeset/base.ts';
import { localDate } from '../../electron/codeset/dates.ts';
import { keyFileOf, readKeyFile } from '../../electron/codeset/keys.ts';
import { readLibrary } from '../../electron/codeset/library.ts';
import { manifestFileOf } from '../../electron/codeset/manifest.ts';
import type { Line } from '../../electron/contract/codes.ts';
import { lines } from '../../electron/contract/codes.ts';
import { AppError } from '../../electron/contract/errors.ts';
import type { CodeSetFile } from '../../electron/packs/build.ts';
import { buildPack } from '../../electron/packs/build.ts';
import { stepsBetween } from '../../electron/packs/delta.ts';
import type { PackManifest } from '../../electron/packs/format.ts';
import type { HeldFile } from '../../electron/packs/install.ts';
import { installPack } from '../../electron/packs/install.ts';
import { keepInLibrary } from '../terminal/starter-library.ts';
import type { KeyFlags, SigningFlags } from './pack-options.ts';
import { codeSetAt, contentKeyFrom, signingKey, trustedKeys } from './pack-options.ts';

export interface PackBuildFlags extends SigningFlags, KeyFlags {
  from: string;
  out: string;
  line?: Line;
  base?: string;
  id?: string;
  serial: number;
  created?: string;
  minimumApp?: string;
  keyFile?: string;
}

/** Builds a full pack, or with `base` a delta, of one line. @throws AppError `buildPack`'s, `usage` */
export async function packBuild(flags: PackBuildFlags): Promise<PackManifest> {
  const { from, out, line, keyFile, serial } = flags;
  const set = await codeSetAt(from, line, keyFile);
  const base = flags.base === undefined ? undefined : await codeSetAt(flags.base, line, keyFile);
  const contentKey = await contentKeyFrom(flags);
  const privateKey = await signingKey(flags);
  return buildPack(out, {
    id: flags.id ?? (await idOf(set, base, serial)),
    serial,
    created: flags.created ?? localDate(new Date()),
    minimumApp: flags.minimumApp ?? (await ownVersion()),
    sets: [set],
    ...(base ? { base } : {}),
    ...(contentKey ? { contentKey } : {}),
    ...(privateKey ? { privateKey } : {}),
  });
}

/** "icd10cm-2025-10-01-s7", and for a delta the day its base begins before the serial. */
async function idOf(set: CodeSetFile, base: CodeSetFile | undefined, serial: number): Promise<string> {
  const begins = async (one: CodeSetFile): Promise<string[]> => {
    const file = await openBase(one);
    file.close();
    return [file.manifest.line, file.manifest.editions[0]?.begins ?? ''];
  };
  const from = base ? [`from-${(await begins(base))[1] ?? ''}`] : [];
  return [...(await begins(set)), ...from, `s${serial}`].join('-');
}

async function ownVersion(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const json: unknown = JSON.parse(text);
  if (typeof json === 'object' && json !== null && 'version' in json && typeof json.version === 'string')
    return json.version;
  throw new AppError('internal', 'package.json names no version.');
}

/** What became of a release from one code set to another: rows of each kind that came and went. */
export interface ReleaseDifference {
  dataset: string;
  edition: string;
  /** The edition that it is compared with; null where the other code set has none of its data set. */
  from: string | null;
  kept: number;
  gone: number;
  come: number;
}

/** How one code set differs from another, release by release, as a delta between the two would say it. */
export async function packDiff(before: CodeSetFile, after: CodeSetFile): Promise<ReleaseDifference[]> {
  const [old, now] = [await openBase(before), await openBase(after)];
  try {
    return now.releases.map(({ dataset, edition }, id) => {
      const from = old.releases.findLastIndex((one) => one.dataset === dataset);
      const counts = { kept: 0, gone: 0, come: 0 };
      for (const step of stepsBetween(from < 0 ? [] : old.facts(from), now.facts(id))) {
        if ('keep' in step) counts.kept += step.keep;
        else if ('skip' in step) counts.gone += step.skip;
        else counts.come += 1;
      }
      return { dataset, edition: edition.name, from: old.releases[from]?.edition.name ?? null, ...counts };
    });
  } finally {
    for (const one of [old, now]) one.close();
  }
}

/**
 * Installs a pack into a library folder of the terminal's, each file with its key file beside it.
 * @throws AppError `installPack`'s
 */
export async function packInstall(pack: string, out: string, flags: KeyFlags): Promise<Line[]> {
  const contentKey = await contentKeyFrom(flags);
  const before = (await readLibrary(out))?.lines ?? {};
  const held: HeldFile[] = [];
  for (const line of lines) {
    const entry = before[line];
    if (!entry) continue;
    const file = join(out, entry.file);
    held.push({ line, file, key: await readKeyFile(keyFileOf(file)) });
  }
  const written = await installPack(pack, out, {
    held,
    trusted: await trustedKeys(flags),
    contentKeys: new Map(contentKey ? [[contentKey.id, contentKey.key]] : []),
    appVersion: await ownVersion(),
  });
  await keepInLibrary(out, written);
  for (const { file } of held.filter(({ line }) => written.some((one) => one.line === line))) {
    // Somebody may have the old file open, which some systems refuse to delete; it is only disk space.
    for (const left of [manifestFileOf(file), keyFileOf(file), file])
      await rm(left, { force: true }).catch(() => {});
  }
  return written.map(({ line }) => line);
}
